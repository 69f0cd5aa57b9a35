/** The card of what was picked: grade and word, name, place, the important fields, all fields, and its age. */
import {
  IconChevronRight,
  IconCircleDashed,
  IconClock,
  IconFocus2,
  IconTarget,
  IconX,
} from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { GRADE_WORDS, type GradeKey } from '../../data/grade.ts';
import { type LayerId, layerById } from '../../data/layers/all.ts';
import type { RegionLevel } from '../../data/layers/regions.ts';
import { type Item, readItem } from '../api.ts';
import type { Selected } from '../link.ts';
import { dayQuery } from '../map/past.ts';
import type { Lang, Shown } from '../map/props.ts';
import { useFocusReturn } from '../parts/focus-return.ts';
import { daysUntil } from '../parts/formats.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { KindSymbol } from '../parts/kind-symbol.tsx';
import { nameIn } from '../parts/names.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import { Trouble } from '../parts/trouble.tsx';
import type { ToolRequest } from '../plan/tool.ts';
import { CardTools } from './card-tools.tsx';
import { DetailsLists } from './details-lists.tsx';
import { fieldRows, textOf } from './field-rows.ts';
import { RegionCounts } from './region-counts.tsx';

const CardLoop = lazy(() => import('./card-loop.tsx'));
/** Layers whose objects may carry hidden dangers and tasks, and these themselves. */
const LOOP_LAYERS: readonly LayerId[] = [
  'enterprises',
  'places',
  'parks',
  'risk_points',
  'major_hazards',
  'hazard_points',
  'pipelines',
  'lifelines',
  'resources',
  'protected_targets',
  'hidden_dangers',
  'tasks',
];

export interface CardProps {
  readonly layer: LayerId;
  readonly id: string;
  /** Changes when the object may have changed. */
  readonly fresh: string;
  /** The day of the map, when it is not today. */
  readonly time?: Shown['time'];
  readonly staff: boolean;
  readonly onClose: () => void;
  readonly onAround: (item: Item) => void;
  readonly onShow: (item: Item) => void;
  /** The object came. */
  readonly onItem: (item: Item) => void;
  /** null where the reader has no tools. */
  readonly onTool: ((request: ToolRequest) => void) | null;
  /** The reader may move objects of the register. */
  readonly moves: boolean;
  /** Asks why the object has its grade; null where the reader may not. */
  readonly onWhy: ((object: Selected) => void) | null;
}

