/** Shapes of one's own: drawn, typed, read from a file; listed, saved, shared, taken away. */
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { type ChangeEvent, useState } from 'react';
import { BOARD_KINDS, type Board, type BoardShape } from '../../map/draw-types.ts';
import type { DrawnShape } from '../../map/drawn.ts';
import type { LonLat } from '../../map/props.ts';
import { useOnline } from '../../parts/online.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { CoordinatesField } from '../coordinates/coordinate-field.tsx';
import { partOfShape } from '../sketch-of.ts';
import type { ToolProps } from '../tool.ts';
import type { Mode } from './draw-tool.tsx';
import { download, geoJsonOf, readShapes } from './files.ts';
import { boxOf, geometryOf, LEAST_VERTICES, measuresOf, radiusOf } from './measure.ts';
import { Measured } from './measured.tsx';
import { NearLine } from './near-line.tsx';
import { ShapeRow } from './shape-row.tsx';
import { TEXTS } from './texts.ts';
import type { DraftState } from './use-drafts.ts';

const MODES = ['select', ...BOARD_KINDS] as const;
const MOST_IMPORTED = 500;

export function ShapesPart({
  tool,
  state,
  board,
  mode,
  live,
  chosen,
  onMode,
  onChoose,
  onExtra,
  newId,
}: {
  tool: ToolProps;
  state: DraftState;
  board: Board | null;
  mode: Mode;
  live: BoardShape | null;
  chosen: string | null;
  onMode: (mode: Mode) => void;
  onChoose: (id: string | null) => void;
  onExtra: (shapes: readonly DrawnShape[]) => void;
  newId: () => string;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const { drafts, stored, changed } = state;
  const online = useOnline();
  const offline = state.offline || !online;
  const [badFile, setBadFile] = useState<string | null>(null);
  const own = drafts.filter(({ mine }) => mine);
  const others = drafts.filter(({ mine }) => !mine);

  const importFile = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (!file) return;
    const read = await readShapes(file, t.file);
    target.value = '';
    if ('bad' in read) setBadFile(of(read.bad));
    else if (read.rows.length > MOST_IMPORTED) setBadFile(t.tooMany);
    else {
      setBadFile(null);
      await state.take(
        read.rows,
        read.refused.map((one) => ({ ...one, reason: of(one.reason) })),
      );
    }
  };
  const rows = (list: typeof drafts) =>
    list.map((draft) => (
      <ShapeRow
        key={draft.id}
        draft={draft}
        stored={stored.get(draft.id)}
        chosen={chosen === draft.id}
        offline={offline}
        busy={state.busy}
        conflicting={state.conflicting === draft.id}
        onChoose={() => onChoose(chosen === draft.id ? null : draft.id)}
        onPut={state.put}
        onSave={(force) => void state.save(draft, force).then((id) => id && onChoose(id))}
        onReread={() => void state.reread(draft.id)}
        onDelete={() => void state.remove(draft)}
        onGo={() => tool.onGo(boxOf(draft.geometry))}
        onAsk={partOfShape(draft.geometry) && (() => tool.onAsk(draft.geometry))}
      />
    ));
  return (
    <>
      {offline && (
        <p className="draw-part draw-offline" role="status">
          {t.offline}
        </p>
      )}
      <div className="draw-part">
        <div className="draw-modes" role="toolbar" aria-label={t.toolbar}>
          {MODES.map((one) => (
            <button
              key={one}
              type="button"
              className="button small"
              aria-pressed={mode === one}
              disabled={!board}
              onClick={() => onMode(one)}
            >
              {t.modes[one]}
            </button>
          ))}
          <button
            type="button"
            className="button small icon"
            aria-label={t.undo}
            disabled={!state.undo && mode === 'select'}
            onClick={() => board?.undoVertex() || state.undo?.()}
          >
            <IconArrowBackUp size={16} stroke={1.75} />
          </button>
          <button
            type="button"
            className="button small icon"
            aria-label={t.redo}
            disabled={!state.redo && mode === 'select'}
            onClick={() => board?.redoVertex() || state.redo?.()}
          >
            <IconArrowForwardUp size={16} stroke={1.75} />
          </button>
        </div>
        <p className="caption muted">{board ? t.hints[mode] : t.noMap}</p>
        {mode !== 'select' && <p className="caption muted">{t.snaps}</p>}
        {live && (
          <p className="draw-live">
            <b>{t.live}</b>{' '}
            <Measured
              measures={measuresOf(live.geometry)}
              preview
              counted={!offline}
              radiusM={live.kind === 'circle' ? radiusOf(live.geometry) : null}
            />
          </p>
        )}
        <NearLine tool={tool} board={board} onExtra={onExtra} />
      </div>
      <TypedShape
        nearLon={tool.camera?.lon}
        onAdd={(kind, vertices) => {
          const id = newId();
          const geometry = geometryOf(kind, vertices);
          const name = t.unnamed(t.kinds[kind], own.length + 1);
          state.put({ id, name, note: '', geometry, properties: {}, shared: false, mine: true });
          onChoose(id);
          tool.onGo(boxOf(geometry));
        }}
      />
      <DoneLine state={state} />
      {badFile && (
        <p className="draw-part bad" role="alert">
          {badFile}
        </p>
      )}
      {state.problem && state.problem.status !== 0 && <Trouble problem={state.problem} />}
      {state.readProblem && state.readProblem.status !== 0 && (
        <Trouble problem={state.readProblem} again={state.again} />
      )}
      <section className="draw-part" aria-label={t.list}>
        <div className="draw-buttons">
          <label className="button small draw-file">
            {t.import}
            <input
              type="file"
              accept=".geojson,.json,.kml,application/geo+json,application/json,application/vnd.google-earth.kml+xml"
              onChange={(event) => void importFile(event)}
            />
          </label>
          <button
            type="button"
            className="button small"
            disabled={drafts.length === 0}
            onClick={() => download('shapes.geojson', geoJsonOf(drafts), 'application/geo+json')}
          >
            {t.export}
          </button>
          <button
            type="button"
            className="button small"
            disabled={drafts.length === 0}
            onClick={() =>
              void import('./kml.ts').then(({ kmlOf }) =>
                download('shapes.kml', kmlOf(drafts), 'application/vnd.google-earth.kml+xml'),
              )
            }
          >
            {t.exportKml}
          </button>
          {changed.length > 1 && (
            <button
              type="button"
              className="button small accent"
              disabled={state.busy}
              onClick={async () => {
                for (const draft of changed) if ((await state.save(draft)) === null) return;
              }}
            >
              {t.saveAll(changed.length)}
            </button>
          )}
        </div>
        <h3>{t.list}</h3>
        {state.loading && <p className="muted">{t.loading}</p>}
        {own.length === 0 && !state.loading && <p className="muted">{t.none}</p>}
        <ul>{rows(own)}</ul>
        {others.length > 0 && (
          <>
            <h3>{t.others}</h3>
            <ul>{rows(others)}</ul>
          </>
        )}
      </section>
    </>
  );
}

