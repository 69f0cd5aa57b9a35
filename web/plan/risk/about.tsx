/** What the risk rests on: version, data, confidence, assumptions, literature, and how well the models do. */
import { useLanguage } from '../../parts/texts.tsx';
import type { Basis } from './risk-answers.ts';
import { useRiskTexts } from './texts.ts';

export function About({ basis }: { basis: Basis }) {
  const { of, f } = useLanguage();
  const texts = useRiskTexts();
  const { note, confidence, assumptions = [], literature = [] } = basis;
  return (
    <section className="risk-section">
      <p className="caption muted">{of(note)}</p>
      <details className="risk-details">
        <summary>{texts.about}</summary>
        <dl className="fields caption">
          <div>
            <dt>{texts.version}</dt>
            <dd>{basis.fieldVersion}</dd>
          </div>
          <div>
            <dt>{texts.asOf}</dt>
            <dd>{f.moment(basis.asOf)}</dd>
          </div>
          {confidence && (
            <div>
              <dt>{texts.confidence}</dt>
              <dd>{of(confidence)}</dd>
            </div>
          )}
        </dl>
        <h4>{texts.assumptions}</h4>
        <ul className="risk-list caption">
          {assumptions.map((one) => (
            <li key={one.zh}>{of(one)}</li>
          ))}
        </ul>
        <h4>{texts.literature}</h4>
        <ul className="risk-list caption">
          {literature.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </details>
      <a className="button link small" href="/validation" target="_blank" rel="noreferrer">
        {texts.validation}
      </a>
    </section>
  );
}
