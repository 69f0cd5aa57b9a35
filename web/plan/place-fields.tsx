/** Fields of a place: one point, corners one a line, and metres. All can be typed; the map fills them too. */
import { useEffect, useState } from 'react';
import { RADIUS_M } from '../link.ts';
import type { LonLat } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { PRESETS_M, radiusOfStep, readCorners, readPlace, stepOfRadius, writeCorners } from './question.ts';

export function PlaceField({
  center,
  onCenter,
}: {
  center: LonLat | null;
  onCenter: (center: LonLat) => void;
}) {
  const { t } = useLanguage();
  const written = center ? `${center[0].toFixed(5)}, ${center[1].toFixed(5)}` : '';
  const [text, setText, editing] = useTyped(written);
  const bad = text !== '' && !readPlace(text);
  return (
    <>
      <input
        type="text"
        className="input"
        inputMode="decimal"
        aria-label={t.queryLonLat}
        aria-invalid={bad}
        placeholder={t.queryLonLat}
        value={text}
        {...editing}
        onChange={(event) => {
          setText(event.target.value);
          const place = readPlace(event.target.value);
          if (place) onCenter(place);
        }}
      />
      {bad && (
        <p className="caption bad" role="status">
          {t.queryLonLatBad}
        </p>
      )}
    </>
  );
}

/** A text that people type while it already takes effect: only afterwards it is written in the usual way. */
function useTyped(written: string) {
  const [text, setText] = useState(written);
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    if (!typing) setText(written);
  }, [written, typing]);
  const editing = { onFocus: () => setTyping(true), onBlur: () => setTyping(false) };
  return [text, setText, editing] as const;
}

/** The corners of an area or a line, one a line. */
export function CornersField({
  corners,
  least,
  onCorners,
}: {
  corners: readonly LonLat[];
  least: number;
  onCorners: (corners: readonly LonLat[]) => void;
}) {
  const { t } = useLanguage();
  const written = writeCorners(corners);
  const [text, setText, editing] = useTyped(written);
  const read = readCorners(text);
  const few = text !== '' && read !== null && read.length < least;
  return (
    <>
      <textarea
        className="input corners"
        rows={4}
        aria-label={t.queryCorners}
        aria-invalid={read === null || few}
        placeholder={t.queryCornersHint}
        value={text}
        {...editing}
        onChange={(event) => {
          setText(event.target.value);
          const places = readCorners(event.target.value);
          if (places) onCorners(places);
        }}
      />
      {(read === null || few) && (
        <p className="caption bad" role="status">
          {read === null ? t.queryLonLatBad : t.queryCornersFew(String(least))}
        </p>
      )}
    </>
  );
}

/** Metres by preset, slider or typed. */
export function MetresFields({
  label,
  metres,
  presets = PRESETS_M,
  onMetres,
}: {
  label: string;
  metres: number;
  presets?: readonly number[];
  onMetres: (metres: number) => void;
}) {
  const { t, f } = useLanguage();
  return (
    <>
      <div className="query-row">
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            className="button small"
            aria-pressed={metres === preset}
            onClick={() => onMetres(preset)}
          >
            {preset === 0 ? t.queryTouching : f.distance(preset)}
          </button>
        ))}
      </div>
      <div className="query-radius">
        <input
          type="range"
          min={0}
          max={100}
          step={0.5}
          value={stepOfRadius(Math.max(RADIUS_M.least, metres))}
          aria-label={label}
          aria-valuetext={f.distance(metres)}
          onChange={(event) => onMetres(radiusOfStep(Number(event.target.value)))}
        />
        <MetresField label={label} metres={metres} least={presets.includes(0) ? 0 : 1} onMetres={onMetres} />
        <span className="caption muted">{t.metres}</span>
      </div>
    </>
  );
}

function MetresField({
  label,
  metres,
  least,
  onMetres,
}: {
  label: string;
  metres: number;
  least: number;
  onMetres: (metres: number) => void;
}) {
  const { t } = useLanguage();
  const [text, setText] = useState(String(metres));
  useEffect(() => setText(String(metres)), [metres]);
  const commit = () => {
    const value = Math.round(Number(text));
    if (text.trim() !== '' && value >= least && value <= RADIUS_M.most) onMetres(value);
    else setText(String(metres));
  };
  return (
    <input
      type="text"
      className="input metres"
      inputMode="numeric"
      aria-label={`${label} (${t.metres})`}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          commit();
        }
      }}
    />
  );
}
