/** One schedule: its items, the tasks that follow next, and how the office changes, pauses or resumes it. */
import { IconArrowLeft } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Season } from '../../../data/ledger/words.ts';
import type { RegularCycle } from '../../../data/loop/schedule.ts';
import { Problem } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import {
  changeSchedule,
  listSchedules,
  readPeople,
  type SchedulePatch,
  type ScheduleRow,
} from './loop-api.ts';
import { StateMark } from './marks.tsx';
import { type RhythmAsked, RhythmFields } from './rhythm-fields.tsx';
import { RhythmWords, RunningMark } from './schedule-list.tsx';
import { SCHEDULE_TEXTS } from './schedule-texts.ts';
import { TEXTS } from './texts.ts';

export function SchedulePanel({
  id,
  mayChange,
  onClose,
  onChanged,
  onTask,
}: {
  id: string;
  mayChange: boolean;
  onClose: () => void;
  onChanged: () => void;
  onTask: (id: string) => void;
}) {
  const { lang, f } = useLanguage();
  const t = { ...TEXTS[lang], ...SCHEDULE_TEXTS[lang] };
  const remote = useRemote(id, (signal) => listSchedules({ id }, signal), id);
  const [newer, setNewer] = useState<ScheduleRow | null>(null);
  const schedule = newer ?? remote.data?.schedules[0];
  if (remote.problem) return <Trouble problem={remote.problem} again={remote.again} />;
  if (!schedule) return <p className="muted">{remote.data ? t.nothing : t.loading}</p>;
  const who = schedule.inspector;
  return (
    <article className="loop-panel" aria-label={schedule.title}>
      <header>
        <button type="button" className="button quiet small" onClick={onClose}>
          <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
          {t.back}
        </button>
        <h2>{schedule.title}</h2>
        <p className="loop-line">
          <RunningMark active={schedule.active} />
          <span>
            <RhythmWords row={schedule} />
          </span>
        </p>
        <p className="caption muted">
          {[schedule.objectName, schedule.regionName, schedule.department].filter(Boolean).join(' · ')}
        </p>
        <p className="caption muted">
          {t.inspector} {who === null ? t.anybody : (remote.data?.people[who] ?? who)} · {t.from}{' '}
          {f.date(schedule.fromOn)}
          {schedule.untilOn !== null && ` · ${t.until} ${f.date(schedule.untilOn)}`}
        </p>
      </header>
      <section className="loop-part">
        <h3>{t.next}</h3>
        {schedule.next.length === 0 && <p className="muted">{t.none}</p>}
        <ol className="loop-steps">
          {schedule.next.map(({ plannedOn, dueOn, taskId, state }) => (
            <li key={plannedOn} className="loop-line">
              {taskId === null ? (
                <>
                  <span>{f.date(plannedOn)}</span>
                  <span className="caption muted">{t.notMade}</span>
                </>
              ) : (
                <>
                  <button type="button" className="loop-open" onClick={() => onTask(taskId)}>
                    {f.date(plannedOn)}
                  </button>
                  <StateMark value={state ?? 'to_do'} task />
                  <span className="caption muted">
                    {t.dueOn} {f.date(dueOn)}
                  </span>
                </>
              )}
            </li>
          ))}
        </ol>
      </section>
      <section className="loop-part">
        <h3>{t.items}</h3>
        <ol className="loop-steps">
          {schedule.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      </section>
      {mayChange && (
        <ChangeForm
          key={JSON.stringify(schedule)}
          schedule={schedule}
          onDone={(next) => {
            setNewer(next);
            onChanged();
          }}
        />
      )}
    </article>
  );
}

function ChangeForm({
  schedule,
  onDone,
}: {
  schedule: ScheduleRow;
  onDone: (schedule: ScheduleRow) => void;
}) {
  const { lang } = useLanguage();
  const t = { ...TEXTS[lang], ...SCHEDULE_TEXTS[lang] };
  const people = useRemote('people', readPeople);
  const [rhythm, setRhythm] = useState<RhythmAsked>({
    cycle: schedule.cycle as RegularCycle,
    season: schedule.season as Season | null,
    seasonCycle: (schedule.seasonCycle as RegularCycle | null) ?? 'weekly',
  });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (patch: SchedulePatch) => {
    setBusy(true);
    setProblem(null);
    try {
      onDone(await changeSchedule(schedule.id, patch));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
    setBusy(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const of = (name: string) => String(form.get(name) ?? '').trim();
    void send({
      cycle: rhythm.cycle ?? undefined,
      season: rhythm.season,
      ...(rhythm.season !== null && { seasonCycle: rhythm.seasonCycle }),
      inspector: of('inspector') || null,
      untilOn: of('until') || null,
      items: of('items')
        .split('\n')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    });
  };
  return (
    <form className="loop-form" aria-label={t.change} onSubmit={submit}>
      <h3>{t.change}</h3>
      <RhythmFields value={rhythm} byMeasure={false} onChange={setRhythm} />
      <label>
        {t.inspector}
        <select key={people.data ? 'known' : ''} name="inspector" defaultValue={schedule.inspector ?? ''}>
          <option value="">{t.anybody}</option>
          {(people.data?.people ?? []).map(({ username, name }) => (
            <option key={username} value={username}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t.until}
        <input type="date" name="until" min={schedule.fromOn} defaultValue={schedule.untilOn ?? ''} />
      </label>
      <label>
        {t.items}
        <textarea name="items" rows={4} required defaultValue={schedule.items.join('\n')} />
      </label>
      <p className="caption muted">{t.changeHint}</p>
      {problem && <Trouble problem={problem} />}
      <div className="loop-buttons">
        <button type="submit" className="button accent" disabled={busy || people.data === null}>
          {busy ? t.doing : t.save}
        </button>
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void send({ active: !schedule.active })}
        >
          {schedule.active ? t.pause : t.resume}
        </button>
      </div>
    </form>
  );
}
