/** Rows that look like an object of the register or another row: side by side, decided one by one. */
import { type KeyboardEvent, useState } from 'react';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { type ChoicesPatch, type Pair, readPairs } from './import-api.ts';
import type { StepProps } from './steps.ts';
import { TEXTS } from './texts.ts';

type Decision = NonNullable<NonNullable<ChoicesPatch['duplicates']>[string]>;
const KEYS: Readonly<Record<string, Decision['decision']>> = { 1: 'same', 2: 'different', 3: 'skip' };

export function PairsStep({ work, detail }: StepProps) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { report } = detail;
  const [at, setAt] = useState(0);
  const decided = JSON.stringify(detail.choices.duplicates ?? {});
  const pairs = useRemote(
    report ? `${detail.id} ${report.checkedAt} ${decided}` : null,
    (signal) => readPairs(detail.id, false, signal),
    `${detail.id} ${report?.checkedAt}`,
  );
  if (!report) return <p className="panel muted import-empty">{t.pairsAfter}</p>;
  if (pairs.problem) return <Trouble problem={pairs.problem} again={pairs.again} />;
  const list = pairs.data?.pairs ?? [];
  const pair = list[Math.min(at, list.length - 1)];
  if (pairs.data && !pair) return <p className="panel muted import-empty">{t.noPairs}</p>;
  if (!pair) return null;
  const decide = (decision: Decision) => {
    void work.change({ duplicates: { [pair.id]: decision } });
    const next = list.findIndex((one, index) => index > at && one.decision === null);
    if (next >= 0) setAt(next);
  };
  const press = (event: KeyboardEvent) => {
    const decision = KEYS[event.key];
    if (!decision || event.target instanceof HTMLInputElement || !detail.may.change) return;
    event.preventDefault();
    decide({ decision });
  };
  return (
    // keys 1, 2, 3 decide while anything inside has the focus
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same
    <div className="import-pairs" onKeyDown={press}>
      <nav className="panel pair-list" aria-label={t.steps.pairs}>
        <p className="caption muted">
          {t.pairsLeft(f.count(pairs.data?.undecided ?? 0), f.count(pairs.data?.total ?? 0))}
        </p>
        <ol>
          {list.map((one, index) => (
            <li key={one.id}>
              <button
                type="button"
                aria-current={one === pair ? 'true' : undefined}
                onClick={() => setAt(index)}
              >
                {t.rowNumber(f.count(one.row))}
                <span className="caption muted">
                  {t.pairWhy[one.why]} {Math.round(one.score * 100)} %
                </span>
                {one.decision && <span className="chip">{t.decisions[one.decision.decision]}</span>}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <PairSides key={pair.id} pair={pair} off={!detail.may.change || work.saving} onDecide={decide} />
    </div>
  );
}

function PairSides({
  pair,
  off,
  onDecide,
}: {
  pair: Pair;
  off: boolean;
  onDecide: (decision: Decision) => void;
}) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const [fromFile, setFromFile] = useState<readonly string[]>(
    () =>
      pair.decision?.fromFile ??
      pair.fields.filter(({ equal, file }) => !equal && file !== null).map(({ field }) => field),
  );
  const take = (field: string, file: boolean) =>
    setFromFile(file ? [...fromFile, field] : fromFile.filter((one) => one !== field));
  return (
    <section className="panel pair-sides" aria-label={t.sideBySide}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{t.inFile(f.count(pair.row))}</th>
            <th scope="col">
              {pair.other.kind === 'object'
                ? t.inRegister(pair.other.source)
                : t.inFile(f.count(pair.other.row))}
            </th>
          </tr>
        </thead>
        <tbody>
          {pair.fields.map(({ field, label, file, other, equal }) => (
            <tr key={field} className={equal ? 'equal' : 'differs'}>
              <th scope="row">{of(label)}</th>
              {([true, false] as const).map((side) => {
                const value = side ? file : other;
                return (
                  <td key={String(side)}>
                    {equal ? (
                      (value ?? '–')
                    ) : (
                      <label>
                        <input
                          type="radio"
                          name={`${pair.id} ${field}`}
                          checked={fromFile.includes(field) === side}
                          disabled={off}
                          onChange={() => take(field, side)}
                        />
                        {value ?? '–'}
                      </label>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="caption muted">
        {pair.distanceM !== null && t.apart(f.distance(pair.distanceM))}
        {pair.remembered && ` ${t.rememberedPair}`}
      </p>
      <div className="row-buttons">
        <button
          type="button"
          className="button accent"
          disabled={off}
          aria-pressed={pair.decision?.decision === 'same'}
          onClick={() => onDecide({ decision: 'same', fromFile: [...fromFile] })}
        >
          1 {t.decisions.same}
        </button>
        <button
          type="button"
          className="button"
          disabled={off}
          aria-pressed={pair.decision?.decision === 'different'}
          onClick={() => onDecide({ decision: 'different' })}
        >
          2 {t.decisions.different}
        </button>
        <button
          type="button"
          className="button"
          disabled={off}
          aria-pressed={pair.decision?.decision === 'skip'}
          onClick={() => onDecide({ decision: 'skip' })}
        >
          3 {t.decisions.skip}
        </button>
      </div>
    </section>
  );
}
