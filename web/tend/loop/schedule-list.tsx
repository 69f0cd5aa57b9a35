/** The list of inspection schedules: what is looked at how often, by whom, and when next. */
import { IconPlayerPause, IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { TASK_CYCLES } from '../../../data/layers/tasks.ts';
import { SEASONS } from '../../../data/ledger/words.ts';
import { PHONE, useMedia } from '../../parts/media.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Choice, Filters, Pager } from './filters.tsx';
import { listSchedules, type Question, type ScheduleRow } from './loop-api.ts';
import { wordOf } from './marks.tsx';
import { SCHEDULE_TEXTS } from './schedule-texts.ts';
import { TEXTS } from './texts.ts';

const REGULAR = TASK_CYCLES.filter(({ id }) => id !== 'special');

export function RhythmWords({ row }: { row: ScheduleRow }) {
  const { lang } = useLanguage();
  const t = SCHEDULE_TEXTS[lang];
  return (
    <>
      {wordOf(TASK_CYCLES, row.cycle, lang)}
      {row.season && (
        <span className="caption muted">
          {' '}
          {t.seasonShort(wordOf(SEASONS, row.season, lang), wordOf(TASK_CYCLES, row.seasonCycle, lang))}
        </span>
      )}
    </>
  );
}

export function RunningMark({ active }: { active: boolean }) {
  const t = SCHEDULE_TEXTS[useLanguage().lang];
  const Icon = active ? IconRepeat : IconPlayerPause;
  return (
    <span className="loop-mark">
      <Icon size={15} stroke={1.75} aria-hidden="true" />
      {active ? t.active : t.paused}
    </span>
  );
}

export function ScheduleListPart({
  round,
  object,
  selected,
  onOpen,
}: {
  round: number;
  /** Only those of an object, `enterprises/demo:E1`. */
  object: string | null;
  selected: string | null;
  onOpen: (id: string) => void;
}) {
  const { lang, f } = useLanguage();
  const t = { ...TEXTS[lang], ...SCHEDULE_TEXTS[lang] };
  const phone = useMedia(PHONE);
  const [question, setQuestion] = useState<Question>({ page: '1' });
  const change = (next: Question) => setQuestion((before) => ({ ...before, page: '1', ...next }));
  const asked = { ...question, object: object ?? '' };
  const list = useRemote(`${round} ${JSON.stringify(asked)}`, (signal) => listSchedules(asked, signal));
  const { data } = list;
  const next = ({ next: [first] }: ScheduleRow) => (first ? f.date(first.plannedOn) : '—');
  const named = (who: string | null) => (who === null ? '—' : (data?.people[who] ?? who));
  return (
    <section aria-label={t.title}>
      <Filters
        question={question}
        onChange={change}
        stateName="active"
        states={[
          { id: 'true', zh: SCHEDULE_TEXTS.zh.active, en: SCHEDULE_TEXTS.en.active },
          { id: 'false', zh: SCHEDULE_TEXTS.zh.paused, en: SCHEDULE_TEXTS.en.paused },
        ]}
        toggles={[]}
      >
        <Choice
          label={t.rhythm}
          value={question.cycle ?? ''}
          words={REGULAR}
          any={t.all}
          onChange={(cycle) => change({ cycle })}
        />
        <Choice
          label={t.season}
          value={question.season ?? ''}
          words={SEASONS}
          any={t.all}
          onChange={(season) => change({ season })}
        />
      </Filters>
      {list.problem && <Trouble problem={list.problem} again={list.again} />}
      {data && (
        <>
          <p className="loop-counts" aria-live="polite">
            {SCHEDULE_TEXTS[lang].counts(f.count(data.counts.active), f.count(data.counts.paused))}
          </p>
          {data.schedules.length === 0 && <p className="muted">{t.nothing}</p>}
          {data.schedules.length > 0 &&
            (phone ? (
              <ul className="loop-cards">
                {data.schedules.map((row) => (
                  <li key={row.id}>
                    <button type="button" className="loop-card" onClick={() => onOpen(row.id)}>
                      <b>{row.title}</b>
                      <span className="muted">{row.objectName ?? row.regionName}</span>
                      <span className="loop-line">
                        <RunningMark active={row.active} />
                        <span>
                          <RhythmWords row={row} />
                        </span>
                      </span>
                      <span>
                        {t.nextOne} {next(row)} · {t.inspector} {named(row.inspector)}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
              <section className="page-scroll" aria-label={t.title} tabIndex={0}>
                <table className="page-table loop-table">
                  <thead>
                    <tr>
                      <th scope="col">{t.name}</th>
                      <th scope="col">{t.state}</th>
                      <th scope="col">{t.rhythm}</th>
                      <th scope="col">{t.nextOne}</th>
                      <th scope="col">{t.object}</th>
                      <th scope="col">{t.region}</th>
                      <th scope="col">{t.inspector}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.schedules.map((row) => (
                      <tr key={row.id} aria-selected={row.id === selected}>
                        <th scope="row">
                          <button type="button" className="loop-open" onClick={() => onOpen(row.id)}>
                            {row.title}
                          </button>
                          <span className="caption muted loop-first-item">{row.items[0]}</span>
                        </th>
                        <td>
                          <RunningMark active={row.active} />
                        </td>
                        <td>
                          <RhythmWords row={row} />
                        </td>
                        <td>{next(row)}</td>
                        <td>{row.objectName}</td>
                        <td>{row.regionName}</td>
                        <td>{named(row.inspector)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            ))}
          <Pager
            page={data.page}
            size={data.size}
            total={data.total}
            onPage={(page) => change({ page: String(page) })}
          />
        </>
      )}
    </section>
  );
}
