/** Differentiated supervision: class, frequency and next visit of every object; what is due, and the key lists. */
import { useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import { SUPERVISION_CLASSES } from '../../../data/ledger/words.ts';
import { sendJson } from '../../api.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Form } from '../indicators/write-part.tsx';
import { readSupervision, SIZE, type SupervisionRow } from './ledger-api.ts';
import { PageTurner } from './page-turner.tsx';
import { TEXTS } from './texts.ts';

const LISTS = ['all', 'due', 'overdue', 'city', 'county', 'both'] as const;

export function SupervisionList({ mayWrite }: { mayWrite: boolean }) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const s = t.supervision;
  const [list, setList] = useState<(typeof LISTS)[number]>('overdue');
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const [round, setRound] = useState(0);
  const [visiting, setVisiting] = useState<SupervisionRow | null>(null);
  const query = new URLSearchParams({
    list,
    page: String(page),
    size: String(SIZE),
    ...(q.trim() && { q: q.trim() }),
  });
  const answer = useRemote(`${round} ${query}`, (signal) => readSupervision(query, signal));
  const { data } = answer;
  const pages = data ? Math.max(1, Math.ceil(data.total / SIZE)) : 1;
  return (
    <div aria-busy={answer.loading}>
      <p className="caption muted ledger-about">{s.rule}</p>
      <div className="page-tools">
        <label>
          {s.list}
          <select
            value={list}
            onChange={({ target }) => {
              setList(target.value as typeof list);
              setPage(1);
            }}
          >
            {LISTS.map((one) => (
              <option key={one} value={one}>
                {s.lists[one]}
                {data && one !== 'all' ? ` ${f.count(data.counts[one])}` : ''}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.search}
          <input
            type="search"
            value={q}
            onChange={({ target }) => {
              setQ(target.value);
              setPage(1);
            }}
          />
        </label>
        {data && (
          <span>
            {SUPERVISION_CLASSES.map((one) => (
              <span key={one.id} className="ledger-class">
                {of(one)} {f.count(data.byClass[one.id] ?? 0)}
              </span>
            ))}
          </span>
        )}
      </div>
      {visiting && (
        <div className="page-card">
          <Form
            title={`${s.visit}${t.colon}${visiting.name}`}
            button={t.save}
            onSend={async (values) => {
              await sendJson('/api/supervision/visits', 'POST', {
                layer: visiting.layer,
                id: visiting.id,
                visitedOn: values.get('visitedOn'),
                department: values.get('department'),
                findings: String(values.get('findings') ?? '').trim() || null,
              });
              setVisiting(null);
              setRound((count) => count + 1);
              return t.saved;
            }}
          >
            <label>
              {s.visited}
              <input
                name="visitedOn"
                type="date"
                required
                max={chinaDay(new Date())}
                defaultValue={chinaDay(new Date())}
              />
            </label>
            <label>
              {s.department}
              <input name="department" required maxLength={120} />
            </label>
            <label>
              {s.findings}
              <input name="findings" maxLength={2000} />
            </label>
          </Form>
        </div>
      )}
      {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {data &&
        (data.rows.length === 0 ? (
          <p className="ledger-none">{t.none}</p>
        ) : (
          <div className="page-scroll page-card ledger-stack">
            <table className="page-table">
              <thead>
                <tr>
                  <th scope="col">{t.columns.grade}</th>
                  <th scope="col">{t.columns.name}</th>
                  <th scope="col">{s.evaluation}</th>
                  <th scope="col">{s.class}</th>
                  <th scope="col">{s.every}</th>
                  <th scope="col">{s.last}</th>
                  <th scope="col">{s.due}</th>
                  <th scope="col">{t.state}</th>
                  <th scope="col">{t.columns.region}</th>
                  <th scope="col">
                    <span className="hidden">{s.visit}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => {
                  const key = String(row.grade) as GradeKey;
                  return (
                    <tr key={row.layer + row.id} data-due={row.due}>
                      <td>
                        <span className="ledger-grade">
                          <GradeSymbol grade={key} sizePx={16} />
                          {GRADE_WORDS[key][lang]}
                        </span>
                      </td>
                      <th scope="row">
                        <a href={`/?sel=${row.layer}/${encodeURIComponent(row.id)}`}>{row.name}</a>
                        {row.keyLists.length > 0 && (
                          <span className="caption muted">
                            {' '}
                            {row.keyLists.map((one) => s.keyLists[one]).join(' + ')}
                          </span>
                        )}
                      </th>
                      <td data-label={s.evaluation}>
                        {row.evaluation ? s.evaluations[row.evaluation] : '—'}
                      </td>
                      <td data-label={s.class}>{row.class}</td>
                      <td data-label={s.every}>
                        {row.everyDays === null ? s.sampled : s.days(row.everyDays)}
                      </td>
                      <td className="day" data-label={s.last}>
                        {row.lastVisitOn ?? '—'}
                      </td>
                      <td className="day" data-label={s.due}>
                        {row.dueOn ?? '—'}
                      </td>
                      <td
                        data-label={t.state}
                        className={row.due === 'overdue' || row.due === 'never' ? 'ledger-overdue' : ''}
                      >
                        {s.dueWords[row.due]}
                      </td>
                      <td data-label={t.columns.region}>{row.regionName ?? '—'}</td>
                      <td>
                        {mayWrite && (
                          <button type="button" className="button small" onClick={() => setVisiting(row)}>
                            {s.visit}
                          </button>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        ))}
      {data && <PageTurner page={page} pages={pages} onPage={setPage} />}
    </div>
  );
}
