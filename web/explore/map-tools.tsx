/** The tools that draw on the map: loaded when first opened, mounted from then on, so that what they drew stays. */
import { type ComponentType, lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { LINKED_TOOLS, type ToolLinks } from '../link.ts';
import { NOTHING_DRAWN, type ToolDrawing } from '../map/drawn.ts';
import { MAP_TOOL_IDS, type ToolProps, type ToolRequest } from '../plan/tool.ts';

export type MapToolId = ToolRequest['tool'];

const PANELS: Readonly<Partial<Record<MapToolId, ComponentType<ToolProps>>>> = {
  list: lazy(() => import('../plan/list/list-tool.tsx')),
  views: lazy(() => import('../plan/views/views-tool.tsx')),
  accident: lazy(() => import('../plan/accident/accident-tool.tsx')),
  risk: lazy(() => import('../plan/risk/risk-tool.tsx')),
  filter: lazy(() => import('../plan/filter/filter-tool.tsx')),
  compare: lazy(() => import('../plan/compare/compare-tool.tsx')),
  charts: lazy(() => import('../plan/charts/charts-tool.tsx')),
  regions: lazy(() => import('../plan/regions/regions-tool.tsx')),
  print: lazy(() => import('../plan/print/print-tool.tsx')),
  draw: lazy(() => import('../plan/draw/draw-tool.tsx')),
};
export const MAP_TOOLS = MAP_TOOL_IDS.filter((id) => PANELS[id] !== undefined);

export function isMapTool(tool: string | null): tool is MapToolId {
  return MAP_TOOLS.some((id) => id === tool);
}

export interface MapTools {
  /** In the order in which they were first opened. */
  readonly opened: readonly MapToolId[];
  readonly drawings: readonly ToolDrawing[];
  /** What the open tool does with the next click on the map, when it waits for one. */
  readonly onPoint: ToolDrawing['onPoint'];
  /** The open tool draws on the map by hand. */
  readonly byHand: boolean;
  readonly requests: Readonly<Partial<Record<MapToolId, ToolRequest>>>;
  readonly ask: (request: ToolRequest) => void;
  readonly draw: Readonly<Record<MapToolId, (drawing: ToolDrawing) => void>>;
  /** What the tools say of themselves in the link. */
  readonly links: ToolLinks;
  readonly link: Readonly<Record<MapToolId, (text: string | null) => void>>;
}

/**
 * `current` is the open tool of the rail; another reader begins with nothing drawn. Tools of which the link says
 * something are mounted from the beginning, for those who may have them.
 */
export function useMapTools(
  readerKey: string | null,
  current: string | null,
  linked: ToolLinks,
  staff: boolean,
): MapTools {
  const [opened, setOpened] = useState<readonly MapToolId[]>([]);
  const [drawn, setDrawn] = useState<Partial<Record<MapToolId, ToolDrawing>>>({});
  const [requests, setRequests] = useState<Partial<Record<MapToolId, ToolRequest>>>({});
  const [links, setLinks] = useState(linked);
  const open = isMapTool(current) ? current : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when to forget
  useEffect(() => {
    setOpened([]);
    setDrawn({});
    setRequests({});
  }, [readerKey]);
  useEffect(() => {
    if (open && readerKey !== null)
      setOpened((before) => (before.includes(open) ? before : [...before, open]));
  }, [open, readerKey]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the link says at first
  useEffect(() => {
    if (staff && readerKey !== null)
      setOpened((before) => [...before, ...LINKED_TOOLS.filter((id) => linked[id] && !before.includes(id))]);
  }, [readerKey, staff]);
  const ask = useCallback(
    (request: ToolRequest) => setRequests((before) => ({ ...before, [request.tool]: request })),
    [],
  );
  const draw = useMemo(() => {
    const by = (id: MapToolId) => (drawing: ToolDrawing) =>
      setDrawn((before) => (before[id] === drawing ? before : { ...before, [id]: drawing }));
    return Object.fromEntries(MAP_TOOL_IDS.map((id) => [id, by(id)])) as MapTools['draw'];
  }, []);
  const link = useMemo(() => {
    const by = (id: MapToolId) => (text: string | null) =>
      setLinks(({ [id as keyof ToolLinks]: before, ...others }) =>
        text ? { ...others, [id]: text } : others,
      );
    return Object.fromEntries(MAP_TOOL_IDS.map((id) => [id, by(id)])) as MapTools['link'];
  }, []);
  const drawings = useMemo(
    () => opened.map((id) => drawn[id] ?? NOTHING_DRAWN).filter(isSomething),
    [opened, drawn],
  );
  return {
    opened,
    drawings,
    onPoint: (open && drawn[open]?.onPoint) ?? null,
    byHand: (open && drawn[open]?.byHand) ?? false,
    requests,
    ask,
    draw,
    links,
    link,
  };
}

const isSomething = ({ field, shapes, handles, regions }: ToolDrawing) =>
  field !== null || shapes.length > 0 || handles.length > 0 || Boolean(regions);

/** Every tool that was opened, the current one to be seen. */
export function MapToolPanels({
  tools,
  current,
  className,
  ...props
}: Omit<ToolProps, 'open' | 'request' | 'onDraw' | 'linked' | 'onLinked'> & {
  tools: MapTools;
  current: string | null;
  className: string;
}) {
  return tools.opened.map((id) => {
    const Panel = PANELS[id];
    return (
      Panel && (
        <section key={id} className={className} hidden={id !== current}>
          <Suspense fallback={null}>
            <Panel
              {...props}
              open={id === current}
              request={tools.requests[id] ?? null}
              onDraw={tools.draw[id]}
              linked={tools.links[id as keyof ToolLinks] ?? null}
              onLinked={tools.link[id]}
            />
          </Suspense>
        </section>
      )
    );
  });
}