export function Card({
  layer,
  id,
  fresh,
  time = null,
  staff,
  onClose,
  onAround,
  onShow,
  onItem,
  onTool,
  moves,
  onWhy,
}: CardProps) {
  const { t } = useLanguage();
  const item = useRemote(
    `${layer} ${id} ${fresh} ${time?.at} ${time?.mode}`,
    (signal) => readItem(layer, id, signal, dayQuery(layer, time)),
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
  useFocusReturn(box);
  return (
    <aside className="card" ref={box} aria-label={t.card} aria-busy={item.loading}>
      {item.slow && <span className="loading-line" />}
      {item.data ? (
        <CardBody
          layer={layer}
          fresh={fresh}
          item={item.data}
          time={time}
          staff={staff}
          title={title}
          onClose={onClose}
          onAround={onAround}
          onShow={onShow}
          onTool={onTool}
          moves={moves}
          onWhy={onWhy}
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
  fresh,
  item,
  time = null,
  staff,
  title,
  onClose,
  onAround,
  onShow,
  onTool,
  moves,
  onWhy,
}: Omit<CardProps, 'id' | 'onItem'> & {
  item: Item;
  title: React.RefObject<HTMLHeadingElement | null>;
}) {
  const { t, f, lang } = useLanguage();
  const layer = layerById(layerId);
  if (!layer) return null;
  const { properties } = item;
  const word = (field: string | undefined) =>
    field === undefined ? '–' : textOf(layer, field, properties[field] ?? null, lang, f);
  const kind = layer.kindField === undefined ? null : properties[layer.kindField];
  const place =
    layerId === 'regions' ? [word('level'), word('code')] : [word(layer.kindField), word('address')];
  const subtitle = [layer.graded ? null : (!staff && t.plainLayer[layerId]) || layer.label[lang], ...place]
    .filter((part) => part !== '–' && part !== null)
    .join(t.dot);
  return (
    <>
      <header className="card-head">
        <div className="card-grade">
          {layer.graded ? (
            <GradeLine properties={properties} />
          ) : (
            <KindSymbol layer={layerId} kind={String(kind)} />
          )}
          {!layer.graded && (
            <h2 ref={title} tabIndex={-1}>
              {nameOf(item, lang, t.noName)}
            </h2>
          )}
          <span className="spread" />
          <CloseButton onClose={onClose} />
        </div>
        {layer.graded && (
          <h2 ref={title} tabIndex={-1}>
            {nameOf(item, lang, t.noName)}
          </h2>
        )}
        <p className="caption muted">{subtitle}</p>
        <StateWords properties={properties} />
      </header>
      <dl className="fields caption">
        {fieldRows(layer, properties, lang, f).headline.map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {layer.graded && (
          <DatedRow
            label={t.assessed}
            on={properties.assessed_on}
            due={properties.review_due}
            words={t.reviewDue}
          />
        )}
        {'last_inspected_on' in properties && (
          <DatedRow
            label={t.inspected}
            on={properties.last_inspected_on}
            due={properties.inspection_due}
            words={t.nextInspection}
          />
        )}
      </dl>
      {layer.graded && onWhy && (
        <button
          type="button"
          className="why-strip"
          data-grade={String(properties.grade ?? null)}
          onClick={() => onWhy({ layer: layerId, id: item.id })}
        >
          {t.why(properties.grade === null ? null : GRADE_WORDS[String(properties.grade) as GradeKey][lang])}
          <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
        </button>
      )}
      <DetailsLists layer={layerId} id={item.id} fresh={fresh} />
      {staff && !time && LOOP_LAYERS.includes(layerId) && (
        <Suspense fallback={null}>
          <CardLoop layer={layerId} id={item.id} fresh={fresh} />
        </Suspense>
      )}
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
      {onTool && <CardTools layer={layerId} item={item} moves={moves && !time} onTool={onTool} />}
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

const nameOf = (item: Item, lang: Lang, none: string) =>
  nameIn(lang, String(item.properties.name ?? none), item.properties.name_en);

function GradeLine({ properties }: { properties: Item['properties'] }) {
  const { t, lang } = useLanguage();
  const grade = String(properties.grade ?? null) as GradeKey;
  return (
    <>
      <GradeSymbol grade={grade} sizePx={22} overdue={properties.grade_state === 'overdue'} />
      <b className={`grade-text g${grade === 'null' ? 'none' : grade}`}>
        {t.gradeFull[grade]}
        {grade !== 'null' && `${t.dot}${GRADE_WORDS[grade].colour[lang]}`}
      </b>
    </>
  );
}

/** What is late or was never done: the assessment, the inspection. */
function StateWords({ properties }: { properties: Item['properties'] }) {
  const { t, f } = useLanguage();
  const daysLate = (due: unknown) => (typeof due === 'string' ? -daysUntil(due, new Date()) : 0);
  const late = (due: unknown, words: string) =>
    daysLate(due) > 0 ? `${words}${t.dot}${t.overdueBy(f.count(daysLate(due)))}` : words;
  const inspection = properties.inspection_state;
  return (
    <>
      {properties.grade_state === 'overdue' && (
        <p className="overdue caption">
          <IconClock size={14} stroke={1.75} aria-hidden="true" />
          {late(properties.review_due, t.overdue)}
        </p>
      )}
      {(inspection === 'overdue' || inspection === 'not_inspected') && (
        <p className="overdue caption">
          {inspection === 'overdue' ? (
            <IconClock size={14} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconCircleDashed size={14} stroke={1.75} aria-hidden="true" />
          )}
          {inspection === 'overdue'
            ? late(properties.inspection_due, t.inspectionState.overdue)
            : t.inspectionState.not_inspected}
        </p>
      )}
    </>
  );
}

/** A day, and the day until which it holds. */
function DatedRow({
  label,
  on,
  due,
  words,
}: {
  label: string;
  on: unknown;
  due: unknown;
  words: (date: string) => string;
}) {
  const { t, f } = useLanguage();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span>{typeof on === 'string' ? f.date(on) : '–'}</span>
        {typeof due === 'string' && (
          <>
            {t.dot}
            <span className="unbroken">{words(f.date(due))}</span>
          </>
        )}
      </dd>
    </div>
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
