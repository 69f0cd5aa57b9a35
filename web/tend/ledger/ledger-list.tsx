/** The ledger of many entries: narrowed, sorted, page by page, changed in bulk, exported; one opened at its right. */
import { useCallback, useEffect, useState } from 'react';
import { GRADE_KEYS, GRADE_WORDS } from '../../../data/grade.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useMedia } from '../../parts/media.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { AssessmentPanel } from './assessment-panel.tsx';
import { type LedgerAsked, readLedger, SIZE } from './ledger-api.ts';
import { assessedInAddress, fromAddress, START, toAddress } from './list/asked.ts';
import { BulkForm } from './list/bulk-form.tsx';
import { Cards } from './list/cards.tsx';
import { Filters } from './list/filters.tsx';
import { Rows } from './list/rows.tsx';
import { PageTurner } from './page-turner.tsx';
import { PointPanel } from './point-panel.tsx';
import { TEXTS } from './texts.ts';

const NARROW = '(max-width: 599px)';

export function LedgerList({ mayWrite, person }: { mayWrite: boolean; person: string }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const narrow = useMedia(NARROW);
  const [asked, setAsked] = useState(fromAddress);
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<{ id: string | null } | null>(null);
  const [assessed, setAssessed] = useState(assessedInAddress);
  const answer = useRemote(`${round} ${JSON.stringify(asked)}`, (signal) => readLedger(asked, signal));
  useEffect(() => history.replaceState(null, '', toAddress(asked, assessed)), [asked, assessed]);
  const set = useCallback((part: Partial<LedgerAsked>) => {
    setChosen(new Set());
    setAsked((before) => ({ ...before, page: 1, ...part }));
  }, []);
  const { data } = answer;
  const points = asked.layer === 'risk_points';
  const renew = () => setRound((count) => count + 1);
  const Entries = narrow ? Cards : Rows;
  return (
    <div aria-busy={answer.loading}>
      <Filters asked={asked} onAsked={set} onAdd={mayWrite && points ? () => setOpen({ id: null }) : null} />
      {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {data && (
        <>
          <p className="ledger-totals" data-total={data.total}>
            <b>{t.total(f.count(data.total), data.total === 1)}</b>
            {GRADE_KEYS.map((key) => (
              <span key={key} data-grade={key} data-count={data.byGrade[key]}>
                <GradeSymbol grade={key} sizePx={16} /> {GRADE_WORDS[key][lang]} {f.count(data.byGrade[key])}
              </span>
            ))}
          </p>
          {chosen.size > 0 && (
            <BulkForm
              ids={[...chosen]}
              onDone={() => {
                setChosen(new Set());
                renew();
              }}
              onUnselect={() => setChosen(new Set())}
            />
          )}
          {data.rows.length === 0 ? (
            <p className="ledger-none">
              {t.none}{' '}
              <button
                type="button"
                className="button small"
                onClick={() => setAsked({ ...START, layer: asked.layer })}
              >
                {t.reset}
              </button>
            </p>
          ) : (
            <Entries
              rows={data.rows}
              points={points}
              mayWrite={mayWrite}
              sort={asked.sort}
              onSort={(sort) => set({ sort })}
              chosen={chosen}
              onChosen={setChosen}
              onOpen={(id) => setOpen({ id })}
              onAssess={setAssessed}
              onOwner={(owner) =>
                set({ layer: 'risk_points', owner, sector: '', grade: '', state: '', q: '' })
              }
            />
          )}
          <PageTurner
            page={asked.page}
            pages={Math.max(1, Math.ceil(data.total / SIZE))}
            onPage={(page) => set({ page })}
          />
        </>
      )}
      {assessed && (
        <AssessmentPanel
          key={assessed.id}
          {...assessed}
          person={person}
          mayWrite={mayWrite}
          onSaved={renew}
          onClose={() => setAssessed(null)}
        />
      )}
      {open && !assessed && (
        <PointPanel
          key={open.id ?? 'new'}
          id={open.id}
          owner={asked.owner}
          mayWrite={mayWrite}
          onSaved={(id) => {
            renew();
            if (id) setOpen({ id });
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
