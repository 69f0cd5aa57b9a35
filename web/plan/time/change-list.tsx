/** What changed in a period: object, grade before and after, and why; a click goes there. */
import { IconArrowRight, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { momentWords } from '../../../data/china-day.ts';
import { layerById } from '../../../data/layers/all.ts';
import { type Change, readChanges } from '../../api.ts';
import type { TimeSliderProps } from '../../explore/slots.tsx';
import { isLayerId } from '../../layers.ts';
import type { MapTime } from '../../map/props.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { dayAfter } from './days.ts';
import { useTimeTexts } from './texts.ts';

const SPANS = ['7', '31', '92', '365'] as const;

export function ChangeList({
  day,
  today,
  mode,
  layers,
  fresh,
  view,
  onClose,
  onSelect,
  onGo,
}: {
  day: string;
  today: string;
  mode: MapTime['mode'];
  /** Ids, comma-separated. */
  layers: string;
  fresh: string;
  onClose: () => void;
} & Pick<TimeSliderProps, 'view' | 'onSelect' | 'onGo'>) {
  const { f } = useLanguage();
  const t = useTimeTexts();
  const [span, setSpan] = useState<string>('31');
  const [inView, setInView] = useState(false);
  const [from, to] = span === 'today' ? [dayAfter(day, 1), today] : [dayAfter(day, 1 - Number(span)), day];
  const answer = useChanges({ from, to, mode, layers, fresh, view: inView ? view : null });
  return (
    <div className="time-changes panel" role="dialog" aria-label={t.what}>
      <header>
        <h2>{t.what}</h2>
        <select
          className="select"
          aria-label={t.span}
          value={span}
          onChange={(event) => setSpan(event.target.value)}
        >
          {SPANS.map((days) => (
            <option key={days} value={days}>
              {t.spans[days]}
            </option>
          ))}
          {day < today && <option value="today">{t.untilToday}</option>}
        </select>
        <button type="button" className="button quiet icon" aria-label={t.close} onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </button>
      </header>
      <p className="caption muted time-period">
        {t.between(from, to)}
        {answer.data && ` · ${t.total(f.count(answer.data.total))}`}
        <label>
          <input type="checkbox" checked={inView} onChange={(event) => setInView(event.target.checked)} />
          {t.inView}
        </label>
      </p>
      <ChangeRows answer={answer} onSelect={onSelect} onGo={onGo} />
    </div>
  );
}

export interface ChangesAsked {
  readonly from: string;
  readonly to: string;
  readonly mode: MapTime['mode'];
  /** Ids, comma-separated. */
  readonly layers: string;
  readonly fresh: string;
  /** null = everywhere. */
  readonly view: TimeSliderProps['view'];
}

/** The changes of a period, page by page. */
export function useChanges({ from, to, mode, layers, fresh, view }: ChangesAsked) {
  const [pages, setPages] = useState(1);
  const bbox = view ? view.map((degrees) => degrees.toFixed(4)).join(',') : undefined;
  const question = `${fresh} ${from} ${to} ${mode} ${layers} ${bbox}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins with its first page
  useEffect(() => setPages(1), [question]);
  const answer = useRemote(
    layers && from <= to ? `${question} ${pages}` : null,
    async () => {
      const asked = { from, to, mode, layer: layers, ...(bbox ? { bbox } : {}) };
      const found = await Promise.all(
        Array.from({ length: pages }, (_, page) => readChanges({ ...asked, page: String(page + 1) })),
      );
      return { total: found[0]?.total ?? 0, changes: found.flatMap(({ changes }) => changes) };
    },
    question,
  );
  return { ...answer, more: () => setPages(pages + 1) };
}

/** The list itself; a click goes there. */
export function ChangeRows({
  answer,
  onSelect,
  onGo,
}: { answer: ReturnType<typeof useChanges> } & Pick<TimeSliderProps, 'onSelect' | 'onGo'>) {
  const t = useTimeTexts();
  return (
    <>
      {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {answer.data?.total === 0 && <p className="muted">{t.nothing}</p>}
      <ol aria-busy={answer.loading}>
        {answer.data?.changes.map((change) => (
          <li key={`${change.layer} ${change.id} ${change.recordedAt}`}>
            <ChangeRow change={change} onSelect={onSelect} onGo={onGo} />
          </li>
        ))}
      </ol>
      {answer.data && answer.data.changes.length < answer.data.total && (
        <button type="button" className="button" onClick={answer.more}>
          {t.more}
        </button>
      )}
    </>
  );
}

function ChangeRow({
  change,
  onSelect,
  onGo,
}: { change: Change } & Pick<TimeSliderProps, 'onSelect' | 'onGo'>) {
  const { t: words, of } = useLanguage();
  const t = useTimeTexts();
  const { layer, id, before, after, since, recordedAt, cause } = change;
  const recorded = momentWords(recordedAt);
  const day = recorded.slice(0, 10);
  const [lon, lat] = change.at as [number, number];
  const layerLabel = layerById(layer)?.label;
  return (
    <button
      type="button"
      className="time-change"
      onClick={() => {
        if (!isLayerId(layer)) return;
        onSelect({ layer, id, at: [lon, lat] });
        onGo([lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01]);
      }}
    >
      <span className="time-grades">
        <GradeSymbol grade={before === null ? 'null' : (`${before}` as '1')} />
        <IconArrowRight size={14} stroke={1.75} aria-hidden="true" />
        <GradeSymbol grade={after === null ? 'null' : (`${after}` as '1')} />
        <span className="hidden">
          {words.grade[before === null ? 'null' : (`${before}` as '1')]} {t.to}{' '}
          {words.grade[after === null ? 'null' : (`${after}` as '1')]}
        </span>
      </span>
      <span className="time-what">
        <b>{change.name ?? t.noName}</b>
        <span className="caption muted">
          {layerLabel && of(layerLabel)} · {t.kinds[change.change] ?? change.change} ·{' '}
          {since === null || since === day ? recorded.slice(0, 16) : `${since} (${t.recorded(day)})`}
        </span>
        <span className="caption">{cause ?? t.noCause}</span>
      </span>
    </button>
  );
}
