/** What the accident does: zones, the effect with distance, one place over time, whom it reaches. */
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import type { AccidentAnswer } from './answer.ts';
import { ValidityNote } from './basis-part.tsx';
import { Chart } from './chart.tsx';
import { levelName, lookOf } from './looks.ts';
import { valueText } from './numbers.ts';
import { ReceptorPart, type ReceptorPartProps } from './receptor-part.tsx';
import { TargetsPart } from './targets-part.tsx';
import { TEXTS } from './texts.ts';
import { ZonesTable } from './zones-table.tsx';

export function ResultPart({
  answer,
  onSelect,
  ...receptor
}: { answer: AccidentAnswer; onSelect: ToolProps['onSelect'] } & Omit<ReceptorPartProps, 'threat'>) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <>
      <section>
        <ValidityNote answer={answer} />
      </section>
      {answer.validity !== null && (
        <>
          <section>
            <h3>{t.zones}</h3>
            {answer.zones.features.length === 0 ? <p>{t.none}</p> : <ZonesTable answer={answer} />}
          </section>
          <ProfileSection answer={answer} />
          <ReceptorPart {...receptor} threat={answer.threat ?? null} />
          {answer.zones.features.length > 0 && <TargetsPart answer={answer} onSelect={onSelect} />}
        </>
      )}
    </>
  );
}

/** Rows of the table that stands for the chart. */
const ROWS = 13;

function ProfileSection({ answer }: { answer: AccidentAnswer }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { distanceM, value, unit } = answer.profile;
  if (distanceM.length < 2) return null;
  const every = Math.ceil(distanceM.length / ROWS);
  const rows = distanceM.map((x, k) => [x, value[k]!] as const).filter((_, k) => k % every === 0);
  return (
    <section>
      <h3>{t.profile}</h3>
      <ProfileChart answer={answer} />
      <details>
        <summary>{t.asTable}</summary>
        <table className="accident-table">
          <thead>
            <tr>
              <th scope="col">{t.distance}</th>
              <th scope="col">{unit}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([x, y]) => (
              <tr key={x}>
                <th scope="row">{f.distance(x)}</th>
                <td>{valueText(y)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** The effect against distance, both logarithmic, with a line for each level. */
export function ProfileChart({ answer }: { answer: AccidentAnswer }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { distanceM, value, unit } = answer.profile;
  const near = answer.zones.features.length > 0 ? 10 : 0;
  const points = distanceM
    .map((x, k) => [x, value[k]!] as const)
    .filter(([x], k) => x >= near || k >= distanceM.length - 2);
  const levels = [...answer.zones.features.map(({ properties }) => properties), ...answer.unreached];
  return (
    <Chart
      label={t.profileSays(
        unit,
        `${valueText(value[0]!)} (${valueText(distanceM[0]!)} m)`,
        `${valueText(value.at(-1)!)} (${valueText(distanceM.at(-1)!)} m)`,
      )}
      lines={[{ name: unit, look: 'first', points }]}
      levels={levels.map((level) => ({
        name: levelName(level),
        value: level.threshold,
        className: lookOf(level),
      }))}
      xLog
      xText={(x) => (x >= 1000 ? `${x / 1000} km` : `${x}`)}
      yText={valueText}
      xName={`${t.distance} (m)`}
      yName={unit}
    />
  );
}
