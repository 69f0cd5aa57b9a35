/** Where the rows lie: the coordinate system, what is needed to convert it, addresses, and a map of the result. */
import { lazy, Suspense } from 'react';
import { CRS_CHOICES, zonesOf } from '../../../data/geo/crs-choices.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { ControlPoints } from './control-points.tsx';
import { type CrsSpec, choiceOf, specOf } from './crs-choice.ts';
import { SevenParameters } from './seven-parameters.tsx';
import type { StepProps } from './steps.ts';
import { TEXTS } from './texts.ts';

const PlacePreview = lazy(() => import('./place-preview.tsx'));

export function PlaceStep({ work, detail, city }: StepProps) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const { description, choices, may, report } = detail;
  if (!description) return null;
  const off = !may.change;
  const guesses = description.guesses.crs;
  const spec: CrsSpec = choices.crs ?? { crs: description.crs ?? guesses[0]?.crs ?? 'EPSG:4326' };
  const chosen = choiceOf(spec.crs);
  const change = (next: CrsSpec) => void work.change({ crs: next });
  const middle = city?.bbox ? (Number(city.bbox[0]) + Number(city.bbox[2])) / 2 : 110;
  const addresses = choices.locate?.columns ?? [];
  return (
    <div className="import-place-step">
      <section className="panel import-crs" aria-label={t.crs}>
        <h2>{t.crs}</h2>
        {description.crs && <p className="caption">{t.crsOfFile(description.crs.slice(0, 80))}</p>}
        <label>
          {t.crs}
          <select
            value={chosen?.choice.id ?? ''}
            disabled={off}
            onChange={(event) => {
              const id = event.target.value;
              const needed = CRS_CHOICES.find((one) => one.id === id)?.needsZone;
              const crs = specOf(id, needed ? (zonesOf(id, middle)[0]?.zone ?? null) : null);
              if (crs) change({ crs });
            }}
          >
            {!chosen && <option value="">{spec.crs.slice(0, 40)}</option>}
            {CRS_CHOICES.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {of(choice)}
              </option>
            ))}
          </select>
        </label>
        {chosen?.choice.needsZone && (
          <label>
            {t.zone}
            <select
              value={chosen.zone ?? ''}
              disabled={off}
              onChange={(event) => {
                const crs = specOf(chosen.choice.id, Number(event.target.value));
                if (crs) change({ ...spec, crs });
              }}
            >
              {zonesOf(chosen.choice.id, middle).map((zone) => (
                <option key={zone.zone} value={zone.zone}>
                  {of(zone)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t.axes}
          <select
            value={spec.axes ?? 'auto'}
            disabled={off}
            onChange={(event) =>
              change({ ...spec, axes: event.target.value as NonNullable<CrsSpec['axes']> })
            }
          >
            <option value="auto">{t.axesAuto}</option>
            <option value="east_north">{t.axesEast}</option>
            <option value="north_east">{t.axesNorth}</option>
          </select>
        </label>
        {chosen?.choice.warning && !spec.sevenParameters && (
          <p className="caution">{of(chosen.choice.warning)}</p>
        )}
        {chosen?.choice.takesParameters && (
          <SevenParameters
            value={spec.sevenParameters}
            off={off}
            onValue={(sevenParameters) => {
              const { sevenParameters: _, ...rest } = spec;
              change(sevenParameters ? { ...rest, sevenParameters } : rest);
            }}
          />
        )}
        {chosen?.choice.needsFit && (
          <ControlPoints spec={spec} fit={report?.fit ?? null} off={off} onSpec={change} />
        )}
        {guesses.length > 0 && (
          <>
            <h3>{t.crsGuesses}</h3>
            {description.guesses.crsNote && <p className="caution">{of(description.guesses.crsNote)}</p>}
            <ul className="crs-guesses">
              {guesses.map((guess) => {
                const known = choiceOf(guess.crs);
                return (
                  <li key={guess.crs}>
                    <button
                      type="button"
                      className="button small"
                      aria-pressed={guess.crs === spec.crs}
                      disabled={off}
                      onClick={() => change({ crs: guess.crs })}
                    >
                      {known ? of(known.choice) : guess.crs}
                    </button>
                    <span className="caption muted">{of(guess.reason)}</span>
                  </li>
                );
              })}
            </ul>
          </>
        )}
        <h3>{t.locate}</h3>
        <label>
          {t.locateColumn}
          <select
            value={addresses[0] ?? ''}
            disabled={off}
            onChange={(event) =>
              void work.change({
                locate: event.target.value ? { columns: [event.target.value], minScore: 0.6 } : null,
              })
            }
          >
            <option value="">{t.locateNot}</option>
            {description.columns.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <span className="caption muted">{t.locateHint}</span>
        </label>
        {report && report.counts.located > 0 && (
          <p className="caption">{t.located(f.count(report.counts.located))}</p>
        )}
      </section>
      <section className="panel import-preview" aria-label={t.preview}>
        {report ? (
          <Suspense fallback={null}>
            <PlacePreview detail={detail} city={city} />
          </Suspense>
        ) : (
          <p className="muted import-empty">{t.previewAfter}</p>
        )}
        {report?.stale && <p className="caution">{t.stale}</p>}
        {report && report.outside.of > 0 && (
          <p className={report.outside.count > 0 ? 'caution' : 'caption muted'}>
            {t.outside(f.count(report.outside.count), f.count(report.outside.of))}
          </p>
        )}
      </section>
    </div>
  );
}
