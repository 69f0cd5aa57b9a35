/** Objects of the register on the map: the selected one moved, or a new one drawn with what its layer requires. */
import { centroid, distance } from '@turf/turf';
import type { Geometry } from 'geojson';
import { useState } from 'react';
import type { BoardKind, BoardShape } from '../../map/draw-types.ts';
import type { LonLat } from '../../map/props.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { CoordinateField, CoordinatesField } from '../coordinates/coordinate-field.tsx';
import { writeCoordinate } from '../coordinates/read-coordinate.ts';
import type { ToolProps } from '../tool.ts';
import type { Mode } from './draw-tool.tsx';
import { geometryOf, kindOf, LEAST_VERTICES, measuresOf, verticesOf } from './measure.ts';
import { Measured } from './measured.tsx';
import { NewObject } from './new-object.tsx';
import { TEXTS } from './texts.ts';
import { type ObjectState, singleOf, type Target } from './use-object.ts';

export function ObjectPart({
  tool,
  target,
  object: state,
  mode,
  live,
  onMode,
}: {
  tool: ToolProps;
  target: Target | null;
  object: ObjectState;
  mode: Mode;
  live: BoardShape | null;
  onMode: (mode: Mode) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { object, geometry, saved, theirs, problem } = state;
  const [why, setWhy] = useState('');
  const shown = live?.geometry ?? geometry;
  const movedM = object && shown ? apartM(singleOf(object.geometry), shown) : 0;
  const isMoved =
    object && geometry && JSON.stringify(singleOf(object.geometry)) !== JSON.stringify(geometry);
  return (
    <>
      <section className="draw-part" aria-label={t.moving}>
        <h3>{t.moving}</h3>
        {!target && <p className="muted">{t.objectAbout}</p>}
        {target && (
          <p>
            <b>{target.name}</b>
          </p>
        )}
        {target && !object && (
          <button
            type="button"
            className="button small"
            disabled={state.busy}
            onClick={() => void state.begin(target)}
          >
            {t.move}
          </button>
        )}
        {object && !object.may.edit && <p className="muted">{t.mayNot}</p>}
        {object?.may.edit && geometry && (
          <div className="draw-more">
            <PlaceText geometry={geometry} onPlace={state.place} />
            <p className="draw-live">{isMoved || live ? t.movedBy(f.distance(movedM)) : t.sameplace}</p>
            <label>
              {t.why}
              <input
                type="text"
                className="input"
                maxLength={300}
                value={why}
                onChange={(event) => setWhy(event.target.value)}
              />
            </label>
            {theirs && (
              <div className="draw-conflict" role="alert">
                <p>{problem?.message}</p>
                <dl>
                  <dt>{t.theirs}</dt>
                  <dd>{middleText(theirs.geometry)}</dd>
                  <dt>{t.mine}</dt>
                  <dd>{middleText(geometry)}</dd>
                </dl>
                <div className="draw-buttons">
                  <button type="button" className="button small" onClick={state.takeTheirs}>
                    {t.takeTheirs}
                  </button>
                  <button type="button" className="button small" onClick={() => void state.save(why, theirs)}>
                    {t.takeMine}
                  </button>
                </div>
              </div>
            )}
            <div className="draw-buttons">
              <button
                type="button"
                className="button small accent"
                disabled={state.busy || !isMoved || theirs !== null}
                onClick={() => void state.save(why).then(() => setWhy(''))}
              >
                {t.saveMove}
              </button>
              <button type="button" className="button small" onClick={state.leave}>
                {t.cancel}
              </button>
            </div>
          </div>
        )}
        <div role="status" className={saved ? 'draw-done' : undefined}>
          {saved && (
            <>
              <span>{saved.undo ? t.moved : t.undone}</span>
              {saved.undo && (
                <button
                  type="button"
                  className="button link small"
                  disabled={state.busy}
                  onClick={() => void state.undo()}
                >
                  {t.undoMove}
                </button>
              )}
            </>
          )}
        </div>
        {problem && !theirs && <Trouble problem={problem} />}
      </section>
      <NewObject tool={tool} state={state} mode={mode} onMode={onMode}>
        {geometry && <PlaceText geometry={geometry} onPlace={state.place} />}
        {live && <Measured measures={measuresOf(live.geometry)} preview counted />}
      </NewObject>
    </>
  );
}

/** The object's vertices as text. */
export function PlaceText({
  geometry,
  onPlace,
}: {
  geometry: Geometry;
  onPlace: (geometry: Geometry) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const kind = kindOf(geometry, null) as Exclude<BoardKind, 'circle' | 'rectangle'> | null;
  if (!kind) return <p className="caption muted">{t.severalParts}</p>;
  const vertices = verticesOf(geometry);
  const put = (places: readonly LonLat[]) => onPlace(geometryOf(kind, places));
  return kind === 'point' ? (
    <CoordinateField label={t.place} value={vertices[0] ?? null} onValue={(at) => put([at])} />
  ) : (
    <CoordinatesField label={t.vertices} value={vertices} least={LEAST_VERTICES[kind]} onValue={put} />
  );
}

const middleOf = (geometry: Geometry): LonLat => {
  const [lon = 0, lat = 0] = centroid(geometry).geometry.coordinates;
  return [lon, lat];
};
const middleText = (geometry: Geometry) => writeCoordinate(middleOf(geometry), 'degrees');
const apartM = (a: Geometry, b: Geometry) =>
  distance([...middleOf(a)], [...middleOf(b)], { units: 'meters' });
