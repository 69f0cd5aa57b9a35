/** Class, state and deadline of a danger as words with a mark: never the colours of grades. */
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCalendarDue,
  IconCheck,
  IconClock,
} from '@tabler/icons-react';
import { DANGER_CLASSES, DANGER_STATES } from '../../../data/layers/hidden-dangers.ts';
import { TASK_STATES } from '../../../data/layers/tasks.ts';
import { daysUntil } from '../../parts/formats.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';
import './marks.css';

export const wordOf = (
  words: readonly { readonly id: string; readonly zh: string; readonly en: string }[],
  id: string | null | undefined,
  lang: 'zh' | 'en',
): string => (id == null ? '' : (words.find((word) => word.id === id)?.[lang] ?? id));

export function ClassMark({ value }: { value: string }) {
  const { lang } = useLanguage();
  const Icon = value === 'major' ? IconAlertOctagon : IconAlertTriangle;
  return (
    <span className={`loop-mark ${value === 'major' ? 'major' : ''}`}>
      <Icon size={15} stroke={1.75} aria-hidden="true" />
      {wordOf(DANGER_CLASSES, value, lang)}
    </span>
  );
}

export function StateMark({ value, task = false }: { value: string; task?: boolean }) {
  const { lang } = useLanguage();
  const done = ['closed', 'rejected', 'passed'].includes(value);
  const Icon = done ? IconCheck : IconClock;
  return (
    <span className="loop-mark">
      <Icon size={15} stroke={1.75} aria-hidden="true" />
      {wordOf(task ? TASK_STATES : DANGER_STATES, value, lang)}
    </span>
  );
}

/** A day with how far it is, as long as it still matters. */
export function DueMark({ day, state }: { day: string | null; state: string }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  if (day === null) return <span className="faint">—</span>;
  const left = daysUntil(day, new Date());
  const late = state === 'overdue';
  return (
    <span className={`loop-due ${late ? 'late' : ''}`}>
      {late && <IconCalendarDue size={15} stroke={1.75} aria-hidden="true" />}
      {f.date(day)}
      {state !== 'done' && (late || left <= 7) && <b> {t.daysLeft(left)}</b>}
    </span>
  );
}
