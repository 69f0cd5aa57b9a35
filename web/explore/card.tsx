/** The card of what was picked: grade and word, name, place, the important fields, all fields, and its age. */
import { IconClock, IconFocus2, IconTarget, IconX } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { GRADE_WORDS, type GradeKey } from '../../data/grade.ts';
import { layerById } from '../../data/layers/all.ts';
import type { RegionLevel } from '../../data/layers/regions.ts';
import { type Item, readItem } from '../api.ts';
import { daysUntil } from '../parts/formats.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { nameIn } from '../parts/names.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { fieldRows, textOf } from './field-rows.ts';
import { RegionCounts } from './region-counts.tsx';

export interface CardProps {
  readonly layer: 'regions' | 'enterprises';
  readonly id: string;
  /** Changes when the object may have changed. */
  readonly fresh: string;
  readonly staff: boolean;
  readonly onClose: () => void;
  readonly onAround: (item: Item) => void;
  readonly onShow: (item: Item) => void;
  /** The object came. */
  readonly onItem: (item: Item) => void;
}

export function Card({ layer, id, fresh, staff, onClose, onAround, onShow, onItem }: CardProps) {
  const { t } = useLanguage();
  const item = useRemote(
    `${layer} ${id} ${fresh}`,
    (signal) => readItem(layer, id, signal),
    `${layer} ${id}`,
  );
  const title = useRef<HTMLHeadingElement>(null);
  const loaded = item.data !== null;
  const data = item.data;
  useEffect(() => {
    if (data) onItem(data);
  }, [data, onItem]);
  useEffect(() => {
    // a keyboard reader who chose something reads on here
    if (loaded && document.activeElement?.getAttribute('role') === 'combobox') title.current?.focus();
  }, [loaded]);
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const card = box.current;
    // who closes the card reads on at the map, not at the top of the page
    return () => {
      if (card?.contains(document.activeElement))
        document.querySelector<HTMLElement>('.city-map canvas')?.focus();
    };
  }, []);
  return (
    <aside className="card" ref={box} aria-label={t.card} aria-busy={item.loading}>
      {item.slow && <span className="loading-line" />}
      {item.data ? (
        <CardBody
          layer={layer}
          item={item.data}
          staff={staff}
          title={title}
          onClose={onClose}
          onAround={onAround}
          onShow={onShow}
        />
      ) : (
        <div className="card-wait">
          {item.problem ? (
            item.problem.status === 404 ? (
              <p className="muted">{t.gone}</p>
            ) : (
              <Trouble problem={item.problem} again={item.again} />
            )
          ) : (
            <Skeleton />
          )}
          <CloseButton onClose={onClose} />
        </div>
      )}
    </aside>
  );
}

function CardBody({
  layer: layerId,
  item,
  staff,
  title,
  onClose,
  onAround,
  onShow,
}: Omit<CardProps, 'id' | 'fresh' | 'onItem'> & {
  item: Item;
  title: React.RefObject<HTMLHeadingElement | null>;
}) {
  const { t, f, lang } = useLanguage();
  const layer = layerById(layerId);
  if (!layer) return null;
  const { properties } = item;
  const grade = String(properties.grade) as GradeKey;
  const overdue = properties.grade_state === 'overdue';
  const due = typeof properties.review_due === 'string' ? daysUntil(properties.review_due, new Date()) : null;
  const word = (field: string) => textOf(layer, field, properties[field] ?? null, lang, f);
  const subtitle = (layerId === 'regions' ? [word('level'), word('code')] : [word('sector'), word('address')])
    .filter((part) => part !== '–')
    .join(t.dot);
  return (
    <>
      <header className="card-head">
        <div className="card-grade">
          <GradeSymbol grade={grade} sizePx={22} overdue={overdue} />
          <b className={`grade-text g${grade === 'null' ? 'none' : grade}`}>
            {t.gradeFull[grade]}
            {grade !== 'null' && `${t.dot}${GRADE_WORDS[grade].colour[lang]}`}
          </b>
          <span className="spread" />
          <CloseButton onClose={onClose} />
        </div>
        <h2 ref={title} tabIndex={-1}>
          {nameIn(lang, String(properties.name ?? item.id), properties.name_en)}
        </h2>
        <p className="caption muted">{subtitle}</p>
        {overdue && (
          <p className="overdue caption">
            <IconClock size={14} stroke={1.75} aria-hidden="true" />
            {due !== null && due < 0 ? t.overdueBy(f.count(-due)) : t.overdue}
          </p>
        )}
      </header>
      <dl className="fields caption">
        {fieldRows(layer, properties, lang, f).headline.map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t.assessed}</dt>
          <dd>
            <span>{word('assessed_on')}</span>
            {typeof properties.review_due === 'string' && (
              <>
                {t.dot}
                <span className="unbroken">{t.reviewDue(f.date(properties.review_due))}</span>
              </>
            )}
          </dd>
        </div>
      </dl>
      {layerId === 'regions' && (
        <RegionCounts code={String(properties.code)} level={properties.level as RegionLevel} staff={staff} />
      )}
      <details className="all-fields">
        <summary>{t.allFields}</summary>
        <dl className="fields caption">
          {fieldRows(layer, properties, lang, f).all.map(({ name, label, value }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <footer className="card-foot">
        <button type="button" className="button small" onClick={() => onAround(item)}>
          <IconTarget size={15} stroke={1.75} aria-hidden="true" />
          {t.around}
        </button>
        <button type="button" className="button small" onClick={() => onShow(item)}>
          <IconFocus2 size={15} stroke={1.75} aria-hidden="true" />
          {t.flyTo}
        </button>
        <span className="spread" />
        {typeof properties.recorded_at === 'string' && (
          <span className="micro faint" title={f.moment(properties.recorded_at)}>
            {t.updated(f.age(properties.recorded_at, new Date()))}
          </span>
        )}
      </footer>
    </>
  );
}

export function CloseButton({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  return (
    <button type="button" className="button quiet icon small" aria-label={t.close} onClick={onClose}>
      <IconX size={17} stroke={1.75} />
    </button>
  );
}

function Skeleton() {
  return (
    <div className="skeleton" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
