/** 防护目标: how many in view keep the limits of GB 36894-2018, and the worst with what exceeds them. */
import { useEffect, useState } from 'react';
import type { Dictionary } from '../../../data/layer.ts';
import { TARGET_CLASSES, TARGET_STATES } from '../../../data/layers/protected-targets.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { perYear } from './per-year.ts';
import {
  type Box,
  readTargets,
  STATES,
  type TargetAtRisk,
  type TargetState,
  type TargetsAnswer,
} from './risk-answers.ts';
import { useRiskTexts } from './texts.ts';
import { UnitButton } from './unit-button.tsx';

const PAGE = 20;
const NONE: readonly TargetAtRisk[] = [];

export function Targets({
  view,
  pipelines,
  fresh,
  selectedId,
  onExceeding,
  onSelect,
}: {
  view: Box | null;
  pipelines: boolean;
  fresh: string;
  selectedId: string | null;
  onExceeding: (targets: readonly TargetAtRisk[]) => void;
  onSelect: ToolProps['onSelect'];
}) {
  const texts = useRiskTexts();
  const [open, setOpen] = useState(false);
  const bbox = view && (view.map((degrees) => Number(degrees.toFixed(4))) as unknown as Box);
  const answer = useRemote(open && bbox ? JSON.stringify([bbox, pipelines, fresh]) : null, (signal) => {
    if (!bbox) throw new Error('No view was asked');
    return readTargets(bbox, pipelines, signal);
  });
  const { data } = answer;
  useEffect(() => {
    const listed = open && data ? data.features.features : NONE;
    onExceeding(listed.filter(({ properties }) => properties.state === 'exceeding'));
  }, [open, data, onExceeding]);
  return (
    <details
      className="risk-section"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      aria-busy={answer.loading}
    >
      <summary>
        <h3>{texts.targets}</h3>
        <span className="caption muted">{texts.targetsAbout}</span>
      </summary>
      {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {answer.slow && <p className="caption muted">{texts.computing}…</p>}
      {data &&
        (data.count === 0 ? <p className="risk-empty">{texts.targetsNone}</p> : <Counts answer={data} />)}
      {data && data.count > 0 && <Worst answer={data} selectedId={selectedId} onSelect={onSelect} />}
    </details>
  );
}

function Counts({ answer }: { answer: TargetsAnswer }) {
  const { of, f } = useLanguage();
  const texts = useRiskTexts();
  const named = TARGET_CLASSES.map(({ id, zh, en }) => ({ id: String(id), word: of({ zh, en }) }));
  const rows = [...named, { id: 'not_classified', word: texts.notClassified }].filter(
    ({ id }) => (answer.byClass[id]?.count ?? 0) > 0,
  );
  return (
    <table className="risk-table">
      <thead>
        <tr>
          <th scope="col">{texts.columnClass}</th>
          {STATES.map((state) => (
            <th key={state} scope="col">
              {texts.state[state]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, word }) => (
          <tr key={id}>
            <th scope="row">{word}</th>
            {STATES.map((state) => (
              <td key={state} className={look(state, answer.byClass[id]?.[state] ?? 0)}>
                {f.count(answer.byClass[id]?.[state] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
        <tr className="sum">
          <th scope="row">{f.count(answer.count)}</th>
          {STATES.map((state) => (
            <td key={state} className={look(state, answer[state])}>
              {f.count(answer[state])}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const look = (state: TargetState, count: number) => (count === 0 ? 'faint' : `state-${state}`);

function Worst({
  answer,
  selectedId,
  onSelect,
}: {
  answer: TargetsAnswer;
  selectedId: string | null;
  onSelect: ToolProps['onSelect'];
}) {
  const { t } = useLanguage();
  const texts = useRiskTexts();
  const kindWords = useKindWords();
  const [shown, setShown] = useState(PAGE);
  const all = answer.features.features;
  return (
    <>
      {answer.exceeding === 0 && <p className="risk-empty">{texts.targetsFine}</p>}
      <h4>{texts.worst}</h4>
      <ol className="risk-targets">
        {all.slice(0, shown).map(({ geometry, properties: target }) => (
          <li key={target.id} className={target.id === selectedId ? 'chosen' : undefined}>
            <button
              type="button"
              className="risk-target"
              aria-pressed={target.id === selectedId}
              onClick={() =>
                onSelect({ layer: 'protected_targets', id: target.id, at: geometry.coordinates })
              }
            >
              <b>{target.name}</b>
              <span className={`risk-verdict state-${target.state}`}>
                {target.timesLimit === null ? texts.state.unknown : times(target, texts)}
              </span>
              <span className="caption muted">
                {[
                  kindWords(target),
                  perYear(target.irPerYr),
                  target.limitPerYr === null ? texts.noLimit : texts.limit(perYear(target.limitPerYr)),
                ].join(t.dot)}
              </span>
            </button>
            {target.state === 'exceeding' && target.units.length > 0 && (
              <p className="caption muted risk-because">
                {texts.because}
                {target.units.slice(0, 2).map(({ unitId, name, share }) => (
                  <span key={unitId}>
                    <UnitButton unitId={unitId} name={name} onSelect={onSelect} /> {Math.round(share * 100)} %
                  </span>
                ))}
              </p>
            )}
          </li>
        ))}
      </ol>
      <div className="risk-row">
        <span className="caption muted">{texts.ofMany(Math.min(shown, all.length), answer.count)}</span>
        {shown < all.length && (
          <button type="button" className="button link small" onClick={() => setShown(shown + PAGE)}>
            {texts.more}
          </button>
        )}
      </div>
      {answer.truncated && shown >= all.length && <p className="caption muted">{texts.truncated}</p>}
    </>
  );
}

/** Class and state of a target as the register words them. */
function useKindWords(): (target: TargetAtRisk['properties']) => string {
  const { of, t } = useLanguage();
  const texts = useRiskTexts();
  const word = (dictionary: Dictionary, id: string | null) => {
    const found = dictionary.find((one) => one.id === id);
    return found && of(found);
  };
  return (target) =>
    [word(TARGET_CLASSES, target.class) ?? texts.notClassified, word(TARGET_STATES, target.service)]
      .filter(Boolean)
      .join(t.dot);
}

function times(target: TargetAtRisk['properties'], texts: ReturnType<typeof useRiskTexts>): string {
  const value = target.timesLimit ?? 0;
  const words = value >= 10 ? String(Math.round(value)) : value < 0.01 ? '<0.01' : value.toPrecision(2);
  return texts.times(words);
}
