/** The worst objects of a layer under its filter, or the first by a number or a day; a row is gone to on the map. */
import { GRADE_KEYS, type GradeKey } from '../../../data/grade.ts';
import type { LayerId } from '../../../data/layers/all.ts';
import type { Item } from '../../api.ts';
import type { LayerShown } from '../../map/props.ts';
import { ChartFrame } from '../../parts/charts/chart-frame.tsx';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { nameIn } from '../../parts/names.ts';
import { boxAround, boxOf, placeOf } from '../../parts/place.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { FieldFacts } from '../filter/answers.ts';
import { readListed } from '../list/answers.ts';
import type { ToolProps } from '../tool.ts';
import { TEXTS } from './texts.ts';
import { fieldOfOrder, LENGTHS, rankedFields, type TopOrder, topQuery, usualOrder } from './top-order.ts';

/** Around a point that is gone to, metres. */
const AROUND_M = 400;

interface TopListProps extends Pick<ToolProps, 'open' | 'fresh' | 'selected' | 'view' | 'onSelect' | 'onGo'> {
  readonly id: LayerId;
  readonly layer: LayerShown;
  readonly name: string;
  readonly graded: boolean;
  readonly fields: readonly FieldFacts[];
  readonly time: ToolProps['shown']['time'];
  /** Only what the map shows is listed; a row then keeps the map where it is. */
  readonly follows: boolean;
  readonly order: TopOrder | null;
  readonly most: number;
  readonly onOrder: (order: TopOrder, most: number) => void;
}

export function TopList(props: TopListProps) {
  const { open, fresh, id, layer, name, graded, time, follows, view, selected, most, onOrder } = props;
  const { lang, t: shell, f, of } = useLanguage();
  const t = TEXTS[lang];
  const fields = rankedFields(props.fields);
  const orders = [
    ...(graded ? [{ order: 'worst', label: t.worst }] : []),
    ...fields.flatMap(({ name: field, label, as }) => {
      const [up, down] = as === 'date' ? [t.earliest, t.latest] : [t.least, t.greatest];
      const both = [
        { order: `-${field}`, label: `${of(label)} · ${down}` },
        { order: field, label: `${of(label)} · ${up}` },
      ];
      return as === 'date' ? both.reverse() : both;
    }),
  ];
  const order = orders.find((one) => one.order === props.order)?.order ?? usualOrder(graded, fields);
  const query = order && topQuery(order, most, { id, layer, fields, time, view: follows ? view : null });
  const asked = query?.toString();
  const list = useRemote(
    open && query ? JSON.stringify([id, asked, fresh]) : null,
    (signal) => readListed(id, query || new URLSearchParams(), signal),
    id,
  );
  if (!order) return null;
  const field = fields.find((one) => one.name === fieldOfOrder(order)) ?? null;
  const items = list.data?.features ?? [];
  const title = t.topOf(name);
  const nameOf = ({ properties }: Item) =>
    nameIn(lang, wordOf(properties.name) || t.noName, wordOf(properties.name_en));
  const valueIn = (item: Item) =>
    field ? valueWord(field, item.properties[field.name] ?? null, f) : shell.grade[gradeOf(item)];
  const go = (item: Item) => {
    const at = placeOf(item);
    if (!follows)
      props.onGo(item.geometry.type === 'Point' ? boxAround({ center: at, radiusM: AROUND_M }) : boxOf(item));
    props.onSelect({ layer: id, id: item.id, at });
  };
  return (
    <div className="filter-part top-list" aria-busy={list.loading}>
      <div className="top-choices">
        <label className="filter-layer">
          <span>{t.rankedBy}</span>
          <select className="input" value={order} onChange={({ target }) => onOrder(target.value, most)}>
            {orders.map((one) => (
              <option key={one.order} value={one.order}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <select
          className="input"
          aria-label={t.length}
          value={most}
          onChange={({ target }) => onOrder(order, Number(target.value))}
        >
          {LENGTHS.map((length) => (
            <option key={length} value={length}>
              {t.first(length)}
            </option>
          ))}
        </select>
      </div>
      {list.problem && <Trouble problem={list.problem} again={list.again} />}
      {list.data && (
        <ChartFrame
          title={title}
          note={t.topNote(f.count(items.length), f.count(list.data.numberMatched))}
          table={{
            columns: [name, field ? of(field.label) : t.grade],
            rows: items.map((item) => [nameOf(item), valueIn(item)]),
          }}
        >
          <ol className="top-rows">
            {items.map((item, at) => (
              <li key={item.id}>
                <button
                  type="button"
                  data-id={item.id}
                  aria-current={(selected?.layer === id && selected.id === item.id) || undefined}
                  onClick={() => go(item)}
                >
                  <span className="caption muted">{at + 1}</span>
                  {graded && <GradeSymbol grade={gradeOf(item)} sizePx={14} />}
                  <span className="top-name">{nameOf(item)}</span>
                  <b>{valueIn(item)}</b>
                </button>
              </li>
            ))}
          </ol>
        </ChartFrame>
      )}
    </div>
  );
}

function valueWord(
  { name, as, unit }: FieldFacts,
  value: string | number | null,
  f: ReturnType<typeof useLanguage>['f'],
): string {
  if (as === 'date') return f.date(String(value ?? ''));
  // a year has no thousands
  const figure = name.endsWith('_year') ? String(value) : f.decimal(Number(value));
  return unit ? `${figure} ${unit}` : figure;
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const gradeOf = ({ properties }: Item): GradeKey =>
  GRADE_KEYS.find((key) => key === String(properties.grade ?? null)) ?? 'null';
