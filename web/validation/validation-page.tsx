/** The page that shows how far the consequence models can be trusted: against published numbers, model by model. */
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Lang } from '../map/props.ts';
import { Logo } from '../parts/grade-symbol.tsx';
import { LookButtons } from '../parts/look-buttons.tsx';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import type { useTheme } from '../parts/theme.ts';
import { Trouble } from '../parts/trouble.tsx';
import { ModelSection } from './model-section.tsx';
import { Scatter } from './scatter.tsx';
import { useValidationTexts } from './texts.ts';
import { digits, readValidation, type ValidationAnswer } from './validation-answer.ts';
import './validation.css';

export default function ValidationPage({
  theme,
  onLang,
}: {
  theme: ReturnType<typeof useTheme>;
  onLang: (lang: Lang) => void;
}) {
  const { t } = useLanguage();
  const texts = useValidationTexts();
  const answer = useRemote('validation', readValidation);
  useEffect(() => {
    document.title = texts.title;
  }, [texts]);
  return (
    <div className="validation">
      <header>
        <a className="button quiet" href="/">
          <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
          {texts.back}
        </a>
        <span className="spread" />
        <Logo />
        <b className="validation-product">{t.product}</b>
        <LookButtons theme={theme} onLang={onLang} />
      </header>
      <main aria-busy={answer.loading}>
        <h1>{texts.title}</h1>
        <p className="lead">{texts.intro}</p>
        {answer.slow && <p className="muted">{texts.loading}…</p>}
        {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
        {answer.data && <Body answer={answer.data} />}
      </main>
    </div>
  );
}

function Body({ answer }: { answer: ValidationAnswer }) {
  const { of, f } = useLanguage();
  const texts = useValidationTexts();
  const models = answer.families.flatMap((family) => family.models);
  const tested = models.filter(({ agreement }) => agreement.pairs > 0).length;
  return (
    <>
      <p className="lead">{texts.counts(models.length, tested, answer.comparisons.length)}</p>
      <section>
        <h2>{texts.agreement}</h2>
        <table className="agreement">
          <thead>
            <tr>
              <th scope="col">{texts.kind}</th>
              <th scope="col">{texts.pairs}</th>
              <th scope="col">{texts.fac2}</th>
              <th scope="col">{texts.mg}</th>
              <th scope="col">{texts.vg}</th>
              <th scope="col">{texts.worst}</th>
            </tr>
          </thead>
          <tbody>
            {answer.kinds.map(({ id, label, agreement }) => (
              <tr key={id}>
                <th scope="row">
                  <svg width="12" height="12" className="scatter" aria-hidden="true">
                    <circle className={id} cx="6" cy="6" r="4.5" />
                  </svg>
                  {of(label)}
                </th>
                <td>{f.count(agreement.pairs)}</td>
                <td>{agreement.fac2?.toFixed(2) ?? '–'}</td>
                <td>{agreement.meanBias?.toFixed(3) ?? '–'}</td>
                <td>{agreement.variance?.toFixed(3) ?? '–'}</td>
                <td>{agreement.worst === null ? '–' : `×${digits(agreement.worst)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <dl className="fields caption measures">
          {(['fac2', 'mg', 'vg', 'worst'] as const).map((measure) => (
            <div key={measure}>
              <dt>{texts[measure]}</dt>
              <dd>{texts[`${measure}About`]}</dd>
            </div>
          ))}
        </dl>
        <p className="caption muted">{texts.hanna}</p>
      </section>
      <AllPairs answer={answer} />
      <section>
        <h2>{texts.limits}</h2>
        <ul className="limits">
          {answer.limits.map((limit) => (
            <li key={limit.zh}>{of(limit)}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{texts.models}</h2>
        {answer.families.map((family) => (
          <div key={family.id}>
            <h3>{of(family.label)}</h3>
            {family.models.map((model) => (
              <ModelSection
                key={model.id}
                model={model}
                pairs={answer.comparisons.filter((pair) => pair.model === model.id)}
              />
            ))}
          </div>
        ))}
      </section>
    </>
  );
}

/** All numbers on one sheet, or those of a family. */
function AllPairs({ answer }: { answer: ValidationAnswer }) {
  const { of } = useLanguage();
  const texts = useValidationTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const family = answer.families.find(({ id }) => id === chosen);
  const ids = family && new Set(family.models.map(({ id }) => id));
  const pairs = answer.comparisons.filter(({ model }) => !ids || ids.has(model));
  return (
    <section>
      <h2>{texts.scatter}</h2>
      <div className="families">
        <button
          type="button"
          className="button small"
          aria-pressed={chosen === null}
          onClick={() => setChosen(null)}
        >
          {texts.all}
        </button>
        {answer.families
          .filter(({ models }) => models.some(({ agreement }) => agreement.pairs > 0))
          .map(({ id, label }) => (
            <button
              key={id}
              type="button"
              className="button small"
              aria-pressed={chosen === id}
              onClick={() => setChosen(id)}
            >
              {of(label)}
            </button>
          ))}
      </div>
      <Scatter pairs={pairs} label={`${texts.scatter}: ${family ? of(family.label) : texts.all}`} />
      <p className="caption muted">{texts.scatterAbout}</p>
    </section>
  );
}
