/** The work list of hidden dangers: a table with room for it, cards on a phone. */
import { useState } from 'react';
import { DANGER_STATES } from '../../../data/layers/hidden-dangers.ts';
import { PHONE, useMedia } from '../../parts/media.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Choice, Filters, Pager } from './filters.tsx';
import { type DangerRow, listDangers, type Question } from './loop-api.ts';
import { ClassMark, DueMark, StateMark } from './marks.tsx';
import { TEXTS } from './texts.ts';

export function DangerListPart({
  round,
  object,
  selected,
  onOpen,
}: {
  /** Changes when something was written. */
  round: number;
  /** Only those of an object, `enterprises/demo:E1`. */
  object: string | null;
  selected: string | null;
  onOpen: (id: string) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const phone = useMedia(PHONE);
  const [question, setQuestion] = useState<Question>({ open: 'true', sort: 'deadline', page: '1' });
  const change = (next: Question) => setQuestion((before) => ({ ...before, page: '1', ...next }));
  const asked = { ...question, object: object ?? '' };
  const list = useRemote(`${round} ${JSON.stringify(asked)}`, (signal) => listDangers(asked, signal));
  const { data } = list;
  return (
    <section aria-label={t.dangers}>
      <Filters
        question={question}
        onChange={change}
        states={DANGER_STATES}
        toggles={[
          ['open', 'true', t.openOnly],
          ['due', 'overdue', t.overdue],
          ['class', 'major', t.majorOnly],
          ['listed', 'true', t.listedOnly],
          ['mine', 'true', t.mine],
        ]}
      >
        <Choice
          label={t.sortBy}
          value={question.sort ?? ''}
          words={[
            { id: 'deadline', zh: TEXTS.zh.nearest, en: TEXTS.en.nearest },
            { id: '-found', zh: TEXTS.zh.newest, en: TEXTS.en.newest },
            { id: 'state', zh: TEXTS.zh.state, en: TEXTS.en.state },
            { id: 'name', zh: TEXTS.zh.name, en: TEXTS.en.name },
          ]}
          onChange={(sort) => change({ sort })}
        />
      </Filters>
      {list.problem && <Trouble problem={list.problem} again={list.again} />}
      {data && (
        <>
          <p className="loop-counts" aria-live="polite">
            {t.counts(f.count(data.counts.open), f.count(data.counts.overdue), f.count(data.counts.major))}
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
                        <ClassMark value={row.class} />
                        <StateMark value={row.state} />
                      </span>
                      <DueMark day={row.deadline} state={row.dueState} />
                    </button>
                  </li>
                ))}
              </ul>
            ) : (
              <DangerTable rows={data.rows} people={data.people} selected={selected} onOpen={onOpen} />
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

function DangerTable({
  rows,
  people,
  selected,
  onOpen,
}: {
  rows: readonly DangerRow[];
  people: Readonly<Record<string, string>>;
  selected: string | null;
  onOpen: (id: string) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className="page-scroll" aria-label={t.dangers} tabIndex={0}>
      <table className="page-table loop-table">
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.class}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.deadline}</th>
            <th scope="col">{t.object}</th>
            <th scope="col">{t.region}</th>
            <th scope="col">{t.inspector}</th>
            <th scope="col">{t.found}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} aria-selected={row.id === selected}>
              <th scope="row">
                <button type="button" className="loop-open" onClick={() => onOpen(row.id)}>
                  {row.name}
                </button>
                {row.listedNo && <span className="chip">{t.listed}</span>}
              </th>
              <td>
                <ClassMark value={row.class} />
              </td>
              <td>
                <StateMark value={row.state} />
              </td>
              <td>
                <DueMark day={row.deadline} state={row.dueState} />
              </td>
              <td>{row.objectName}</td>
              <td>{row.regionName}</td>
              <td>{row.inspector ? (people[row.inspector] ?? row.inspector) : ''}</td>
              <td>{f.date(row.foundAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
