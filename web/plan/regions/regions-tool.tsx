/** The region tool: from the city down to a cell, each with its numbers; the map coloured by an indicator. */
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { hazardPoints } from '../../../data/layers/hazard-points.ts';
import { REGION_INDICATORS, type RegionIndicatorId, sumOf } from '../../../data/regions/indicators.ts';
import { SECTORS } from '../../../data/tables/sectors.ts';
import { withLayer } from '../../layers.ts';
import { NOTHING_DRAWN } from '../../map/drawn.ts';
import { nameIn } from '../../parts/names.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { readToolLink, writeToolLink } from '../tool-link.ts';
import { type NumbersRow, type RegionStep, readNumbers } from './answer.ts';
import { fillOf } from './fill.ts';
import { IndicatorChoice } from './indicator-choice.tsx';
import { RegionCharts, RegionFigures } from './region-figures.tsx';
import { RegionList } from './region-list.tsx';
import { TEXTS } from './texts.ts';
import { ThemePart } from './theme-part.tsx';
import '../filter/filter.css';
import './regions.css';

const PARTS = ['numbers', 'themeMaps'] as const;
const CODE = /^\d{12}(\d{2})?$/;

export default function RegionsTool(props: ToolProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { linked, onLinked } = props;
  const [link] = useState(() => readToolLink(linked));
  const [part, setPart] = useState<(typeof PARTS)[number]>(link.map ? 'themeMaps' : 'numbers');
  const [view, setView] = useState(() => viewOf(link));
  const [map, setMap] = useState<string | null>(link.map ?? null);
  const told = writeToolLink({
    by: view.by === 'region' ? null : 'area',
    at: view.parent,
    show: view.indicator,
    sector: view.sector,
    kind: view.kind,
    // a map that is not looked at is no part of the view
    map: part === 'themeMaps' ? map : null,
  });
  useEffect(() => onLinked(told), [onLinked, told]);
  return (
    <section className="filter-tool" aria-label={t.title}>
      <header className="panel-head">
        <h2>{t.title}</h2>
        <span className="spread" />
        {props.onClose && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.close}
            onClick={props.onClose}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      <fieldset className="segments region-parts">
        <legend className="hidden">{t.parts}</legend>
        {PARTS.map((one) => (
          <label key={one}>
            <input type="radio" name="region-part" checked={part === one} onChange={() => setPart(one)} />
            <span>{t[one]}</span>
          </label>
        ))}
      </fieldset>
      {part === 'numbers' ? (
        <RegionNumbers {...props} seen={view} onSeen={setView} />
      ) : (
        <ThemePart {...props} chosen={map} onChosen={setMap} />
      )}
    </section>
  );
}

/** What the numbers are of: a region by its code (null = the outermost), an indicator on the map, what narrows. */
interface RegionView {
  readonly by: 'region' | 'management_area';
  readonly parent: string | null;
  readonly indicator: RegionIndicatorId | null;
  readonly sector: string | null;
  readonly kind: string | null;
}

/** As a link says it; what it cannot mean is left out. */
function viewOf(link: ReturnType<typeof readToolLink>): RegionView {
  const isKind = hazardPoints.fields.kind.dictionary?.some(({ id }) => id === link.kind);
  return {
    by: link.by === 'area' ? 'management_area' : 'region',
    parent: link.at && CODE.test(link.at) ? link.at : null,
    indicator: REGION_INDICATORS.find(({ id }) => id === link.show)?.id ?? null,
    sector: SECTORS.find(({ id }) => id === link.sector)?.id ?? null,
    kind: (isKind && link.kind) || null,
  };
}

