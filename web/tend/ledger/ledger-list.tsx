/** The ledger as a table for many rows: narrowed, sorted, page by page, changed in bulk, exported. */
import { IconArrowDown, IconArrowUp, IconDownload, IconPencil, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../../../data/grade.ts';
import { CONTROL_LEVELS, GRADING_METHODS } from '../../../data/layers/risk-points.ts';
import { SECTORS } from '../../../data/tables/sectors.ts';
import { answered, type Item, Problem, sendJson } from '../../api.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { AssessmentPanel } from './assessment-panel.tsx';
import {
  documentHref,
  type LedgerAsked,
  type LedgerLayer,
  type LedgerRow,
  readLedger,
  SIZE,
} from './ledger-api.ts';
import { PointPanel } from './point-panel.tsx';
import { TEXTS } from './texts.ts';

const LAYERS: readonly LedgerLayer[] = [
  'risk_points',
  'enterprises',
  'places',
  'parks',
  'major_hazards',
  'hazard_points',
];
const START: LedgerAsked = {
  layer: 'risk_points',
  region: '',
  sector: '',
  grade: '',
  state: '',
  owner: '',
  q: '',
  sort: 'grade',
  page: 1,
};

/** The question in the address, so that a list can be sent to somebody. */
function fromAddress(): LedgerAsked {
  const params = new URLSearchParams(location.search);
  return Object.fromEntries(
    Object.entries(START).map(([name, first]) => {
      const value = params.get(name);
      return [name, value === null ? first : name === 'page' ? Math.max(1, Number(value) || 1) : value];
    }),
  ) as unknown as LedgerAsked;
}
/** An enterprise or park whose papers are open: `assess=enterprises/ID`. */
interface Assessed {
  readonly layer: 'enterprises' | 'parks';
  readonly id: string;
}
function assessedInAddress(): Assessed | null {
  const [, layer, id] =
    /^(enterprises|parks)\/(.+)$/.exec(new URLSearchParams(location.search).get('assess') ?? '') ?? [];
  return id && (layer === 'enterprises' || layer === 'parks') ? { layer, id } : null;
}
function toAddress(asked: LedgerAsked, assessed: Assessed | null): string {
  const params = new URLSearchParams(
    Object.entries(asked)
      .filter(([name, value]) => value !== START[name as keyof LedgerAsked])
      .map(([name, value]) => [name, String(value)]),
  );
  if (assessed) params.set('assess', `${assessed.layer}/${assessed.id}`);
  return params.size > 0 ? `/ledger?${params}` : '/ledger';
}

const readRegions = () =>
  answered<{ features: Item[] }>(
    fetch(
      `/ogc/collections/regions/items?${new URLSearchParams({
        filter: "level in ('county', 'township')",
        sortby: 'code',
        limit: '2000',
        f: 'json',
      })}`,
    ),
  );

export function LedgerList({ mayWrite, person }: { mayWrite: boolean; person: string }) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const [asked, setAsked] = useState(fromAddress);
  const [text, setText] = useState(asked.q);
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<{ id: string | null } | null>(null);
  const [assessed, setAssessed] = useState(assessedInAddress);
  const answer = useRemote(`${round} ${JSON.stringify(asked)}`, (signal) => readLedger(asked, signal));
  const regions = useRemote('regions', readRegions);
  useEffect(() => history.replaceState(null, '', toAddress(asked, assessed)), [asked, assessed]);
  // typing asks once it pauses
  useEffect(() => {
    if (text === asked.q) return;
    const timer = setTimeout(() => setAsked((before) => ({ ...before, q: text.trim(), page: 1 })), 300);
    return () => clearTimeout(timer);
  }, [text, asked.q]);
  const set = (part: Partial<LedgerAsked>) => {
    setChosen(new Set());
    setAsked((before) => ({ ...before, page: 1, ...part }));
  };
  const { data } = answer;
  const pages = data ? Math.max(1, Math.ceil(data.total / SIZE)) : 1;
  const points = asked.layer === 'risk_points';
  const renew = () => setRound((count) => count + 1);
  const select = (
    name: 'layer' | 'region' | 'sector' | 'grade' | 'state',
    label: string,
    options: [string, string][],
  ) => (
    <label>
      {label}
      <select value={asked[name]} onChange={({ target }) => set({ [name]: target.value })}>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div aria-busy={answer.loading}>
      <div className="page-tools">
        {select(
          'layer',
          t.layer,
          LAYERS.map((id) => [id, t.layers[id] ?? id]),
        )}
        {select('region', t.region, [
          ['', t.city],
          ...(regions.data?.features ?? []).map(({ properties }): [string, string] => [
            String(properties.code),
            `${properties.level === 'township' ? '　' : ''}${properties.name}`,
          ]),
        ])}
        {select('sector', t.sector, [
          ['', t.all],
          ...SECTORS.map((one): [string, string] => [one.id, of(one)]),
        ])}
        {select('grade', t.grade, [
          ['', t.all],
          ...GRADE_KEYS.map((key): [string, string] => [key, GRADE_WORDS[key][lang]]),
        ])}
        {select('state', t.state, [['', t.all], ...Object.entries(t.states)])}
        <label>
          {t.search}
          <input type="search" value={text} onChange={({ target }) => setText(target.value)} />
        </label>
        {asked.owner && (
          <button type="button" className="button small" onClick={() => set({ owner: '' })}>
            {asked.owner} ×
          </button>
        )}
        <details className="ledger-export">
          <summary className="button">
            <IconDownload size={16} stroke={1.75} aria-hidden="true" />
            {t.export}
          </summary>
          <div>
            {(['xlsx', 'docx', 'pdf', 'csv'] as const).map((format) => (
              <a key={format} href={documentHref(asked, format)} download>
                {{ xlsx: 'Excel', docx: 'Word', pdf: 'PDF', csv: 'CSV' }[format]}
              </a>
            ))}
          </div>
        </details>
        {mayWrite && points && (
          <button type="button" className="button accent" onClick={() => setOpen({ id: null })}>
            <IconPlus size={16} stroke={1.75} aria-hidden="true" />
            {t.add}
          </button>
        )}
      </div>
      {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {data && (
        <>
          <p className="ledger-totals" data-total={data.total}>
            <b>{t.total(f.count(data.total))}</b>
            {GRADE_KEYS.map((key) => (
              <span key={key} data-grade={key} data-count={data.byGrade[key]}>
                <GradeSymbol grade={key} sizePx={16} /> {GRADE_WORDS[key][lang]} {f.count(data.byGrade[key])}
              </span>
            ))}
          </p>
          {chosen.size > 0 && (
            <Bulk
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
                onClick={() => {
                  setText('');
                  setAsked({ ...START, layer: asked.layer });
                }}
              >
                {t.reset}
              </button>
            </p>
          ) : (
            <Rows
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
          <nav className="page-tools" aria-label={t.page(f.count(asked.page), f.count(pages))}>
            <button
              type="button"
              className="button"
              disabled={asked.page <= 1}
              onClick={() => set({ page: asked.page - 1 })}
            >
              {t.previous}
            </button>
            <span>{t.page(f.count(asked.page), f.count(pages))}</span>
            <button
              type="button"
              className="button"
              disabled={asked.page >= pages}
              onClick={() => set({ page: asked.page + 1 })}
            >
              {t.next}
            </button>
          </nav>
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

/** Whom a row's papers assess: itself, or the enterprise or park that holds the point. */
function assessable({ layer, id, ownerLayer, ownerId }: LedgerRow): Assessed | null {
  if (layer === 'enterprises' || layer === 'parks') return { layer, id };
  return ownerId && (ownerLayer === 'enterprises' || ownerLayer === 'parks')
    ? { layer: ownerLayer, id: ownerId }
    : null;
}

function Rows({
  rows,
  points,
  mayWrite,
  sort,
  onSort,
  chosen,
  onChosen,
  onOpen,
  onAssess,
  onOwner,
}: {
  rows: readonly LedgerRow[];
  points: boolean;
  mayWrite: boolean;
  sort: string;
  onSort: (sort: string) => void;
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  onOpen: (id: string) => void;
  onAssess: (assessed: Assessed) => void;
  onOwner: (owner: string) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const key = (grade: number | null) => String(grade) as GradeKey;
  const head = (name: string, label: string, className = '') => {
    const descending = sort === `-${name}`;
    const ascending = sort === name;
    return (
      <th
        scope="col"
        className={className}
        aria-sort={ascending ? 'ascending' : descending ? 'descending' : 'none'}
      >
        <button type="button" className="ledger-sort" onClick={() => onSort(ascending ? `-${name}` : name)}>
          {label}
          {ascending && <IconArrowUp size={13} stroke={2} aria-hidden="true" />}
          {descending && <IconArrowDown size={13} stroke={2} aria-hidden="true" />}
        </button>
      </th>
    );
  };
  const selectable = points && mayWrite;
  const all = rows.every(({ id }) => chosen.has(id));
  return (
    <div className="page-scroll page-card ledger-rows">
      <table className="page-table">
        <thead>
          <tr>
            {selectable && (
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={t.selectAll}
                  checked={all}
                  onChange={() => onChosen(all ? new Set() : new Set(rows.map(({ id }) => id)))}
                />
              </th>
            )}
            {head('grade', t.columns.grade)}
            {head('name', t.columns.name)}
            {points && head('owner', t.columns.owner)}
            {points && <th scope="col">{t.columns.unit}</th>}
            {points && <th scope="col">{t.columns.event}</th>}
            {points && <th scope="col">{t.columns.method}</th>}
            {points && <th scope="col">{t.columns.inherent}</th>}
            {head('score', t.columns.residual, 'number')}
            {points && <th scope="col">{t.columns.level}</th>}
            {points && (
              <th scope="col" className="number">
                {t.columns.measures}
              </th>
            )}
            {head('region', t.columns.region)}
            {head('reviewDue', t.columns.review)}
            <th scope="col">
              <span className="hidden">{t.edit}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-id={row.id}>
              {selectable && (
                <td>
                  <input
                    type="checkbox"
                    aria-label={row.name}
                    checked={chosen.has(row.id)}
                    onChange={() => {
                      const next = new Set(chosen);
                      if (!next.delete(row.id)) next.add(row.id);
                      onChosen(next);
                    }}
                  />
                </td>
              )}
              <td>
                <span className="ledger-grade" data-grade={key(row.grade)}>
                  <GradeSymbol grade={key(row.grade)} sizePx={16} overdue={row.state === 'overdue'} />
                  {GRADE_WORDS[key(row.grade)][lang]}
                </span>
                {row.state === 'overdue' && <div className="caption ledger-overdue">{t.states.overdue}</div>}
              </td>
              <th scope="row">
                {points ? (
                  <button type="button" className="ledger-link" onClick={() => onOpen(row.id)}>
                    {row.name}
                  </button>
                ) : (
                  <button
                    type="button"
                    className="ledger-link"
                    onClick={() => onOwner(`${row.layer}/${row.id}`)}
                  >
                    {row.name}
                  </button>
                )}
              </th>
              {points && (
                <td>
                  {row.ownerLayer && row.ownerId ? (
                    <button
                      type="button"
                      className="ledger-link"
                      onClick={() => onOwner(`${row.ownerLayer}/${row.ownerId}`)}
                    >
                      {row.ownerName ?? row.ownerId}
                    </button>
                  ) : (
                    '—'
                  )}
                </td>
              )}
              {points && <td>{row.unit ?? '—'}</td>}
              {points && <td>{row.event ?? '—'}</td>}
              {points && (
                <td className="caption">
                  {GRADING_METHODS.find(({ id }) => id === row.method)?.[lang] ?? row.method ?? '—'}{' '}
                  {row.scheme}
                </td>
              )}
              {points && (
                <td>
                  {row.inherentGrade === null ? (
                    '—'
                  ) : (
                    <span className="ledger-grade">
                      <GradeSymbol grade={key(row.inherentGrade)} sizePx={16} />
                      <span className="hidden">{GRADE_WORDS[key(row.inherentGrade)][lang]}</span>
                      {row.inherentScore}
                    </span>
                  )}
                </td>
              )}
              <td className="number">{row.score === null ? '—' : f.decimal(row.score)}</td>
              {points && <td>{CONTROL_LEVELS.find(({ id }) => id === row.controlLevel)?.[lang] ?? '—'}</td>}
              {points && <td className="number">{row.measures ?? 0}</td>}
              <td>{row.regionName ?? '—'}</td>
              <td className="day">{row.reviewDue ?? '—'}</td>
              <td className="ledger-actions">
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
                {assessable(row) && (
                  <button
                    type="button"
                    className="button small"
                    aria-label={`${t.assessment.open} ${row.ownerName ?? row.name}`}
                    onClick={() => onAssess(assessable(row)!)}
                  >
                    {t.assessment.open}
                  </button>
                )}
                <a
                  href={`/?sel=${row.layer}/${encodeURIComponent(row.id)}&why=${row.layer}/${encodeURIComponent(row.id)}`}
                >
                  {t.why}
                </a>
                {(row.layer === 'enterprises' || row.layer === 'parks') && (
                  <a href={`/api/dossiers/${row.layer}/${encodeURIComponent(row.id)}.pdf`} download>
                    {row.layer === 'parks' ? t.park : t.dossier}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const BULK = ['review_due', 'assessed_on', 'control_level', 'unit'] as const;

/** One value for all chosen rows: all of them are changed, or none. */
function Bulk({
  ids,
  onDone,
  onUnselect,
}: {
  ids: readonly string[];
  onDone: () => void;
  onUnselect: () => void;
}) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const [field, setField] = useState<(typeof BULK)[number]>('review_due');
  const [value, setValue] = useState('');
  const [refused, setRefused] = useState<Problem | null>(null);
  const labels = {
    review_due: t.review,
    assessed_on: t.assessed,
    control_level: t.columns.level,
    unit: t.columns.unit,
  };
  return (
    <form
      className="page-card page-tools ledger-bulk"
      aria-label={t.bulk}
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(null);
        sendJson('/api/ledger', 'PATCH', {
          layer: 'risk_points',
          rows: ids.map((id) => ({ id, set: { [field]: value || null } })),
        })
          .then(onDone)
          .catch((error: unknown) => {
            if (!(error instanceof Problem)) throw error;
            setRefused(error);
          });
      }}
    >
      <b>{t.selected(f.count(ids.length))}</b>
      <label>
        {t.bulkField}
        <select
          value={field}
          onChange={({ target }) => {
            setField(target.value as typeof field);
            setValue('');
          }}
        >
          {BULK.map((one) => (
            <option key={one} value={one}>
              {labels[one]}
            </option>
          ))}
        </select>
      </label>
      {field === 'control_level' ? (
        <label>
          {t.bulkValue}
          <select value={value} onChange={({ target }) => setValue(target.value)}>
            <option value="">—</option>
            {CONTROL_LEVELS.map((level) => (
              <option key={level.id} value={level.id}>
                {of(level)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <label>
          {t.bulkValue}
          <input
            type={field === 'unit' ? 'text' : 'date'}
            value={value}
            onChange={({ target }) => setValue(target.value)}
          />
        </label>
      )}
      <button type="submit" className="button accent">
        {t.apply}
      </button>
      <button type="button" className="button" onClick={onUnselect}>
        {t.unselect}
      </button>
      {refused && (
        <ul role="alert" className="ledger-refused">
          <li>{refused.message}</li>
          {refused.fields.slice(0, 20).map((one) => (
            <li key={one.pointer}>
              {one.pointer} {one.message} {one.remedy}
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
