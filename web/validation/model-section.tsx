/** One model: what it rests on, how far it goes, and its numbers beside the published ones. */
import { useState } from 'react';
import { useLanguage } from '../parts/texts.tsx';
import { Scatter } from './scatter.tsx';
import { useValidationTexts } from './texts.ts';
import { deviation, digits, type Model, type Pair } from './validation-answer.ts';

/** Fewer points say nothing that the table does not. */
const LEAST_POINTS = 4;

export function ModelSection({ model, pairs }: { model: Model; pairs: readonly Pair[] }) {
  const { of, t } = useLanguage();
  const texts = useValidationTexts();
  const [open, setOpen] = useState(false);
  const { agreement } = model;
  return (
    <details className="model" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{of(model.label)}</b>
        <span className="caption muted">
          {pairs.length === 0
            ? '–'
            : [
                `${texts.pairs} ${pairs.length}`,
                ...(agreement.fac2 === null ? [] : [`FAC2 ${agreement.fac2.toFixed(2)}`]),
                ...(agreement.meanBias === null ? [] : [`MG ${agreement.meanBias.toFixed(3)}`]),
              ].join(t.dot)}
        </span>
      </summary>
      {open && (
        <div className="model-body">
          <dl className="fields caption">
            <div>
              <dt>{texts.source}</dt>
              <dd>{model.source}</dd>
            </div>
            <div>
              <dt>{texts.validity}</dt>
              <dd>{of(model.validity)}</dd>
            </div>
            {model.assumptions.length > 0 && (
              <div>
                <dt>{texts.assumptions}</dt>
                <dd>{model.assumptions.map(of).join(t.dot)}</dd>
              </div>
            )}
            <div>
              <dt>{texts.version}</dt>
              <dd>
                <code>{model.id}</code> {model.version}
              </dd>
            </div>
          </dl>
          {pairs.length === 0 ? (
            <p className="muted">{texts.noCase}</p>
          ) : (
            <>
              {pairs.length >= LEAST_POINTS && (
                <Scatter pairs={pairs} label={`${texts.scatter}: ${of(model.label)}`} />
              )}
              <PairTable pairs={pairs} />
            </>
          )}
        </div>
      )}
    </details>
  );
}

function PairTable({ pairs }: { pairs: readonly Pair[] }) {
  const texts = useValidationTexts();
  return (
    // a region that scrolls must be reached by the keyboard
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone
    <section className="pairs" aria-label={texts.scatter} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.case}</th>
            <th scope="col">{texts.output}</th>
            <th scope="col">{texts.published}</th>
            <th scope="col">{texts.predicted}</th>
            <th scope="col">{texts.deviation}</th>
            <th scope="col">{texts.state}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair, i) => (
            <tr key={i}>
              <th scope="row">
                {pair.title}
                <span className="caption faint">{pair.source}</span>
              </th>
              <td>
                <code>{pair.output}</code>
              </td>
              <td className="number">
                {digits(pair.published)} {pair.unit}
              </td>
              <td className="number">{digits(pair.predicted)}</td>
              <td className="number">{deviation(pair)}</td>
              <td>{texts[pair.validity]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
