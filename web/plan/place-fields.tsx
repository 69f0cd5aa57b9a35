/** Fields of a place: one point, corners one a line, and metres. All can be typed; the map fills them too. */
import { useEffect, useState } from 'react';
import { isPlace, RADIUS_M } from '../link.ts';
import type { LonLat } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { CoordinateField, CoordinatesField } from './coordinates/coordinate-field.tsx';
import { PRESETS_M, radiusOfStep, stepOfRadius } from './question.ts';

/** One place, in whatever coordinate system it is told; `onCenter` hears it in WGS 84. */
export function PlaceField({
  center,
  onCenter,
}: {
  center: LonLat | null;
  onCenter: (center: LonLat) => void;
}) {
  const { t } = useLanguage();
  return (
    <CoordinateField
      label={t.queryLonLat}
      value={center}
      onValue={(place) => {
        if (isPlace(...place)) onCenter(place);
      }}
    />
  );
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
  return (
    <CoordinatesField
      label={t.queryCorners}
      value={corners}
      least={least}
      onValue={(places) => {
        if (places.every((place) => isPlace(...place))) onCorners(places);
      }}
      onClear={() => onCorners([])}
    />
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
