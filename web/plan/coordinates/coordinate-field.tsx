/** Places typed in the coordinate system that people have them in, and the place told back in every other one. */
import { useEffect, useId, useRef, useState } from 'react';
import type { LonLat } from '../../map/props.ts';
import { useLanguage } from '../../parts/texts.tsx';
import {
  COORDINATE_SYSTEMS,
  type CoordinateSystem,
  readCoordinate,
  readCoordinates,
  writeCoordinate,
} from './read-coordinate.ts';
import { TEXTS } from './texts.ts';
import './coordinates.css';

/** Without a place yet, zones are taken from the middle of China's east. */
const ANY_LON = 117;

interface FieldProps {
  readonly label?: string;
  /** Longitude near which a Gauss-Krüger easting without a zone lies; absent = that of the value. */
  readonly nearLon?: number;
  readonly disabled?: boolean;
}

/** One place. `onValue` hears every text that is a place, while it is typed. */
export function CoordinateField({
  value,
  onValue,
  label,
  nearLon,
  disabled = false,
}: FieldProps & { readonly value: LonLat | null; readonly onValue: (place: LonLat) => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [system, setSystem] = useState<CoordinateSystem>('degrees');
  const near = nearLon ?? value?.[0] ?? ANY_LON;
  const isBad = (typed: string) => typed.trim() !== '' && !readCoordinate(typed, system, near);
  const [text, setText, editing] = useTyped(value ? writeCoordinate(value, system) : '', isBad);
  const bad = isBad(text);
  const about = useId();
  return (
    <div className="coordinate-field">
      <input
        type="text"
        className="input"
        disabled={disabled}
        aria-label={label ?? t.hints[system]}
        aria-invalid={bad}
        aria-describedby={about}
        placeholder={t.hints[system]}
        value={text}
        {...editing}
        onChange={(event) => {
          setText(event.target.value);
          const place = readCoordinate(event.target.value, system, near);
          if (place) onValue(place);
        }}
      />
      <SystemSelect
        system={system}
        onSystem={(next) => {
          const place = bad ? readCoordinate(text, next, near) : null;
          setSystem(next);
          editing.onBlur();
          if (place) onValue(place);
        }}
      />
      <p id={about} className="caption bad" role="status" hidden={!bad}>
        {bad && t.bad}
      </p>
      {value && <Elsewhere at={value} />}
    </div>
  );
}

/** The vertices of a line or an area, one a line. `onValue` hears them while all lines can be read and are enough. */
export function CoordinatesField({
  value,
  onValue,
  least,
  label,
  nearLon,
  onClear,
}: FieldProps & {
  readonly value: readonly LonLat[];
  readonly least: number;
  readonly onValue: (places: readonly LonLat[]) => void;
  /** All lines were taken away. */
  readonly onClear?: () => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [system, setSystem] = useState<CoordinateSystem>('degrees');
  const written = value.map((place) => writeCoordinate(place, system)).join('\n');
  const near = nearLon ?? value[0]?.[0] ?? ANY_LON;
  const isBad = (typed: string) => readCoordinates(typed, system, near).bad.length > 0;
  const [text, setText, editing] = useTyped(written, isBad);
  const { places, bad } = readCoordinates(text, system, near);
  const few = text.trim() !== '' && bad.length === 0 && places.length < least;
  const wrong = bad.length > 0 || few;
  return (
    <div className="coordinate-field">
      <textarea
        className="input corners"
        rows={4}
        aria-label={label ?? t.corners}
        aria-invalid={wrong}
        placeholder={t.hints[system]}
        value={text}
        {...editing}
        onChange={(event) => {
          setText(event.target.value);
          const read = readCoordinates(event.target.value, system, near);
          if (event.target.value.trim() === '') onClear?.();
          else if (read.bad.length === 0 && read.places.length >= least) onValue(read.places);
        }}
      />
      <SystemSelect
        system={system}
        onSystem={(next) => {
          const read = isBad(text) ? readCoordinates(text, next, near) : null;
          setSystem(next);
          editing.onBlur();
          if (read?.bad.length === 0 && read.places.length >= least) onValue(read.places);
        }}
      />
      <p className="caption bad" role="status" hidden={!wrong}>
        {bad.length > 0 ? t.badLines(bad.join(', ')) : few && t.few(least)}
      </p>
    </div>
  );
}

function SystemSelect({
  system,
  onSystem,
}: {
  system: CoordinateSystem;
  onSystem: (system: CoordinateSystem) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <select
      className="input"
      aria-label={t.system}
      value={system}
      onChange={(event) => {
        const chosen = COORDINATE_SYSTEMS.find((one) => one === event.target.value);
        if (chosen) onSystem(chosen);
      }}
    >
      {COORDINATE_SYSTEMS.map((one) => (
        <option key={one} value={one}>
          {t.systems[one]}
        </option>
      ))}
    </select>
  );
}

function Elsewhere({ at }: { at: LonLat }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <details className="coordinate-elsewhere">
      <summary>{t.elsewhere}</summary>
      <dl>
        {COORDINATE_SYSTEMS.map((one) => (
          <div key={one}>
            <dt>{t.systems[one]}</dt>
            <dd>{writeCoordinate(at, one)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/**
 * A text that people type while it already takes effect: only afterwards it is written in the usual way. What cannot
 * be read stays, so that it can be mended or read in another system.
 */
function useTyped(written: string, isBad: (text: string) => boolean) {
  const [text, setText] = useState(written);
  const [typing, setTyping] = useState(false);
  const told = useRef(written);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is no reason to write it anew
  useEffect(() => {
    const isNews = told.current !== written;
    told.current = written;
    if (!typing && (isNews || !isBad(text))) setText(written);
  }, [written, typing]);
  const editing = { onFocus: () => setTyping(true), onBlur: () => setTyping(false) };
  return [text, setText, editing] as const;
}
