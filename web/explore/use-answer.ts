/** A question on the map: its sketch, the objects of its answer, and once the view of what was found without a shape. */
import type { Feature } from 'geojson';
import { useEffect, useMemo, useRef } from 'react';
import type { Sketch } from '../map/props.ts';
import { boxAroundAll } from '../parts/place.ts';
import { sketchOf } from '../plan/sketch-of.ts';
import type { CameraState } from './use-camera.ts';
import type { QuestionState } from './use-question.ts';

export function useAnswer(
  question: QuestionState,
  { goToBox, goToItem }: Pick<CameraState, 'goToBox' | 'goToItem'>,
  /** A link says where to look: what it asks is not gone to. */
  placed: boolean,
): readonly Feature[] {
  const { whole: asked } = question;
  const { data, loading, problem } = question.answer;
  const framed = useRef<object | null>(placed ? asked : null);
  useEffect(() => {
    if (!asked || !data || loading || framed.current === asked) return;
    framed.current = asked;
    if (asked.way !== 'layer' && asked.way !== 'nearest') return;
    const found = Object.values(data.layers).flatMap(({ features }) => features.features);
    if (found[0] && found.length === 1) goToItem(found[0]);
    else if (found.length > 1) goToBox(boxAroundAll(found));
  }, [asked, data, loading, goToBox, goToItem]);
  const failed = problem !== null;
  const { listed } = question;
  return useMemo(() => {
    if (failed || !data) return [];
    const items = Object.entries(data.layers).flatMap(([layer, { features }]) =>
      features.features.map((item) => ({ item, layer })),
    );
    // a list of an earlier answer narrows nothing
    const own = new Set(listed?.map(({ item }) => item));
    const narrowed = items.filter(({ item }) => own.has(item));
    const of = listed && narrowed.length === listed.length ? narrowed : items;
    return of.map(({ item, layer }) => ({ ...item, properties: { ...item.properties, layer } }));
  }, [data, failed, listed]);
}

/** What the question asks around, as the map draws it; the same object while its place stays the same. */
export function useSketch(asking: boolean, { question }: QuestionState): Sketch | null {
  const drawn = useRef<Sketch | null>(null);
  return useMemo<Sketch | null>(() => {
    const next = asking ? sketchOf(question) : null;
    if (JSON.stringify(next) !== JSON.stringify(drawn.current)) drawn.current = next;
    return drawn.current;
  }, [asking, question]);
}
