/** The contract between the map screen and a tool of the rail that draws on the map. */
import type { Geometry } from 'geojson';
import type { LayerSummary } from '../api.ts';
import type { CompareState } from '../explore/compare-slot.tsx';
import type { Selected } from '../link.ts';
import type { ToolDrawing } from '../map/drawn.ts';
import type { Camera, CityMapHandle, LonLat, PrintedMap, PrintWish, Shown } from '../map/props.ts';

/** In the order of the rail. */
export const MAP_TOOL_IDS = [
  'list',
  'filter',
  'charts',
  'regions',
  'draw',
  'compare',
  'accident',
  'risk',
  'views',
  'print',
] as const;

/** What a card or a link asks of a tool. */
export interface ToolRequest {
  readonly tool: (typeof MAP_TOOL_IDS)[number];
  /** Of the tool's parts, the one to open. */
  readonly part?: 'field' | 'siting' | 'safety';
  readonly object: Selected | null;
  readonly name: string | null;
  readonly at: LonLat;
}

/** A tool stays mounted while another is open, so that what it drew stays on the map until it is cleared. */
export interface ToolProps {
  /** False while another tool is open: the panel is hidden, the drawing stays. */
  readonly open: boolean;
  /** Changes with the reader and the data; part of every request's key. */
  readonly fresh: string;
  readonly layers: readonly LayerSummary[];
  /** What the map shows: west, south, east, north. */
  readonly view: readonly [number, number, number, number] | null;
  readonly selected: (Selected & { readonly name: string; readonly at: LonLat }) | null;
  /** A new object each time somebody asks. */
  readonly request: ToolRequest | null;
  /** What the map draws, and how to change it. */
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  /** The second map, when there is one. */
  readonly compare: CompareState;
  readonly camera: Camera | null;
  readonly onDraw: (drawing: ToolDrawing) => void;
  readonly onSelect: (object: Selected & { readonly at: LonLat }) => void;
  readonly onGo: (bbox: readonly [number, number, number, number]) => void;
  /** Opens the view of a link (`?…`) as if its address had been entered; the step back returns. */
  readonly onOpen: (link: string) => void;
  /** The map as it is drawn now, without panels; a PNG data URL. */
  readonly snapshot: () => Promise<string>;
  /** A board on the map to draw by hand. */
  readonly board: CityMapHandle['board'];
  /** Asks a question about a drawn shape. */
  readonly onAsk: (geometry: Geometry) => void;
  /** The map drawn anew for paper. */
  readonly print: (wish: PrintWish) => Promise<PrintedMap>;
  /** What the link says of this tool, of `tool-link.ts`; null = its first state. */
  readonly linked: string | null;
  /** Tells the link; only of tools that are in `LINKED_TOOLS`. */
  readonly onLinked: (text: string | null) => void;
  /** null on a phone, where the sheet has its own way. */
  readonly onClose: (() => void) | null;
}
