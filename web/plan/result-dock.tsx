/** The answer: totals by grade beside the list, each row linked with the map. */
import { IconChevronDown, IconChevronUp, IconDownload, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GradeKey } from '../../data/grade.ts';
import type { LayerId } from '../../data/layers/all.ts';
import type { WithinAnswer } from '../api.ts';
import { GradeCounts } from '../explore/grade-counts.tsx';
import type { Selected } from '../link.ts';
import type { Formats } from '../parts/formats.ts';
import { PHONE, useMedia } from '../parts/media.ts';
import type { Remote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import { Trouble } from '../parts/trouble.tsx';
import type { Texts } from '../text/zh.ts';
import { fileFeatures, fileRows, saveFile } from './answer-files.ts';
import { csv, download } from './csv.ts';
import { DockGrip } from './dock-grip.tsx';
import { useEncroached } from './encroached.ts';
import type { Asked } from './inputs.ts';
import { LayerTotals } from './layer-totals.tsx';
import { narrower, type Question, reachOf, wider } from './question.ts';
import { resultColumns, rowId } from './result-columns.tsx';
import { ResultTable } from './result-table.tsx';
import { byTownship, commonKinds, layersOf, type Row, rowsOf, totals } from './rows.ts';
import { TEXTS } from './texts.ts';
import { TownshipBars } from './township-bars.tsx';
import { useTownshipNames } from './township-names.ts';
import { xlsx } from './xlsx.ts';
import './result-dock.css';

/** Townships whose names the table asks for; a code further down stands for itself. */
const MOST_NAMES = 40;
/** A screen on which the date of assessment is hidden until asked for. */
const COMPACT = '(max-width: 1359px)';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface ResultDockProps {
  readonly asked: Asked;
  /** The reader's word for a layer. */
  readonly nameOf: (layer: LayerId) => string;
  readonly answer: Remote<WithinAnswer>;
  readonly selected: Selected | null;
  readonly collapsed: boolean;
  readonly onCollapsed: (collapsed: boolean) => void;
  readonly onChoose: (row: Row) => void;
  /** The rows that the list shows, after its filters; null = the list is closed. */
  readonly onListed: (rows: readonly Row[] | null) => void;
  /** The row under the pointer or the focus. */
  readonly onHover: (row: Row | null) => void;
  /** Ask again, with another reach. */
  readonly onAsk: (question: Question) => void;
  readonly onEnd: () => void;
}

export default function ResultDock(props: ResultDockProps) {
  const {
    asked,
    nameOf,
    answer,
    selected,
    collapsed,
    onCollapsed,
    onChoose,
    onListed,
    onHover,
    onAsk,
    onEnd,
  } = props;
  const { lang, t, f } = useLanguage();
  const phone = useMedia(PHONE);
  const compact = useMedia(COMPACT);
  const texts = TEXTS[lang];
  const [px, setPx] = useState<number | null>(null);
  const [grade, setGrade] = useState<GradeKey | null>(null);
  const [township, setTownship] = useState<string | null>(null);
  const [breaking, setBreaking] = useState(false);
  const rows = useMemo(() => (answer.data ? rowsOf(answer.data, lang) : []), [answer.data, lang]);
  const [chosen, setChosen] = useState<LayerId | null>(null);
  // numbers of an earlier place would be taken for this one's
  const data = answer.problem ? null : answer.data;
  const layers = data ? layersOf(data) : [];
  const layer = chosen !== null && layers.includes(chosen) ? chosen : null;
  const encroached = useEncroached(asked.question);
  const listed = useMemo(
    () => (layer === null ? rows : rows.filter((row) => row.layer === layer)),
    [rows, layer],
  );
  const narrowed = useMemo(
    () =>
      listed.filter(
        (row) =>
          (grade === null || row.grade === grade) &&
          (township === null || row.township === township) &&
          (!breaking || encroached.rows?.has(rowId(row))),
      ),
    [listed, grade, township, breaking, encroached.rows],
  );
  const isNarrowed = grade !== null || township !== null || breaking;
  const examples = useMemo(() => byTownship(rows, MOST_NAMES).map(({ example }) => example), [rows]);
  const townships = useTownshipNames(examples, lang);
  const rowLayers = useMemo(() => [...new Set(listed.map((row) => row.layer))], [listed]);
  // the names, not the function that tells them, which is new in every render of the screen
  const layerNames = rowLayers.map(nameOf).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `layerNames` stands for `nameOf`
  const columns = useMemo(
    () =>
      resultColumns({
        lang,
        t,
        texts,
        f,
        nameOf,
        townships,
        layers: rowLayers,
        compact,
        encroached: encroached.rows,
      }),
    [lang, t, texts, f, layerNames, townships, rowLayers, compact, encroached.rows],
  );
  const shown = useRef<readonly Row[]>([]);
  const keepShown = useCallback(
    (next: readonly Row[]) => {
      shown.current = next;
      onListed(next);
    },
    [onListed],
  );
  // another question begins with everything
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says when
  useEffect(() => {
    setGrade(null);
    setTownship(null);
    setBreaking(false);
  }, [asked]);
  const broken = encroached.rows && listed.filter((row) => encroached.rows?.has(rowId(row)));
  const upon = broken?.filter((row) => encroached.rows?.get(rowId(row))?.distanceM === 0).length ?? 0;
  const all = data && totals(data);
  const total = data && totals(data, layer);
  const only = layer ?? (layers.length === 1 ? layers[0] : undefined);
  const reach = reachOf(asked.question);
  const open = phone || !collapsed;
  useEffect(() => {
    if (!open) onListed(null);
  }, [open, onListed]);

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key.toLowerCase() === 'd' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey)
        onCollapsed(!collapsed);
    };
    addEventListener('keydown', toggle);
    return () => removeEventListener('keydown', toggle);
  }, [collapsed, onCollapsed]);

  const file = `fourcolor-${fileWords(asked.question)}`;
  const exportCsv = () => download(`${file}.csv`, csv(fileRows(shown.current, columns, texts)));
  const exportXlsx = () =>
    saveFile(`${file}.xlsx`, XLSX, xlsx(t.results, fileRows(shown.current, columns, texts)));
  const exportGeoJson = () =>
    saveFile(`${file}.geojson`, 'application/geo+json', JSON.stringify(fileFeatures(shown.current, columns)));

  return (
    <section
      className={`dock panel ${open ? '' : 'collapsed'}`}
      aria-label={t.results}
      aria-busy={answer.loading}
      style={open && !phone && px !== null ? { height: px } : undefined}
    >
      {open && !phone && <DockGrip label={texts.height} px={px} onPx={setPx} />}
      {answer.slow && <span className="loading-line" />}
      <header className="dock-head">
        <h2>{t.queryTitle}</h2>
        <span className="chip">{headline(asked.question, nameOf, t, f)}</span>
        <span className="dock-total" role="status">
          {answer.loading
            ? t.asking
            : answer.problem
              ? texts.notCounted
              : all && t.resultTotal(f.count(all.count))}
        </span>
        <span className="spread" />
        <button
          type="button"
          className="button accent small"
          disabled={!total || total.count === 0 || answer.loading}
          onClick={exportCsv}
        >
          <IconDownload size={14} stroke={1.75} aria-hidden="true" />
          {t.exportCsv}
        </button>
        {(
          [
            [texts.excel, exportXlsx],
            [texts.geojson, exportGeoJson],
          ] as const
        ).map(([word, save]) => (
          <button
            key={word}
            type="button"
            className="button small"
            disabled={!total || total.count === 0 || answer.loading}
            onClick={save}
          >
            {word}
          </button>
        ))}
        {!phone && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={open ? t.collapse : t.expand}
            aria-expanded={open}
            onClick={() => onCollapsed(!collapsed)}
          >
            {open ? <IconChevronDown size={16} stroke={1.75} /> : <IconChevronUp size={16} stroke={1.75} />}
          </button>
        )}
        <button type="button" className="button quiet icon small" aria-label={t.endQuery} onClick={onEnd}>
          <IconX size={16} stroke={1.75} />
        </button>
      </header>
      {open && (
        <div className="dock-body">
          {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
          {total && all && all.count > 0 && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
            <div className="dock-summary" role="group" aria-label={t.byGrade} tabIndex={0}>
              {layers.length > 1 && data && (
                <LayerTotals answer={data} chosen={layer} nameOf={nameOf} onChosen={setChosen} />
              )}
              {total.graded > 0 && (
                <>
                  <h3>{t.byGrade}</h3>
                  <GradeCounts counts={total.byGrade} chosen={grade} onChosen={setGrade} />
                </>
              )}
              {!phone && (
                <TownshipBars
                  rows={listed.filter((row) => row.layer !== 'regions')}
                  names={townships}
                  chosen={township}
                  onChosen={setTownship}
                />
              )}
              {!phone && only !== undefined && only !== 'regions' && (
                <>
                  <h3>{only === 'enterprises' ? t.bySector : t.byKind}</h3>
                  <ul className="kinds">
                    {commonKinds(listed, 3).map(({ kind, count }) => (
                      <li key={kind}>
                        <span>{kind}</span>
                        <b>{f.count(count)}</b>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          )}
          {all && all.count === 0 && (
            <div className="dock-empty">
              <p>{t.noResults}</p>
              {reach && wider(reach.m) > reach.m && (
                <button type="button" className="button" onClick={() => onAsk(reach.with(wider(reach.m)))}>
                  {t.widen(f.distance(wider(reach.m)))}
                </button>
              )}
            </div>
          )}
          {total && all && all.count > 0 && (
            <div className="dock-list">
              {total.count > listed.length && (
                <div className="dock-narrow">
                  <span className="too-many">{t.tooMany(f.count(listed.length), f.count(total.count))}</span>
                  {reach && narrower(reach.m) < reach.m && (
                    <button
                      type="button"
                      className="button small"
                      onClick={() => onAsk(reach.with(narrower(reach.m)))}
                    >
                      {texts.narrow(f.distance(narrower(reach.m)))}
                    </button>
                  )}
                </div>
              )}
              {(isNarrowed || (broken && broken.length > 0)) && (
                <div className="dock-narrow">
                  {broken && broken.length > 0 && (
                    <>
                      <span>{texts.encroachments(f.count(upon), f.count(broken.length - upon))}</span>
                      <button
                        type="button"
                        className="button small"
                        aria-pressed={breaking}
                        onClick={() => setBreaking(!breaking)}
                      >
                        {texts.onlyEncroached}
                      </button>
                    </>
                  )}
                  {isNarrowed && (
                    <button
                      type="button"
                      className="button small quiet"
                      onClick={() => {
                        setGrade(null);
                        setTownship(null);
                        setBreaking(false);
                      }}
                    >
                      {texts.whole}
                    </button>
                  )}
                </div>
              )}
              {encroached.failed && <p className="caption too-many">{texts.noEncroachments}</p>}
              <ResultTable
                columns={columns}
                rows={narrowed}
                selected={selected}
                onShown={keepShown}
                onHover={onHover}
                onChoose={onChoose}
              />
            </div>
          )}
        </div>
      )}
    </section>
  );
}

/** The question in a few words. */
function headline(
  question: Question,
  nameOf: (layer: LayerId) => string,
  { resultsOf: say }: Texts,
  f: Formats,
): string {
  switch (question.way) {
    case 'circle':
      return say.circle(f.distance(question.radiusM));
    case 'polygon':
      return say.polygon;
    case 'line':
      return say.line(f.distance(question.widthM));
    case 'object': {
      const name = question.object?.name ?? '';
      return question.aroundM > 0 ? say.object(name, f.distance(question.aroundM)) : say.touching(name);
    }
    case 'layer':
      return say.layer(nameOf(question.nearLayer), f.distance(question.nearM));
    case 'nearest':
      return say.nearest(nameOf(question.nearestOf));
  }
}

/** The question as part of a file's name. */
function fileWords(question: Question): string {
  const { way, center, radiusM, object, nearLayer, nearM, nearestOf } = question;
  const at = center?.map((degrees) => degrees.toFixed(4)).join('-') ?? '';
  if (way === 'circle') return `${at}-${radiusM}m`;
  if (way === 'nearest') return `${at}-${nearestOf}`;
  if (way === 'layer') return `${nearLayer}-${nearM}m`;
  return way === 'object' ? `${object?.layer}-${question.aroundM}m` : way;
}
