/** By which method of GB/T 37243-2019 the distance is determined, and why. */
import { useLanguage } from '../../parts/texts.tsx';
import type { DistanceAnswer, Method } from './answers.ts';
import { useSafetyTexts } from './texts.ts';

export function MethodPart({ answer }: { answer: DistanceAnswer }) {
  const texts = useSafetyTexts();
  const { unit, enterprise } = answer;
  return (
    <section className="risk-section">
      <h3>{texts.method}</h3>
      <Chosen title={texts.ofUnit} method={unit} />
      {/* of an enterprise with this unit alone nothing more can be said */}
      {enterprise.unitIds.length > 1 && (
        <Chosen
          title={enterprise.name ? texts.ofEnterprise(enterprise.name) : texts.enterpriseUnknown}
          method={enterprise}
        />
      )}
    </section>
  );
}

function Chosen({ title, method }: { title: string; method: Method }) {
  const { of, f } = useLanguage();
  const texts = useSafetyTexts();
  return (
    <>
      <h4>{title}</h4>
      <p className="safety-verdict" data-method={method.method}>
        <b>{texts.methods[method.method]}</b>
        {method.ratio !== null && (
          <span className="caption muted">{texts.ratio(String(Number(method.ratio.toPrecision(3))))}</span>
        )}
      </p>
      <p>{of(method.reason)}</p>
      {method.inputs.length > 0 && (
        <details className="risk-details">
          <summary>{texts.inputs}</summary>
          <table className="risk-table">
            <thead>
              <tr>
                <th scope="col">{texts.substance}</th>
                <th scope="col">{texts.quantity}</th>
                <th scope="col">{texts.threshold}</th>
                <th scope="col">{texts.group}</th>
              </tr>
            </thead>
            <tbody>
              {method.inputs.map((line, index) => (
                // a unit may hold a substance twice
                <tr key={`${index} ${line.substance}`}>
                  <th scope="row">{line.substance}</th>
                  <td>{f.decimal(line.quantityT)}</td>
                  <td>{line.thresholdT === null ? texts.groups.unknown : f.decimal(line.thresholdT)}</td>
                  <td>{texts.groups[line.group]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {method.codes.length > 0 && (
        <details className="risk-details" open={method.method === 'code'}>
          <summary>{texts.codes}</summary>
          <ul className="caption">
            {method.codes.map(({ id, title: name, applies }) => (
              <li key={id}>
                <b>{id}</b> {of(name)}
                {texts.colon}
                {of(applies)}
              </li>
            ))}
          </ul>
          <p className="caption muted">{texts.codesNote}</p>
        </details>
      )}
    </>
  );
}
