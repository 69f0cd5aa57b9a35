/** The verdict on a plant: whom it puts above their limit, its own lines, and what it may set off. */
import { useState } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { perYear } from '../risk/per-year.ts';
import { UnitButton } from '../risk/unit-button.tsx';
import type { ToolProps } from '../tool.ts';
import type { ChangedTarget, PlantVerdict } from './answers.ts';
import { timesOf } from './numbers.ts';
import { useSitingTexts } from './texts.ts';

const PAGE = 8;

export function PlantVerdictPart({
  answer,
  selectedId,
  onSelect,
}: {
  answer: PlantVerdict;
  selectedId: string | null;
  onSelect: ToolProps['onSelect'];
}) {
  const { of, f } = useLanguage();
  const texts = useSitingTexts();
  const { targets, missing, verdict, name, computed } = answer;
  const heading =
    verdict === 'unknown' || !computed
      ? texts.unknown(name)
      : verdict === 'exceeds'
        ? texts.exceeds(name)
        : texts.complies(name);
  const [first, ...others] = answer.reasons;
  return (
    <>
      <p
        className={`siting-sentence verdict-${verdict}`}
        data-newly-exceeding={targets.newlyExceeding}
        data-pll-per-yr={answer.pllPerYr}
      >
        <b>{heading}</b>
        {first && texts.colon + of(first)}
        {texts.stop}
      </p>
      {others.length > 0 && (
        <ul className="risk-list caption">
          {others.map((reason) => (
            <li key={reason.zh}>{of(reason)}</li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <>
          <h4>{texts.noData}</h4>
          <ul className="risk-list caption">
            {missing.map((one) => (
              <li key={one.zh}>{of(one)}</li>
            ))}
          </ul>
        </>
      )}
      {computed && (
        <>
          <h4>{texts.targets}</h4>
          <dl className="siting-counts">
            <div>
              <dt>{texts.newly}</dt>
              <dd className={targets.newlyExceeding > 0 ? 'state-exceeding' : undefined}>
                {f.count(targets.newlyExceeding)}
              </dd>
            </div>
            <div>
              <dt>{texts.worse}</dt>
              <dd className={targets.alreadyExceeding > 0 ? 'state-exceeding' : undefined}>
                {f.count(targets.alreadyExceeding)}
              </dd>
            </div>
            <div>
              <dt>{texts.notJudged}</dt>
              <dd>{f.count(targets.unknown)}</dd>
            </div>
          </dl>
          <p className="caption muted">{texts.affected(f.count(targets.affected))}</p>
          <Changed changed={targets.changed} selectedId={selectedId} onSelect={onSelect} />
          <Contours answer={answer} />
          <Escalation answer={answer} onSelect={onSelect} />
        </>
      )}
    </>
  );
}

function Changed({
  changed,
  selectedId,
  onSelect,
}: {
  changed: readonly ChangedTarget[];
  selectedId: string | null;
  onSelect: ToolProps['onSelect'];
}) {
  const { f, t } = useLanguage();
  const texts = useSitingTexts();
  const [shown, setShown] = useState(PAGE);
  if (changed.length === 0) return <p className="risk-empty">{texts.targetsNone}</p>;
  return (
    <>
      <ol className="siting-rows">
        {changed.slice(0, shown).map((target) => (
          <li key={target.id} className={target.id === selectedId ? 'chosen' : undefined}>
            <button
              type="button"
              className="siting-row"
              aria-pressed={target.id === selectedId}
              onClick={() => onSelect({ layer: 'protected_targets', id: target.id, at: target.at })}
            >
              <span>
                <b>{target.name}</b>
                <span className="caption muted">
                  {texts.beforeAfter(perYear(target.beforePerYr), perYear(target.afterPerYr))}
                  {t.dot}
                  {texts.byIt(perYear(target.byProposalPerYr))}
                </span>
                <span className="caption muted">{texts.away(f.distance(target.distanceM))}</span>
              </span>
              <span className={`risk-verdict state-${target.stateAfter}`}>
                {target.stateAfter === 'unknown' || target.limitPerYr === null
                  ? texts.notJudged
                  : target.stateAfter === 'compliant'
                    ? texts.verdictWord.within
                    : target.stateBefore === 'exceeding'
                      ? texts.worse
                      : texts.newly}
                <span className="caption muted">
                  {target.limitPerYr === null
                    ? texts.noLimit
                    : `${texts.limit(perYear(target.limitPerYr))} × ${timesOf(target.afterPerYr / target.limitPerYr)}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {shown < changed.length && (
        <button type="button" className="button link small" onClick={() => setShown(shown + 20)}>
          {texts.more}
        </button>
      )}
    </>
  );
}

function Contours({ answer }: { answer: PlantVerdict }) {
  const { f } = useLanguage();
  const texts = useSitingTexts();
  return (
    <details className="risk-details">
      <summary>{texts.contours}</summary>
      <table className="risk-table">
        <thead>
          <tr>
            <th scope="col">{texts.level}</th>
            <th scope="col">{texts.contourReach}</th>
          </tr>
        </thead>
        <tbody>
          {answer.contours.map(({ irPerYr, distanceM }) => (
            <tr key={irPerYr}>
              <th scope="row">{perYear(irPerYr)}</th>
              <td>{distanceM > 0 ? f.distance(distanceM) : texts.notReached}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Escalation({ answer, onSelect }: { answer: PlantVerdict; onSelect: ToolProps['onSelect'] }) {
  const { of, f } = useLanguage();
  const texts = useSitingTexts();
  const { escalation } = answer;
  if (!escalation) return null;
  const { majorHazards, pipelines, zones } = escalation;
  const near = [...majorHazards, ...pipelines];
  return (
    <details className="risk-details">
      <summary>
        {texts.escalation}
        <b>{f.count(near.length)}</b>
      </summary>
      {zones.length > 0 && (
        <ul className="risk-list caption">
          {zones.map(({ effect, threshold, unit, distanceM }) => (
            <li key={`${effect.zh} ${threshold}`}>
              {texts.escalationZone(of(effect), `${f.count(threshold)} ${unit}`, f.distance(distanceM))}
            </li>
          ))}
        </ul>
      )}
      {near.length === 0 ? (
        <p className="risk-empty">{texts.escalationNone}</p>
      ) : (
        <ul>
          {near.map(({ id, name, distanceM }) => (
            <li key={id}>
              <UnitButton unitId={id} name={name} onSelect={onSelect} />{' '}
              <span className="caption muted">{f.distance(distanceM)}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
