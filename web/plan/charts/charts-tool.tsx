/** The chart tool: a layer in numbers, linked with the map: a press filters it, its filter marks the bars. */
import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { GRADE_KEYS, type GradeKey } from '../../../data/grade.ts';
import { isLayerId, withLayer } from '../../layers.ts';
import { Bars } from '../../parts/charts/bars.tsx';
import { GradeBars } from '../../parts/charts/grade-bars.tsx';
import { Histogram } from '../../parts/charts/histogram.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { type Facts, type FieldFacts, readFacts } from '../filter/answers.ts';
import { type Clause, keyOf, readClauses, withClause, writeClauses } from '../filter/clauses.ts';
import type { ToolProps } from '../tool.ts';
import { readToolLink, writeToolLink } from '../tool-link.ts';
import { barsOf, countsOf, fieldOf, type Grouping, markedOf, pressed } from './grouping.ts';
import { TEXTS } from './texts.ts';
import { TopList } from './top-list.tsx';
import { LENGTHS, type TopOrder } from './top-order.ts';
import '../filter/filter.css';
import './charts-tool.css';

/** More rows than these are counted, not drawn. */
const MOST_ROWS = 20;
const MOST_WORDS = 40;

const USUAL_LENGTH = 10;

export default function ChartsTool(props: ToolProps) {
  const { open, fresh, layers, view, shown, linked, onShown, onLinked, onClose } = props;
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const offered = layers.filter(
    ({ id, kind, count }) => isLayerId(id) && id !== 'regions' && kind === 'features' && count > 0,
  );
  const [link] = useState(() => readToolLink(linked));
  const [chosen, setChosen] = useState<string | null>(link.layer ?? null);
  const [grouping, setGrouping] = useState<Grouping>(link.by ?? 'county');
  const [fieldName, setFieldName] = useState<string | null>(link.field ?? null);
  const [follows, setFollows] = useState(link.follow === 'yes');
  const [order, setOrder] = useState<TopOrder | null>(link.rank ?? null);
  const [most, setMost] = useState<number>(LENGTHS.find((one) => String(one) === link.first) ?? USUAL_LENGTH);
  const told = writeToolLink({
    layer: chosen,
    by: grouping === 'county' ? null : grouping,
    field: fieldName,
    follow: follows ? 'yes' : null,
    rank: order,
    first: most === USUAL_LENGTH ? null : String(most),
  });
  useEffect(() => onLinked(told), [onLinked, told]);
  const on = offered.find(({ id }) => isLayerId(id) && shown.layers[id]?.on);
  // a layer that this reader does not have gives way to the first that is on
  const id = offered.find((one) => one.id === chosen)?.id ?? on?.id ?? offered[0]?.id ?? 'enterprises';
  const layer = offered.find((one) => one.id === id);
  const now = isLayerId(id) ? shown.layers[id] : undefined;
  const graded = layer?.graded ?? false;
  const clauses = readClauses(now?.where ?? null);
  const regionField = 'region_code';
  // a grouping shows all its rows: only what else narrows the layer counts
  const inView: readonly Clause[] = follows && view ? [{ as: 'other', text: insideOf(view) }] : [];
  const others = writeClauses([
    ...clauses.filter((clause) => keyOf(clause) !== fieldOf(grouping, regionField)),
    ...inView,
  ]);
  const all = writeClauses([...clauses, ...inView]);
  const question = JSON.stringify([id, graded, others, now?.kinds, shown.time, fresh]);
  const whole = useRemote(
    open && now ? JSON.stringify([question, all, now.grades]) : null,
    (signal) => readFacts(id, { ...now!, where: all }, shown.time, signal),
    id,
  );
  const counted = useRemote(
    open && now ? question : null,
    (signal) => countByGrade(id, graded, { where: others, kinds: now!.kinds }, shown.time, signal),
    id,
  );
  if (!isLayerId(id) || !now) return null;
  const words = (whole.data?.fields ?? []).filter(
    ({ as, parts, name }) => as === 'choice' && parts && parts.length <= MOST_WORDS && name !== 'grade',
  );
  const spread = (whole.data?.fields ?? []).filter(({ histogram }) => histogram !== null);
  const field = spread.find(({ name }) => name === fieldName) ?? spread[0];
  const groupings = [
    { id: 'county', label: t.county },
    { id: 'township', label: t.township },
    ...words.map(({ name, label }) => ({ id: name, label: of(label) })),
  ];
  const by = groupings.find((one) => one.id === grouping) ?? groupings[0]!;
  const marked = markedOf(clauses, by.id, regionField);
  const change = (part: Partial<typeof now>) => onShown(withLayer(shown, id, { on: true, ...part }));
  const setClause = (key: string, clause: Clause | null) => writeClauses(withClause(clauses, key, clause));
  const press = (key: string, grade: GradeKey | null) => {
    const only = grade !== null && now.grades?.length === 1 && now.grades[0] === grade;
    const isMarked = marked?.length === 1 && marked[0] === key;
    if (grade === null)
      change({ where: setClause(fieldOf(by.id, regionField), pressed(clauses, by.id, regionField, key)) });
    // the part that is shown already gives way to all
    else if (only && isMarked) change({ where: setClause(fieldOf(by.id, regionField), null), grades: null });
    else
      change({
        grades: [grade],
        ...(!isMarked && {
          where: setClause(fieldOf(by.id, regionField), pressed(clauses, by.id, regionField, key)),
        }),
      });
  };
  const bars = counted.data?.byGrade ? barsOf(counted.data.byGrade, by.id, lang, t.none) : [];
  const counts = counted.data?.all ? countsOf(counted.data.all, by.id, lang, t.none) : [];
  const rows = graded ? bars.length : counts.length;
  const note = [t.scope, rows > MOST_ROWS && t.top(f.count(MOST_ROWS), f.count(rows))]
    .filter(Boolean)
    .join(' ');
  const problem = whole.problem ?? counted.problem;
  return (
    <section className="filter-tool" aria-label={t.title} aria-busy={whole.loading || counted.loading}>
      <header className="panel-head">
        <h2>{t.title}</h2>
        <span className="spread" />
        {onClose && (
          <button type="button" className="button quiet icon small" aria-label={t.close} onClick={onClose}>
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      {(whole.slow || counted.slow) && <div className="filter-line" aria-hidden="true" />}
      <div className="filter-part charts-choices">
        <label className="filter-layer">
          <span>{t.layer}</span>
          <select className="input" value={id} onChange={(event) => setChosen(event.target.value)}>
            {offered.map((one) => (
              <option key={one.id} value={one.id}>
                {of(one.label)}
              </option>
            ))}
          </select>
        </label>
        <label className="filter-layer">
          <span>{t.by}</span>
          <select className="input" value={by.id} onChange={(event) => setGrouping(event.target.value)}>
            {groupings.map((one) => (
              <option key={one.id} value={one.id}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input type="checkbox" checked={follows} onChange={(event) => setFollows(event.target.checked)} />
          {t.follow}
        </label>
        <p className="filter-kept" role="status">
          {whole.data && t.counted(f.count(whole.data.kept))}
        </p>
        {problem && (
          <Trouble
            problem={problem}
            again={() => {
              whole.again();
              counted.again();
            }}
          />
        )}
      </div>
      {counted.data && (
        <div className="filter-part">
          {graded ? (
            <GradeBars
              title={t.gradeBy(by.label)}
              bars={bars.slice(0, MOST_ROWS)}
              selected={marked}
              grades={now.grades}
              note={note}
              onPick={press}
            />
          ) : (
            <Bars
              title={t.countBy(by.label)}
              bars={counts.slice(0, MOST_ROWS)}
              selected={marked}
              note={note}
              onPick={(key) => press(key, null)}
            />
          )}
        </div>
      )}
      {whole.data && layer && (
        <TopList
          {...props}
          id={id}
          layer={now}
          name={of(layer.label)}
          graded={graded}
          fields={whole.data.fields}
          time={shown.time}
          follows={follows}
          order={order}
          most={most}
          onOrder={(next, length) => {
            setOrder(next);
            setMost(length);
          }}
        />
      )}
      {field && (
        <div className="filter-part">
          <label className="filter-layer">
            <span>{t.distribution}</span>
            <select
              className="input"
              value={field.name}
              onChange={(event) => setFieldName(event.target.value)}
            >
              {spread.map((one) => (
                <option key={one.name} value={one.name}>
                  {of(one.label)}
                </option>
              ))}
            </select>
          </label>
          <Distribution
            field={field}
            clauses={clauses}
            onClause={(clause) => change({ where: setClause(field.name, clause) })}
          />
        </div>
      )}
    </section>
  );
}

/** Whatever touches what the map shows, to about ten metres. */
const insideOf = (view: NonNullable<ToolProps['view']>) =>
  `S_INTERSECTS(geom, BBOX(${view.map((degrees) => degrees.toFixed(4)).join(', ')}))`;

/** Everything once for each grade, so that every row is divided as the server counts it. */
async function countByGrade(
  id: string,
  graded: boolean,
  narrowed: { where: string | null; kinds: readonly string[] | null },
  time: ToolProps['shown']['time'],
  signal: AbortSignal,
) {
  if (!graded)
    return { byGrade: null, all: await readFacts(id, { ...narrowed, grades: null }, time, signal) };
  const answers = await Promise.all(
    GRADE_KEYS.map(
      async (grade) => [grade, await readFacts(id, { ...narrowed, grades: [grade] }, time, signal)] as const,
    ),
  );
  return { byGrade: Object.fromEntries(answers) as Record<GradeKey, Facts>, all: null };
}

function Distribution({
  field,
  clauses,
  onClause,
}: {
  field: FieldFacts;
  clauses: readonly Clause[];
  onClause: (clause: Clause | null) => void;
}) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const facts = field.histogram;
  if (!facts) return null;
  const held = clauses.find((one) => keyOf(one) === field.name);
  const word = (edge: string | number) => (typeof edge === 'number' ? f.decimal(edge) : edge);
  const isDate = field.as === 'date';
  const bins = facts.kept.map((count, i) => {
    const [from = '', to = ''] = [facts.edges[i], facts.edges[i + 1]];
    return { key: String(i), label: `${word(from)} – ${word(to)}`, tick: word(from), count, from, to };
  });
  const selected = bins
    .filter(({ from, to }) => held?.as === 'span' && held.from === from && held.to === to)
    .map(({ key }) => key);
  const name = field.unit ? `${of(field.label)} (${field.unit})` : of(field.label);
  return (
    <Histogram
      title={name}
      // labels of every second bin, so that they do not run together
      bins={bins.map((bin, i) => ({ ...bin, tick: i % Math.ceil(bins.length / 4) === 0 ? bin.tick : '' }))}
      selected={selected}
      note={[t.edges, facts.empty > 0 && t.noValue(f.count(facts.empty))].filter(Boolean).join(' ')}
      onPick={(key) => {
        const bin = bins.find((one) => one.key === key);
        if (!bin) return;
        onClause(
          selected.includes(key)
            ? null
            : { as: 'span', field: field.name, from: bin.from, to: bin.to, date: isDate },
        );
      }}
    />
  );
}