/** The way without a mouse: a kind, and vertices as text. */
function TypedShape({
  nearLon,
  onAdd,
}: {
  nearLon: number | undefined;
  onAdd: (kind: keyof typeof LEAST_VERTICES, vertices: readonly LonLat[]) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [kind, setKind] = useState<keyof typeof LEAST_VERTICES>('polygon');
  const [vertices, setVertices] = useState<readonly LonLat[]>([]);
  const enough = kind === 'point' ? vertices.length === 1 : vertices.length >= LEAST_VERTICES[kind];
  return (
    <details className="draw-part">
      <summary>{t.typed}</summary>
      <form
        className="draw-more"
        onSubmit={(event) => {
          event.preventDefault();
          if (!enough) return;
          onAdd(kind, vertices);
          setVertices([]);
        }}
      >
        <select
          className="input"
          aria-label={t.typedKind}
          value={kind}
          onChange={(event) => setKind(event.target.value as typeof kind)}
        >
          {(['point', 'linestring', 'polygon'] as const).map((one) => (
            <option key={one} value={one}>
              {t.kinds[one]}
            </option>
          ))}
        </select>
        <CoordinatesField
          value={vertices}
          least={LEAST_VERTICES[kind]}
          onValue={setVertices}
          {...(nearLon !== undefined && { nearLon })}
        />
        <button type="submit" className="button small" disabled={!enough}>
          {t.add}
        </button>
      </form>
    </details>
  );
}

/** What was done last, in words that readers of the screen hear too. */
function DoneLine({ state: { done, restore } }: { state: DraftState }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <div role="status" className={done ? 'draw-done' : undefined}>
      {done?.what === 'saved' && t.wasSaved(done.name)}
      {done?.what === 'deleted' && (
        <>
          <span>{t.wasDeleted(done.shape.name)}</span>
          <button type="button" className="button link small" onClick={() => void restore(done.shape)}>
            {t.back}
          </button>
        </>
      )}
      {done?.what === 'imported' && (
        <>
          <span>{t.imported(done.answer.saved.length)}</span>
          {done.answer.refused.length > 0 && (
            <div>
              {t.refused(done.answer.refused.length)}
              <ul>
                {done.answer.refused.slice(0, 20).map(({ row, name, reason }) => (
                  <li key={row}>
                    {row + 1} {name}：{reason}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </div>
  );
}
