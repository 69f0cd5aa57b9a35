/** What the map shows of one layer, as a list that is walked with the arrow keys. */
import type { KeyboardEvent } from 'react';
import { GRADE_KEYS, type GradeKey } from '../../../data/grade.ts';
import type { LayerId } from '../../../data/layers/all.ts';
import type { Item } from '../../api.ts';
import type { Selected } from '../../link.ts';
import type { LonLat } from '../../map/props.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { nameIn } from '../../parts/names.ts';
import { placeOf } from '../../parts/place.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { readListed } from './answers.ts';
import { type Drawn, drawnQuery } from './drawn-query.ts';
import { TEXTS } from './texts.ts';

export function LayerList({
  drawn,
  name,
  kindOf,
  fresh,
  selected,
  onOpen,
  onCloser,
}: {
  drawn: Drawn;
  name: string;
  /** The reader's word for what an object is. */
  kindOf: (item: Item) => string;
  /** null while the list is not seen. */
  fresh: string | null;
  selected: Selected | null;
  onOpen: (object: Selected & { readonly at: LonLat }) => void;
  /** Makes the map show less ground, and so the list fewer objects. */
  onCloser: () => void;
}) {
  const { lang, t: shell, f } = useLanguage();
  const t = TEXTS[lang];
  const query = drawnQuery(drawn);
  const asked = query.toString();
  const list = useRemote(
    fresh && JSON.stringify([drawn.id, asked, fresh]),
    (signal) => readListed(drawn.id, query, signal),
    drawn.id,
  );
  const { data, problem, again } = list;
  const items = data?.features ?? [];
  const all = data?.numberMatched ?? 0;
  return (
    <section className="layer-list" aria-label={name} aria-busy={list.loading}>
      <h3>
        {name}
        {data && (
          <span className="caption muted" role="status">
            {items.length < all ? t.some(f.count(items.length), f.count(all)) : t.count(f.count(all))}
          </span>
        )}
      </h3>
      {problem && <Trouble problem={problem} again={again} />}
      {!data && list.slow && <p className="muted">{t.loading}</p>}
      {data && all === 0 && <p className="muted">{t.none}</p>}
      {items.length < all && (
        <p className="list-many">
          {t.tooMany(f.count(all))}{' '}
          <button type="button" className="button small" onClick={onCloser}>
            {t.closer}
          </button>
        </p>
      )}
      {items.length > 0 && (
        <ul onKeyDown={walk}>
          {items.map((item, at) => {
            const isSelected = selected?.layer === drawn.id && selected.id === item.id;
            return (
              <li key={item.id}>
                <button
                  type="button"
                  // one stop for the Tab key in each list; the arrows go on from there
                  tabIndex={at === 0 ? 0 : -1}
                  aria-current={isSelected || undefined}
                  data-id={item.id}
                  onClick={() => onOpen({ layer: drawn.id as LayerId, id: item.id, at: placeOf(item) })}
                >
                  {drawn.graded && <Grade item={item} />}
                  <b>
                    {nameIn(lang, wordOf(item.properties.name) || t.noName, wordOf(item.properties.name_en))}
                  </b>
                  <span className="caption muted">{kindOf(item)}</span>
                  {drawn.graded && <span className="hidden">{shell.grade[gradeOf(item)]}</span>}
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Grade({ item }: { item: Item }) {
  return (
    <GradeSymbol grade={gradeOf(item)} sizePx={14} overdue={item.properties.grade_state === 'overdue'} />
  );
}

const wordOf = (value: string | number | null | undefined): string =>
  typeof value === 'string' ? value : '';
const gradeOf = ({ properties }: Item): GradeKey =>
  GRADE_KEYS.find((key) => key === String(properties.grade ?? null)) ?? 'null';

/** The arrow keys go from row to row. */
function walk(event: KeyboardEvent<HTMLUListElement>) {
  const rows = [...event.currentTarget.querySelectorAll('button')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
}