function RegionNumbers({
  open,
  fresh,
  shown,
  onShown,
  selected,
  onDraw,
  onSelect,
  onGo,
  onClose,
  seen,
  onSeen,
}: ToolProps & { readonly seen: RegionView; readonly onSeen: (view: RegionView) => void }) {
  const { lang, t: shell, f } = useLanguage();
  const t = TEXTS[lang];
  const { by, parent, indicator: chosen, sector, kind } = seen;
  const setPlace = (place: Pick<RegionView, 'by' | 'parent'>) => onSeen({ ...seen, ...place });
  const { time } = shown;
  const asked = {
    by,
    parent,
    sector: SECTORS.find(({ id }) => id === sector)?.id ?? null,
    kind,
  };
  const question = JSON.stringify([asked, time, fresh]);
  const remote = useRemote(
    open || chosen ? question : null,
    (signal) => readNumbers(asked, time, signal),
    by,
  );
  const numbers = remote.data;
  // the link of somebody with more rights: one's own outermost region instead
  const isHidden = parent !== null && remote.problem?.status === 404;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a refusal leads back
  useEffect(() => {
    if (isHidden) setPlace({ by, parent: null });
  }, [isHidden]);
  const indicator = REGION_INDICATORS.find(({ id }) => id === chosen) ?? null;
  const told = indicator && (time === null || indicator.past) ? indicator : null;
  const rows = numbers?.rows;
  const level = numbers?.level ?? null;
  useEffect(() => {
    onDraw({
      ...NOTHING_DRAWN,
      regions: told && rows ? fillOf(rows, level, told) : null,
    });
  }, [onDraw, told, rows, level]);

  const drill = (row: RegionStep) => {
    if (by !== 'region') {
      onSelect({ layer: 'management_areas', id: row.id, at: middleOf(row) });
      onGo(row.bbox as unknown as Parameters<typeof onGo>[0]);
      return;
    }
    setPlace({ by, parent: row.code });
    onGo(row.bbox as unknown as Parameters<typeof onGo>[0]);
    // on a phone the card would take the place of the list
    if (onClose) onSelect({ layer: 'regions', id: row.id, at: middleOf(row) });
  };
  // a click on one of the regions listed goes in as well
  const picked = open && selected?.layer === 'regions' ? selected.id : null;
  const goInto = rows?.find(({ id }) => id === picked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new pick goes in
  useEffect(() => {
    if (goInto && by === 'region') setPlace({ by, parent: goInto.code });
  }, [picked]);

  const steps = numbers ? [...numbers.path, ...(numbers.parent ? [numbers.parent] : [])] : [];
  const listTitle = by === 'management_area' ? t.areas : level ? t.list(shell.level[level]) : '';
  const elsewhere = numbers?.elsewhere ? sumOf(numbers.elsewhere.enterprises) : 0;
  return (
    <div aria-busy={remote.loading}>
      {remote.slow && <div className="filter-line" aria-hidden="true" />}
      {by === 'region' && steps.length > 0 && (
        <nav className="region-path" aria-label={t.here}>
          <ol>
            {steps.map((step, i) => (
              <li key={step.code}>
                <button
                  type="button"
                  aria-current={i === steps.length - 1 ? 'location' : undefined}
                  onClick={() => drill(step)}
                >
                  {nameIn(lang, step.name, step.nameEn)}
                </button>
                {i < steps.length - 1 && <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="filter-part region-choices">
        <IndicatorChoice
          chosen={chosen}
          past={time !== null}
          onChosen={(id) => {
            onSeen({ ...seen, indicator: id });
            if (id && !shown.layers.regions?.on) onShown(withLayer(shown, 'regions', { on: true }));
          }}
        />
        {told && level && by === 'region' && <p className="caption muted">{t.onLevel(shell.level[level])}</p>}
        {told && by === 'management_area' && <p className="caption muted">{t.noAreas}</p>}
        <label className="filter-layer">
          <span>{t.divide}</span>
          <select
            className="input"
            value={by}
            onChange={({ target }) =>
              setPlace({ by: target.value === 'region' ? 'region' : 'management_area', parent: null })
            }
          >
            <option value="region">{t.byRegion}</option>
            <option value="management_area">{t.byArea}</option>
          </select>
        </label>
        <WordChoice
          label={t.sector}
          all={t.all}
          words={SECTORS}
          value={sector ?? ''}
          onValue={(word) => onSeen({ ...seen, sector: word || null })}
        />
        <WordChoice
          label={t.kind}
          all={t.all}
          words={hazardPoints.fields.kind.dictionary ?? []}
          value={kind ?? ''}
          onValue={(word) => onSeen({ ...seen, kind: word || null })}
        />
        {time && <p className="caption muted">{t.pastNote}</p>}
        {remote.problem && !isHidden && <Trouble problem={remote.problem} again={remote.again} />}
      </div>
      {numbers && (
        <>
          {numbers.rows.length > 0 ? (
            <RegionList title={listTitle} rows={numbers.rows} indicator={told} onOpen={drill} />
          ) : (
            <p className="filter-none muted">{numbers.parent ? t.none : t.noneSeen}</p>
          )}
          {elsewhere > 0 && <p className="caption muted region-rest">{t.elsewhere(f.count(elsewhere))}</p>}
          <RegionFigures numbers={numbers} onSelect={onSelect} />
          <RegionCharts numbers={numbers} time={time} fresh={fresh} />
        </>
      )}
    </div>
  );
}

function WordChoice({
  label,
  all,
  words,
  value,
  onValue,
}: {
  label: string;
  all: string;
  words: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
  value: string;
  onValue: (value: string) => void;
}) {
  const { of } = useLanguage();
  return (
    <label className="filter-layer">
      <span>{label}</span>
      <select className="input" value={value} onChange={({ target }) => onValue(target.value)}>
        <option value="">{all}</option>
        {words.map((word) => (
          <option key={word.id} value={word.id}>
            {of(word)}
          </option>
        ))}
      </select>
    </label>
  );
}

const middleOf = ({ bbox: [w = 0, s = 0, e = 0, n = 0] }: Pick<NumbersRow, 'bbox'>) =>
  [(w + e) / 2, (s + n) / 2] as const;
