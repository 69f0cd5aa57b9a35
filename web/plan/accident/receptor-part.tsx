/** What happens at one place over time, outdoors and indoors. */
import type { LonLat } from '../../map/props.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { PlaceField } from '../place-fields.tsx';
import type { Threat } from './answer.ts';
import { Chart } from './chart.tsx';
import { timeText } from './drawing.ts';
import { NumberField } from './fields.tsx';
import { levelName, lookOf } from './looks.ts';
import { valueText } from './numbers.ts';
import { type AccidentQuestion, usesOf } from './question.ts';
import { TEXTS } from './texts.ts';

export interface ReceptorPartProps {
  readonly question: AccidentQuestion;
  readonly threat: Threat | null;
  readonly placing: boolean;
  readonly onPlacing: (placing: boolean) => void;
  readonly change: (part: Partial<AccidentQuestion>) => void;
}

export function ReceptorPart({ question, threat, placing, onPlacing, change }: ReceptorPartProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <section>
      <h3>{t.receptor}</h3>
      {!question.receptor && <p className="caption muted">{t.receptorHint}</p>}
      <div className="accident-place">
        <PlaceField center={question.receptor} onCenter={(receptor: LonLat) => change({ receptor })} />
        <button
          type="button"
          className="button small"
          aria-pressed={placing}
          onClick={() => onPlacing(!placing)}
        >
          {placing ? t.clickMapNow : t.clickMap}
        </button>
        {question.receptor && (
          <button type="button" className="button quiet small" onClick={() => change({ receptor: null })}>
            {t.receptorRemove}
          </button>
        )}
      </div>
      {question.receptor && usesOf(question).indoors && (
        <NumberField
          label={t.airChanges}
          value={question.airChangesPerHour}
          least={0.01}
          most={30}
          required
          hint={t.airChangesHint}
          onValue={(airChangesPerHour) => airChangesPerHour !== null && change({ airChangesPerHour })}
        />
      )}
      {question.receptor && threat && <ThreatFigures threat={threat} />}
    </section>
  );
}

function ThreatFigures({ threat }: { threat: Threat }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const at = (seconds: number | null) => (seconds === null ? t.neverReached : timeText(seconds, t, f));
  const value = (of: number) => `${valueText(of)} ${threat.unit}`;
  const lasts = threat.timeS.length > 1;
  return (
    <div className="threat">
      <p className="caption muted">
        {t.away(f.distance(threat.distanceM))}
        {threat.turned && t.axis(f.distance(threat.downwindM), f.distance(Math.abs(threat.crosswindM)))}
      </p>
      {threat.outdoorMax === 0 ? (
        <p>{t.untouched}</p>
      ) : (
        <dl className="threat-figures">
          <div>
            <dt>{t.peakOutdoors}</dt>
            <dd data-figure="outdoor">{value(threat.outdoorMax)}</dd>
          </div>
          {threat.indoorMax !== null && (
            <div>
              <dt>{t.peakIndoors}</dt>
              <dd data-figure="indoor">{value(threat.indoorMax)}</dd>
            </div>
          )}
          <div>
            <dt>{t.arrives}</dt>
            <dd data-figure="arrival">{at(threat.arrivalS)}</dd>
          </div>
          {threat.untilS !== null && (
            <div>
              <dt>{t.leaves}</dt>
              <dd>{at(threat.untilS)}</dd>
            </div>
          )}
        </dl>
      )}
      {threat.turned && threat.turned.outdoorMax > threat.outdoorMax * 1.05 && (
        <p className="caption attention">
          {t.turned(f.count(threat.turned.turnDeg), value(threat.turned.outdoorMax))}
        </p>
      )}
      {lasts && threat.outdoorMax > 0 && (
        <>
          <Chart
            label={t.profileSays(
              `${t.outdoors}, ${t.indoors}`,
              value(threat.outdoorMax),
              threat.indoorMax === null ? '–' : value(threat.indoorMax),
            )}
            lines={[
              {
                name: t.outdoors,
                look: 'first',
                points: threat.timeS.map((time, k) => [time / 60, threat.outdoor[k]!] as const),
              },
              ...(threat.indoor.length > 0
                ? [
                    {
                      name: t.indoors,
                      look: 'second' as const,
                      points: threat.timeS.map((time, k) => [time / 60, threat.indoor[k]!] as const),
                    },
                  ]
                : []),
            ]}
            levels={threat.endpoints.map((level) => ({
              name: levelName(level),
              value: level.threshold,
              className: lookOf(level),
            }))}
            xLog={false}
            xText={(minutes) => f.decimal(minutes)}
            yText={valueText}
            xName={`${t.time} (min)`}
            yName={threat.unit}
          />
          {threat.indoor.length > 0 && (
            <p className="chart-key caption">
              <i className="first" aria-hidden="true" />
              {t.outdoors}
              <i className="second" aria-hidden="true" />
              {t.indoors}
            </p>
          )}
        </>
      )}
      {threat.outdoorMax > 0 && threat.endpoints.length > 0 && (
        <table className="accident-table">
          <thead>
            <tr>
              <th scope="col">{t.zoneColumns.endpoint}</th>
              <th scope="col">{t.outdoors}</th>
              {threat.indoorMax !== null && <th scope="col">{t.indoors}</th>}
            </tr>
          </thead>
          <tbody>
            {threat.endpoints.toReversed().map((level) => (
              <tr key={level.endpoint}>
                <th scope="row">{levelName(level)}</th>
                <td>{span(level.outdoorFromS, level.outdoorUntilS, at)}</td>
                {threat.indoorMax !== null && <td>{span(level.indoorFromS, level.indoorUntilS, at)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {threat.indoorMax === null && <p className="caption muted">{t.wallsNotCounted}</p>}
    </div>
  );
}

/** A level that is still held when the computation ends has no end here. */
const span = (from: number | null, until: number | null, at: (s: number | null) => string): string =>
  from === null ? at(null) : `${at(from)} – ${until === null ? '…' : at(until)}`;
