/** How far the pointer is from the line that is asked along, while it moves over the map. */
import { useEffect, useMemo, useState } from 'react';
import type { CityMapHandle } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import type { Question } from './question.ts';
import { sketchOf } from './sketch-of.ts';
import { TEXTS } from './texts.ts';

export type FollowNear = CityMapHandle['followNear'];

export function NearPreview({
  question,
  drawing,
  followNear,
}: {
  question: Question;
  /** The line is being drawn: there is nothing to be near to yet. */
  drawing: boolean;
  followNear: FollowNear;
}) {
  const { lang, f } = useLanguage();
  const [distanceM, setDistanceM] = useState<number | null>(null);
  const line = useMemo(() => (drawing ? null : lineAsked(question)), [question, drawing]);
  useEffect(() => {
    if (!line) return;
    let stop: (() => void) | null = null;
    let isGone = false;
    followNear({ line, write: f.distance, onNear: setDistanceM })
      .then((end) => {
        if (isGone) end();
        else stop = end;
      })
      // without the library there is no preview
      .catch(() => undefined);
    return () => {
      isGone = true;
      stop?.();
      setDistanceM(null);
    };
  }, [line, followNear, f]);
  if (!line) return null;
  return (
    <p className="caption muted near-preview">
      {distanceM === null ? TEXTS[lang].nearHint : TEXTS[lang].near(f.distance(distanceM))}
    </p>
  );
}

/** The line of a question: typed, drawn, or that of the object asked around. */
function lineAsked(question: Question) {
  const sketch = sketchOf(question);
  if (sketch?.kind === 'line' && sketch.line.length > 1)
    return { type: 'LineString' as const, coordinates: sketch.line.map(([lon, lat]) => [lon, lat]) };
  if (sketch?.kind !== 'shape') return null;
  const { shape } = sketch;
  return shape.type === 'LineString' || shape.type === 'MultiLineString' ? shape : null;
}
