/** One theme map: its categories, its regions with their progress, sums upward, tables in and out. */
import { useEffect, useMemo, useState } from 'react';
import type { RegionLevel } from '../../../data/layers/regions.ts';
import { AREA_LEVELS, type AreaLevel } from '../../../tiles/levels.ts';
import { Problem, regionsAt } from '../../api.ts';
import { NOTHING_DRAWN, type RegionLook } from '../../map/drawn.ts';
import { Bars } from '../../parts/charts/bars.tsx';
import { nameIn } from '../../parts/names.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { csv, download } from '../csv.ts';
import type { ToolProps } from '../tool.ts';
import { changeMap, readLevel, type Said, sayRegions, type ThemeMap, type WholeMap } from './theme-api.ts';
import { ThemeCategories } from './theme-categories.tsx';
import { ThemeRows } from './theme-rows.tsx';
import { progressOf, upward } from './theme-sums.ts';
import { ThemeTable } from './theme-table.tsx';
import { THEME_TEXTS } from './theme-texts.ts';

/** What a click on the map does: into a category, off the map, or nothing. */
export type Brush = { readonly category: string } | 'clear' | null;

export function ThemeEditor({
  open,
  mayWrite,
  found,
  onDraw,
  onReload,
  onRemoved,
}: ToolProps & {
  readonly mayWrite: boolean;
  readonly found: WholeMap;
  readonly onReload: () => void;
  readonly onRemoved: (map: ThemeMap) => void;
}) {
  const { lang, t: shell, f } = useLanguage();
  const t = THEME_TEXTS[lang];
  const [map, setMap] = useState(found);
  const [brush, setBrush] = useState<Brush>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const edits = mayWrite && map.mine;
  const levelAbove = aboveOf(map.level);
  const all = useRemote(open ? `${map.level}` : null, (signal) => readLevel(map.level, signal));
  const above = useRemote(open && levelAbove ? levelAbove : null, (signal) => readLevel(levelAbove!, signal));

  const save = (work: Promise<ThemeMap | WholeMap>) =>
    work.then(
      (next) => {
        setProblem(null);
        setMap((before) => ({ ...before, ...next }));
      },
      (error: unknown) => setProblem(error instanceof Problem ? error.message : String(error)),
    );
  const say = (regions: readonly Said[]) => save(sayRegions(map, regions));

  const looks = useMemo(() => {
    const tints = new Map(map.categories.map(({ id, tint }) => [id, tint]));
    return new Map(
      map.regions.map(({ id, category }): [string, RegionLook] => {
        const tint = category === null ? undefined : tints.get(category);
        return [id, tint ? `tint-${tint}` : 'unknown'];
      }),
    );
  }, [map]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `paint` is of this map and brush
  useEffect(() => {
    const paint = async ([lon, lat]: readonly [number, number]) => {
      const { path } = await regionsAt(lon, lat, new AbortController().signal, {});
      const code = path.find(({ level }) => level === map.level)?.code;
      if (code) await put(code);
    };
    onDraw({
      ...NOTHING_DRAWN,
      regions: { level: map.level, looks },
      onPoint:
        edits && brush
          ? (at) =>
              void paint(at).catch((error: unknown) =>
                setProblem(error instanceof Problem ? error.message : String(error)),
              )
          : null,
    });
  }, [onDraw, looks, brush, map, edits]);

  const put = (code: string) => {
    const before = map.regions.find((one) => one.code === code) ?? BLANK;
    if (brush === 'clear') return say([{ ...BLANK, code }]);
    return say([{ ...before, code, category: brush?.category ?? before.category }]);
  };

  const total = progressOf(map.regions);
  const categoryBars = [
    ...map.categories.map(({ id, name }) => ({ id, name })),
    { id: null, name: t.noCategory },
  ].flatMap(({ id, name }) => {
    const own = progressOf(map.regions.filter(({ category }) => category === id));
    return own.count === 0
      ? []
      : [{ key: id ?? '', label: `${name} (${f.count(own.count)})`, value: own.mean }];
  });
  const percent = (value: number) => `${f.decimal(value)}%`;
  const exported = () => {
    const nameOf = (id: string | null) => map.categories.find((one) => one.id === id)?.name ?? null;
    const head = lang === 'zh' ? HEAD.zh : HEAD.en;
    download(
      `${map.name}.csv`,
      csv([
        head,
        ...map.regions.map(({ code, name, nameEn, category, progress, note, due }) => [
          code,
          nameIn(lang, name, nameEn),
          nameOf(category),
          progress,
          note,
          due,
        ]),
      ]),
    );
  };
  return (
    <>
      {!map.mine && <p className="filter-none muted">{t.sharedBy}</p>}
      {problem && (
        <p className="filter-none" role="alert">
          {t.failed + problem}{' '}
          <button type="button" className="button link small" onClick={onReload}>
            {t.reload}
          </button>
        </p>
      )}
      <ThemeCategories
        map={map}
        edits={edits}
        brush={brush}
        onBrush={setBrush}
        onCategories={(categories) =>
          save(changeMap(map.id, { version: map.version, categories: [...categories] }))
        }
      />
      <section className="filter-part">
        <Bars
          title={t.byCategory}
          most={100}
          write={percent}
          bars={[{ key: 'all', label: t.total, value: total.mean }, ...categoryBars]}
          note={t.ofTold(f.count(total.told), f.count(total.count))}
        />
        {levelAbove && above.data && map.regions.length > 0 && (
          <Bars
            title={t.above(shell.level[levelAbove])}
            most={100}
            write={percent}
            bars={upward(map.regions, above.data).map((region) => ({
              key: region.code,
              label: `${nameIn(lang, region.name, region.nameEn)} (${f.count(region.count)})`,
              value: region.mean,
            }))}
          />
        )}
      </section>
      <ThemeRows map={map} all={all.data ?? []} edits={edits} onSay={(said) => say([said])} />
      {edits && (
        <ThemeTable
          map={map}
          onMap={(next) => {
            setProblem(null);
            setMap(next);
          }}
        />
      )}
      <div className="filter-part region-actions">
        <button type="button" className="button small" onClick={exported} disabled={map.regions.length === 0}>
          {t.exportCsv}
        </button>
        {edits && (
          <>
            <label className="check">
              <input
                type="checkbox"
                checked={map.shared}
                onChange={({ target }) =>
                  save(changeMap(map.id, { version: map.version, shared: target.checked }))
                }
              />
              {t.shared}
            </label>
            <button
              type="button"
              className="button link small"
              onClick={() =>
                changeMap(map.id, { version: map.version, deleted: true }).then(onRemoved, (error: unknown) =>
                  setProblem(error instanceof Problem ? error.message : String(error)),
                )
              }
            >
              {t.remove}
            </button>
          </>
        )}
      </div>
    </>
  );
}

const BLANK = { category: null, progress: null, note: null, due: null } as const;
const HEAD = {
  zh: ['区划代码', '区域', '类别', '进度', '说明', '期限'],
  en: ['code', 'region', 'category', 'progress', 'note', 'due'],
} as const;

/** The level above that regions are summed to. */
function aboveOf(level: AreaLevel): RegionLevel | null {
  const at = AREA_LEVELS.indexOf(level);
  return AREA_LEVELS[at - 1] ?? null;
}
