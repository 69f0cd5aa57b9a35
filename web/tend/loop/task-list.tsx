/** The work list of inspection tasks. */
import { useState } from 'react';
import { TASK_CYCLES, TASK_STATES } from '../../../data/layers/tasks.ts';
import { PHONE, useMedia } from '../../parts/media.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Filters, Pager } from './filters.tsx';
import { listTasks, type Question } from './loop-api.ts';
import { DueMark, StateMark, wordOf } from './marks.tsx';
import { TEXTS } from './texts.ts';

export function TaskListPart({
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
  const t = TEXTS[lang];
  const phone = useMedia(PHONE);
  const [question, setQuestion] = useState<Question>({ state: 'to_do', sort: 'due', page: '1' });
  const change = (next: Question) => setQuestion((before) => ({ ...before, page: '1', ...next }));
  const asked = { ...question, object: object ?? '' };
  const list = useRemote(`${round} ${JSON.stringify(asked)}`, (signal) => listTasks(asked, signal));
  const { data } = list;
  const named = (who: string | null) => (who === null ? '' : (data?.people[who] ?? who));
  return (
    <section aria-label={t.tasks}>
      <Filters
        question={question}
        onChange={change}
        states={TASK_STATES}
        toggles={[
          ['mine', 'true', t.mine],
          ['due', 'overdue', t.overdue],
        ]}
      />
      {list.problem && <Trouble problem={list.problem} again={list.again} />}
      {data && (
        <>
          <p className="loop-counts" aria-live="polite">
            {t.taskCounts(
              f.count(data.counts.toDo),
              f.count(data.counts.overdue),
              f.count(data.counts.failed),
            )}
          </p>
          {data.rows.length === 0 && <p className="muted">{t.nothing}</p>}
          {data.rows.length > 0 &&
            (phone ? (
              <ul className="loop-cards">
                {data.rows.map((row) => (
                  <li key={row.id}>
                    <button type="button" className="loop-card" onClick={() => onOpen(row.id)}>
                      <b>{row.name}</b>
                      <span className="muted">{row.objectName ?? row.regionName}</span>
                      <span className="loop-line">
                        <StateMark value={row.state} task />
                        <span>{wordOf(TASK_CYCLES, row.cycle, lang)}</span>
                      </span>
                      <DueMark day={row.dueOn} state={row.dueState} />
                    </button>
                  </li>
                ))}
              </ul>
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
              <section className="page-scroll" aria-label={t.tasks} tabIndex={0}>
                <table className="page-table loop-table">
                  <thead>
                    <tr>
                      <th scope="col">{t.name}</th>
                      <th scope="col">{t.state}</th>
                      <th scope="col">{t.dueOn}</th>
                      <th scope="col">{t.cycle}</th>
                      <th scope="col">{t.object}</th>
                      <th scope="col">{t.region}</th>
                      <th scope="col">{t.inspector}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.rows.map((row) => (
                      <tr key={row.id} aria-selected={row.id === selected}>
                        <th scope="row">
                          <button type="button" className="loop-open" onClick={() => onOpen(row.id)}>
                            {row.name}
                          </button>
                        </th>
                        <td>
                          <StateMark value={row.state} task />
                        </td>
                        <td>
                          <DueMark day={row.dueOn} state={row.dueState} />
                        </td>
                        <td>{wordOf(TASK_CYCLES, row.cycle, lang)}</td>
                        <td>{row.objectName}</td>
                        <td>{row.regionName}</td>
                        <td>{named(row.doneBy ?? row.inspector)}</td>
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
