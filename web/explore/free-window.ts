/** How much of the map the panels cover, so that what is selected sits in the free window. */
import type { CityMapProps } from '../map/props.ts';
import { type Stop, stopPx } from '../parts/sheet.tsx';
import { isMapTool } from './map-tools.tsx';
import type { Tool } from './tools.tsx';

/** What stands over the map. */
export interface Standing {
  readonly signing: boolean;
  readonly phone: boolean;
  /** A screen that is not wide. */
  readonly compact: boolean;
  readonly stop: Stop;
  readonly areaPx: number;
  readonly tool: Tool | null;
  /** Width of the panel of the tool. */
  readonly toolPx: number;
  readonly card: boolean;
  readonly dock: 'none' | 'low' | 'open';
  /** The time slider below the free window. */
  readonly time: boolean;
}

/** Height of the time slider with the gap above it. */
export const TIME_PX = 56;

/** Width of the panel at the left; tools that draw on the map have tables and are as wide as a card. */
export function panelPx(tool: Tool | null, compact: boolean): number {
  if (isMapTool(tool)) return compact ? 312 : 340;
  return compact ? 264 : 288;
}

export function paddingOf(standing: Standing): CityMapProps['padding'] {
  const { signing, phone, compact, stop, areaPx, tool, toolPx, card, dock } = standing;
  const timePx = standing.time ? TIME_PX : 0;
  if (signing) return { top: 24, right: 24, bottom: 24, left: 24 };
  if (phone)
    return {
      top: 12,
      right: 12,
      bottom: stopPx(stop === 'full' ? 'half' : stop, areaPx) + 12 + (stop === 'low' ? timePx : 0),
      left: 12,
    };
  return {
    top: 56,
    right: card ? (compact ? 336 : 364) : 12,
    bottom: { none: 12, low: 68, open: compact ? 270 : 340 }[dock] + timePx,
    left: tool ? toolPx + 24 : 12,
  };
}
