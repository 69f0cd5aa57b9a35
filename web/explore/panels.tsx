/** Where the panels stand: around the map on a desktop, one after the other in the sheet of a phone. */
import type { CSSProperties, ReactNode } from 'react';
import { Sheet, type Stop } from '../parts/sheet.tsx';
import { PanelGrip } from './bench/panel-grip.tsx';
import { Legend } from './map-legend.tsx';
import type { Tool } from './tools.tsx';

export interface Panels {
  readonly tool: Tool | null;
  /** The panel of the layers or of the question, when it is open. */
  readonly toolPanel: ReactNode;
  /** The panels of the tools that draw on the map: they stay mounted. */
  readonly toolPanels: (className: string) => ReactNode;
  readonly card: ReactNode;
  readonly dock: ReactNode;
}

/** Around the free window of the map; `over` stands at its top. */
export function DesktopPanels({
  tool,
  toolPanel,
  toolPanels,
  card,
  dock,
  over,
  leftPx,
  toolPx,
  onToolPx,
}: Panels & {
  over: ReactNode;
  leftPx: number;
  /** Width of the panel at the left; null sets it back. */
  toolPx: number;
  onToolPx: (px: number | null) => void;
}) {
  return (
    <>
      {toolPanel && <section className="panel tool-panel">{toolPanel}</section>}
      {toolPanels('panel tool-panel')}
      {tool && <PanelGrip px={toolPx} onPx={onToolPx} />}
      {over && (
        <div className="over-map" style={{ '--left-px': `${leftPx}px` } as CSSProperties}>
          {over}
        </div>
      )}
      {card && <div className="panel card-panel">{card}</div>}
      {dock}
    </>
  );
}

/** The card before the answer before the tool. */
export function PhoneSheet({
  tool,
  toolPanel,
  toolPanels,
  card,
  dock,
  stop,
  areaPx,
  onStop,
}: Panels & { stop: Stop; areaPx: number; onStop: (stop: Stop) => void }) {
  const front =
    card || (tool === 'results' ? dock : stop === 'low' && tool === 'layers' ? <Legend /> : toolPanel);
  return (
    <Sheet stop={stop} areaPx={areaPx} onStop={onStop}>
      {front}
      <div hidden={Boolean(card)}>{toolPanels('sheet-tool')}</div>
    </Sheet>
  );
}
