/** One region in numbers: counts, charts by grade, sector and kind, its index over time, and what is worst in it. */

import type { GradeKey } from '../../../data/grade.ts';
import { sumOf } from '../../../data/regions/indicators.ts';
import { isLayerId } from '../../layers.ts';
import type { Shown } from '../../map/props.ts';
import { GradeBars } from '../../parts/charts/grade-bars.tsx';
import { LineOverTime } from '../../parts/charts/line.tsx';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { readExplanation } from '../explain/answer.ts';
import type { ToolProps } from '../tool.ts';
import type { Numbers } from './answer.ts';
import { TEXTS } from './texts.ts';

/** More rows than these are not drawn. */
const MOST_WORDS = 12;

export function RegionFigures({ numbers, onSelect }: { numbers: Numbers; onSelect: ToolProps['onSelect'] }) {
  const { lang, f, t: shell } = useLanguage();
  const t = TEXTS[lang];
  const { parent, whole } = numbers;
  const told = (value: number | null, write: (value: number) => string = f.count) =>
    value === null ? <span className="muted">{t.unknown}</span> : write(value);
  const { dangers, tasks, rectified } = whole;
  return (
    <section className="filter-part region-figures">
      <dl>
        {parent && (
          <div>
            <dt>{t.index}</dt>
            <dd>
              <GradeSymbol
                grade={String(parent.grade) as GradeKey}
                overdue={parent.gradeState === 'overdue'}
              />
              {shell.grade[String(parent.grade) as GradeKey]} {told(parent.score, f.decimal)}
            </dd>
          </div>
        )}
        <div>
          <dt>{t.enterprises}</dt>
          <dd>{f.count(sumOf(whole.enterprises))}</dd>
        </div>
        <div>
          <dt>{t.hazards}</dt>
          <dd>{f.count(sumOf(whole.hazards))}</dd>
        </div>
        {parent && (
          <div>
            <dt>{t.people}</dt>
            <dd>{told(parent.population)}</dd>
          </div>
        )}
        {parent && (
          <div>
            <dt>{t.area}</dt>
            <dd>
              {told(parent.areaKm2, f.decimal)} {parent.areaKm2 !== null && 'km²'}
            </dd>
          </div>
        )}
        <div>
          <dt>{t.openDangers}</dt>
          <dd>
            {told(dangers && dangers.general + dangers.major)}
            {dangers && (
              <small>
                {t.major(f.count(dangers.major))} · {t.overdue(f.count(dangers.overdue))}
              </small>
            )}
          </dd>
        </div>
        <div>
          <dt>{t.tasks}</dt>
          <dd>{told(tasks?.overdue ?? null)}</dd>
        </div>
        <div>
          <dt>{t.rate}</dt>
          <dd>
            {rectified === null
              ? told(null)
              : rectified.found === 0
                ? t.nothingFound
                : `${f.decimal((100 * rectified.done) / rectified.found)}%`}
            {rectified !== null && rectified.found > 0 && (
              <small>{t.rateOf(f.count(rectified.done), f.count(rectified.found))}</small>
            )}
          </dd>
        </div>
      </dl>
      <h3>{t.worst}</h3>
      {whole.worst.length === 0 && <p className="muted">{t.noWorst}</p>}
      <ul className="region-worst">
        {whole.worst.map(({ layer, id, name, grade, gradeState, at }) => (
          <li key={`${layer} ${id}`}>
            <button
              type="button"
              onClick={() => isLayerId(layer) && onSelect({ layer, id, at: [at[0] ?? 0, at[1] ?? 0] })}
            >
              <GradeSymbol grade={String(grade) as GradeKey} overdue={gradeState === 'overdue'} />
              <span className="hidden">{shell.grade[String(grade) as GradeKey]}</span>
              <span>{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same region in charts. */
export function RegionCharts({
  numbers,
  time,
  fresh,
}: {
  numbers: Numbers;
  time: Shown['time'];
  fresh: string;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const { parent, whole } = numbers;
  const words = (list: Numbers['whole']['sectors']) =>
    [...list]
      .sort((a, b) => sumOf(b.byGrade) - sumOf(a.byGrade))
      .slice(0, MOST_WORDS)
      .map(({ id, label, byGrade }) => ({ key: id, label: of(label), byGrade }));
  return (
    <section className="filter-part">
      <GradeBars
        title={t.gradeOf}
        bars={[
          { key: 'enterprises', label: t.enterprises, byGrade: whole.enterprises },
          { key: 'hazards', label: t.hazards, byGrade: whole.hazards },
        ]}
        share
      />
      <GradeBars title={t.bySector} bars={words(whole.sectors)} />
      <GradeBars title={t.byKind} bars={words(whole.kinds)} />
      {parent && <Trend key={parent.id} id={parent.id} time={time} fresh={fresh} />}
    </section>
  );
}

/** The index as it was assessed, time after time; nothing while there are not two of them. */
function Trend({ id, time, fresh }: { id: string; time: Shown['time']; fresh: string }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const explained = useRemote(
    JSON.stringify([id, time, fresh]),
    (signal) => readExplanation({ layer: 'regions', id }, time, signal),
    id,
  );
  const byDay = new Map(
    (explained.data?.history ?? []).flatMap(({ at, validFrom, score }) =>
      score === null ? [] : [[(validFrom ?? at).slice(0, 10), score] as const],
    ),
  );
  if (byDay.size < 2) return null;
  return (
    <LineOverTime
      title={t.trend}
      most={100}
      points={[...byDay].map(([date, value]) => ({ date, value }))}
      note={t.trendNote}
    />
  );
}
