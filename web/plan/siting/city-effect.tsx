/** What the proposals do to the city: the F-N curve before and after, and the expected deaths. */
import { FnChart } from '../risk/fn-chart.tsx';
import { perYear } from '../risk/per-year.ts';
import { TIMES, type Time } from '../risk/risk-answers.ts';
import type { SitingAnswer } from './answers.ts';
import { useSitingTexts } from './texts.ts';

export function CityEffect({
  answer,
  time,
  onTime,
}: {
  answer: SitingAnswer;
  time: Time;
  onTime: (time: Time) => void;
}) {
  const texts = useSitingTexts();
  const { before, after, lines } = answer;
  return (
    <details className="risk-section" open>
      <summary>
        <h3>{texts.effect}</h3>
      </summary>
      <fieldset className="risk-choice">
        <legend className="hidden">{texts.time}</legend>
        {TIMES.map((one) => (
          <button
            key={one}
            type="button"
            className="button small"
            aria-pressed={one === time}
            onClick={() => onTime(one)}
          >
            {texts.times[one]}
          </button>
        ))}
      </fieldset>
      <table className="risk-table">
        <thead>
          <tr>
            <th scope="col">{texts.pll}</th>
            <th scope="col">{texts.before}</th>
            <th scope="col">{texts.after}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{texts.pllAdded(perYear(Math.max(0, after.pllPerYr - before.pllPerYr)))}</th>
            <td data-pll="before">{perYear(before.pllPerYr)}</td>
            <td data-pll="after">{perYear(after.pllPerYr)}</td>
          </tr>
          <tr>
            <th scope="row">{texts.societalLines}</th>
            <td className={`within-${before.within}`}>{texts.within[before.within]}</td>
            <td className={`within-${after.within}`}>{texts.within[after.within]}</td>
          </tr>
        </tbody>
      </table>
      <FnChart fn={after.fn} lines={lines} before={before.fn} />
      <p className="siting-key caption">
        <i className="before" aria-hidden="true" />
        {texts.before}
        <i className="after" aria-hidden="true" />
        {texts.after}
        {sameCurve(before, after) && <span className="muted">{texts.fnSame}</span>}
      </p>
    </details>
  );
}

/** Whether the curves cannot be told apart in the chart: nowhere more than one per cent. */
function sameCurve(before: SitingAnswer['before'], after: SitingAnswer['after']): boolean {
  const at = (fn: SitingAnswer['before']['fn'], n: number) => fn.find((point) => point.n >= n)?.fPerYr ?? 0;
  return [...before.fn, ...after.fn].every(({ n }) => {
    const [one, other] = [at(before.fn, n), at(after.fn, n)];
    return Math.abs(one - other) <= 0.01 * Math.max(one, other);
  });
}
