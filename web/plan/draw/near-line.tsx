/** The point of the selected line or border that is nearest to the pointer, while it moves. */
import { useEffect, useState } from 'react';
import { readItem } from '../../api.ts';
import { lineOf, nearestOn } from '../../map/draw-near.ts';
import type { Board } from '../../map/draw-types.ts';
import type { DrawnShape } from '../../map/drawn.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import { TEXTS } from './texts.ts';

export function NearLine({
  tool,
  board,
  onExtra,
}: {
  tool: ToolProps;
  board: Board | null;
  onExtra: (shapes: readonly DrawnShape[]) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { selected, open } = tool;
  const item = useRemote(selected && open ? `${selected.layer}/${selected.id}` : null, (signal) =>
    readItem(selected!.layer, selected!.id, signal),
  );
  const line = selected && item.data && lineOf(item.data.geometry);
  const [distanceM, setDistanceM] = useState<number | null>(null);
  useEffect(() => {
    if (!board || !line) return;
    const stop = board.follow((at) => {
      const near = nearestOn(line, at);
      setDistanceM(near.distanceM);
      onExtra([
        {
          id: 'near',
          look: 'drawn',
          geometry: { type: 'LineString', coordinates: [[...at], [...near.at]] },
          label: f.distance(near.distanceM),
        },
      ]);
    });
    return () => {
      stop();
      setDistanceM(null);
      onExtra([]);
    };
  }, [board, line, onExtra, f]);
  if (!line || !selected) return null;
  return (
    <p className="draw-live">
      <b>{t.near}</b> {selected.name}
      {distanceM !== null && (
        <>
          {' · '}
          {f.distance(distanceM)} <i>{t.preview}</i>
        </>
      )}
    </p>
  );
}
