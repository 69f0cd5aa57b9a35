/** Pieces of an entry that the table and the cards share: its grades, its name, and what can be done with it. */
import { IconPencil } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { GRADE_WORDS, type GradeKey } from '../../../../data/grade.ts';
import { GRADING_METHODS } from '../../../../data/layers/risk-points.ts';
import { GradeSymbol } from '../../../parts/grade-symbol.tsx';
import { useLanguage } from '../../../parts/texts.tsx';
import type { LedgerRow } from '../ledger-api.ts';
import { TEXTS } from '../texts.ts';
import { type Assessed, assessable } from './asked.ts';

/** What the list does with an entry. */
export interface RowDoings {
  readonly points: boolean;
  readonly mayWrite: boolean;
  readonly onOpen: (id: string) => void;
  readonly onAssess: (assessed: Assessed) => void;
  /** Shows the risk points of `layer/id`. */
  readonly onOwner: (owner: string) => void;
}

const keyOf = (grade: number | null) => String(grade) as GradeKey;

export function RowGrade({ row }: { row: LedgerRow }) {
  const { lang } = useLanguage();
  const key = keyOf(row.grade);
  return (
    <>
      <span className="ledger-grade" data-grade={key}>
        <GradeSymbol grade={key} sizePx={16} overdue={row.state === 'overdue'} />
        {GRADE_WORDS[key][lang]}
      </span>
      {row.state === 'overdue' && <div className="caption ledger-overdue">{TEXTS[lang].states.overdue}</div>}
    </>
  );
}

export function RowInherent({ row }: { row: LedgerRow }) {
  const { lang, f } = useLanguage();
  if (row.inherentGrade === null) return <>—</>;
  const key = keyOf(row.inherentGrade);
  return (
    <span className="ledger-grade">
      <GradeSymbol grade={key} sizePx={16} />
      <span className="hidden">{GRADE_WORDS[key][lang]}</span>
      {row.inherentScore === null ? '—' : f.decimal(row.inherentScore)}
    </span>
  );
}

export function RowMethod({ row }: { row: LedgerRow }) {
  const { lang } = useLanguage();
  return (
    <>
      {GRADING_METHODS.find(({ id }) => id === row.method)?.[lang] ?? row.method ?? '—'} {row.scheme}
    </>
  );
}

/** Opens a risk point, or lists the points of a holder. Arrow keys go from one to the next. */
export function RowName({
  row,
  points,
  onOpen,
  onOwner,
}: Pick<RowDoings, 'points' | 'onOpen' | 'onOwner'> & { row: LedgerRow }) {
  return (
    <button
      type="button"
      className="ledger-link"
      data-entry={row.id}
      onClick={() => (points ? onOpen(row.id) : onOwner(`${row.layer}/${row.id}`))}
    >
      {row.name}
    </button>
  );
}

export function RowOwner({ row, onOwner }: Pick<RowDoings, 'onOwner'> & { row: LedgerRow }) {
  if (!row.ownerLayer || !row.ownerId) return <>—</>;
  return (
    <button type="button" className="ledger-link" onClick={() => onOwner(`${row.ownerLayer}/${row.ownerId}`)}>
      {row.ownerName ?? row.ownerId}
    </button>
  );
}

export function RowActions({
  row,
  points,
  mayWrite,
  onOpen,
  onAssess,
}: Omit<RowDoings, 'onOwner'> & { row: LedgerRow }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const assessed = assessable(row);
  const named = `${row.layer}/${encodeURIComponent(row.id)}`;
  return (
    <>
      {points && mayWrite && (
        <button
          type="button"
          className="button small"
          aria-label={`${t.edit} ${row.name}`}
          onClick={() => onOpen(row.id)}
        >
          <IconPencil size={15} stroke={1.75} aria-hidden="true" />
        </button>
      )}
      {assessed && (
        <button
          type="button"
          className="button small"
          aria-label={`${t.assessment.open} ${row.ownerName ?? row.name}`}
          onClick={() => onAssess(assessed)}
        >
          {t.assessment.open}
        </button>
      )}
      <a href={`/?sel=${named}&why=${named}`}>{t.why}</a>
      {(row.layer === 'enterprises' || row.layer === 'parks') && (
        <a href={`/api/dossiers/${named}.pdf`} download>
          {row.layer === 'parks' ? t.park : t.dossier}
        </a>
      )}
    </>
  );
}

/** Arrow keys, Home and End go from entry to entry; Enter opens the one in focus. */
export function walkEntries(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || !event.target.dataset.entry) return;
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-entry]')];
  const now = entries.indexOf(event.target);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  entries[next]?.focus();
}
