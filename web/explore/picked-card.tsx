/** The card of what was picked: an object, several to choose from, or counted cells. */
import { lazy } from 'react';
import type { LayerSummary } from '../api.ts';
import type { Selected } from '../link.ts';
import type { Pick } from '../map/props.ts';
import type { CardProps } from './card.tsx';

const Card = lazy(() => import('./card.tsx').then((module) => ({ default: module.Card })));
const ChooserCard = lazy(() =>
  import('./chooser-card.tsx').then((module) => ({ default: module.ChooserCard })),
);
const CellsCard = lazy(() => import('./cells-card.tsx').then((module) => ({ default: module.CellsCard })));

export function PickedCard({
  picked,
  layers,
  onPick,
  onCloser,
  ...props
}: Omit<CardProps, 'layer' | 'id'> & {
  picked: Pick | Selected;
  layers: readonly LayerSummary[];
  onPick: (pick: Pick) => void;
  /** Closer to the cells that were picked. */
  onCloser: (at: Pick['at']) => void;
}) {
  if (picked.layer === 'cells')
    return (
      <CellsCard
        layer={layers.find(({ id }) => id === picked.of) ?? null}
        counts={picked.counts}
        staff={props.staff}
        onZoom={() => onCloser(picked.at)}
        onClose={props.onClose}
      />
    );
  if (picked.layer === 'several')
    return <ChooserCard among={picked.among} layers={layers} onChoose={onPick} onClose={props.onClose} />;
  return <Card {...props} layer={picked.layer} id={picked.id} />;
}
