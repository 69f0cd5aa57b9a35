/** The second map, the divider between both, and above each what it shows; the maps move together. */
import { IconLoader2, IconX } from '@tabler/icons-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { LayerSummary } from '../api.ts';
import { createPair } from '../map/compare-pair.ts';
import type { Camera, CityMapHandle, Shown } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { Divider } from '../plan/compare/divider.tsx';
import { type SideWords, sideWords } from '../plan/compare/side-words.ts';
import { useCompareTexts } from '../plan/compare/texts.ts';
import type { CompareState, Frames, Side } from './compare-slot.tsx';
import { MapPart, type MapPartProps } from './map-part.tsx';
import { useCatalogue } from './use-catalogue.ts';
import { usePast } from './use-past.ts';
import { useDrawn } from './use-shown.ts';
import '../plan/compare/compare.css';

export default function CompareHalves({
  compare,
  frames,
  phone,
  first,
  shown,
  layers,
  fresh,
  camera,
  map,
}: {
  compare: CompareState;
  frames: Frames;
  phone: boolean;
  /** The handle of the map on the left. */
  first: RefObject<CityMapHandle | null>;
  /** What it draws. */
  shown: Shown;
  /** Of today, unfiltered. */
  layers: readonly LayerSummary[] | null;
  fresh: string;
  camera: Camera | null;
  /** As the first map is told, but for what is drawn. */
  map: Omit<MapPartProps, 'ref' | 'label' | 'catalogue' | 'shown' | 'camera' | 'padding' | 'goTo'>;
}) {
  const { t: shell, lang, of } = useLanguage();
  const t = useCompareTexts();
  const second = useRef<CityMapHandle>(null);
  const [pair] = useState(createPair);
  const [start] = useState(camera);
  const [loading, setLoading] = useState<readonly string[]>([]);
  const past = usePast(layers, compare.shown, fresh);
  const drawn = useDrawn(compare.shown, past, camera);
  const catalogue = useCatalogue(past, true);
  useEffect(() => {
    const leave = [first.current?.join(pair, 'a'), second.current?.join(pair, 'b')];
    const quiet = pair.onLoading(setLoading);
    return () => {
      quiet();
      for (const one of leave) one?.();
    };
  }, [pair, first]);
  const says = { t, lang, of, grade: shell.grade };
  const a = sideWords(shown, compare.shown, catalogue, says);
  const b = sideWords(compare.shown, shown, catalogue, says);
  const stacked = phone && compare.mode === 'side';
  const names = stacked ? { a: t.first, b: t.second } : { a: t.a, b: t.b };
  const words: Record<Side, SideWords> = { a, b };
  const label = t.mapOf(names.b, [b.day, ...b.rest].join(' · '));
  const clip = useRef<HTMLDivElement>(null);
  const setClip = useMemo(
    () => (percent: number) => clip.current?.style.setProperty('--compare-share', `${percent}%`),
    [],
  );
  useEffect(() => setClip(compare.percent), [compare.percent, setClip]);
  return (
    <div ref={clip} className={`compare ${compare.mode} ${stacked ? 'stacked' : ''}`} data-testid="compare">
      <MapPart
        {...map}
        ref={second}
        second={label}
        label={label}
        frame={frames.b}
        className="second"
        catalogue={catalogue}
        shown={drawn}
        camera={start}
        goTo={null}
        padding={frames.padding}
      />
      <div className="compare-over" style={frames.both}>
        {(['a', 'b'] as const).map((side) => (
          <p
            key={side}
            className={`compare-label ${side}`}
            title={[words[side].day, ...words[side].rest].join(' · ')}
          >
            <b className="compare-side">{side === 'a' ? 'A' : 'B'}</b>
            <span>
              <b>{words[side].day}</b>
              {words[side].rest.map((word) => ` · ${word}`)}
            </span>
            {loading.includes(side) && (
              <IconLoader2 className="compare-loading" size={14} stroke={2} aria-hidden="true" />
            )}
            {side === 'b' && (
              <button
                type="button"
                className="button quiet icon small"
                aria-label={t.end}
                title={t.end}
                onClick={() => compare.setMode('off', compare.shown)}
              >
                <IconX size={14} stroke={2} />
              </button>
            )}
          </p>
        ))}
        <p className="hidden" role="status">
          {loading.length === 0
            ? t.drawn
            : loading.map((side) => t.loading(side === 'b' ? names.b : names.a)).join(' ')}
        </p>
        {compare.mode === 'swipe' && (
          <Divider percent={compare.percent} onMoving={setClip} onPercent={compare.setPercent} />
        )}
      </div>
    </div>
  );
}
