/** How far the numbers can be trusted, what they assume, and from where they come. */
import { useLanguage } from '../../parts/texts.tsx';
import type { AccidentAnswer } from './answer.ts';
import { valueText } from './numbers.ts';
import { sourceWord } from './source-words.ts';
import { TEXTS } from './texts.ts';

export function ValidityNote({ answer, all = true }: { answer: AccidentAnswer; all?: boolean }) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const word = answer.validity ?? 'none';
  return (
    <div className={`validity ${word}`} data-validity={word}>
      <b>{t.validity[word]}</b>
      {answer.validity && <p>{t.validityAbout[answer.validity]}</p>}
      {all && answer.reasons.length > 0 && (
        <ul>
          {answer.reasons.map((reason) => (
            <li key={reason.zh}>{of(reason)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function BasisPart({ answer }: { answer: AccidentAnswer }) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  return (
    <>
      <section>
        <ValidityNote answer={answer} />
      </section>
      {answer.assumptions.length > 0 && (
        <section>
          <h3>{t.assumptions}</h3>
          <ul className="notes">
            {answer.assumptions.map((text) => (
              <li key={text.zh}>{of(text)}</li>
            ))}
          </ul>
        </section>
      )}
      {Object.keys(answer.source).length > 0 && (
        <section>
          <h3>{t.sourceTerm}</h3>
          <dl className="figures caption">
            {Object.entries(answer.source).map(([name, value]) => (
              <div key={name}>
                <dt>{of(sourceWord(name))}</dt>
                <dd>{`${valueText(value)} ${sourceWord(name).unit}`}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {answer.models.length > 0 && (
        <section>
          <h3>{t.models}</h3>
          <ul className="notes">
            {answer.models.map(({ id, label, version, validity }) => (
              <li key={id}>{`${of(label)}, ${id} ${version} – ${t.validity[validity]}`}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t.sources}</h3>
        <ul className="notes">
          {answer.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
          <li>
            {`${t.tables}: ${Object.entries(answer.tables)
              .map(([name, version]) => `${name} ${version}`)
              .join(', ')}`}
          </li>
        </ul>
      </section>
    </>
  );
}
