/** A register object that is moved or newly drawn: read, placed by hand or by text, written, and taken back. */
import type { Geometry } from 'geojson';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Problem } from '../../api.ts';
import type { Selected } from '../../link.ts';
import type { BoardShape } from '../../map/draw-types.ts';
import type { ToolProps } from '../tool.ts';
import { addObject, moveObject, type RegisterObject, readObject } from './answers.ts';
import { newId } from './drafts.ts';
import { kindOf } from './measure.ts';

/** A shape of one part as that part, which the board can edit. */
export function singleOf(geometry: Geometry): Geometry {
  if (geometry.type === 'MultiPolygon' && geometry.coordinates.length === 1)
    return { type: 'Polygon', coordinates: geometry.coordinates[0]! };
  if (geometry.type === 'MultiLineString' && geometry.coordinates.length === 1)
    return { type: 'LineString', coordinates: geometry.coordinates[0]! };
  return geometry;
}

export interface Saved {
  /** What can be taken back; null for what was newly drawn or already taken back. */
  readonly undo: Geometry | null;
  readonly object: RegisterObject;
}

/** What is moved: the selected object, or the one whose card asked. */
export type Target = NonNullable<ToolProps['selected']>;

export function useObject(target: Target | null, fresh: string) {
  const [object, setObject] = useState<RegisterObject | null>(null);
  const [layer, setLayer] = useState<string | null>(null);
  const [place, setPlace] = useState<Geometry | null>(null);
  const [theirs, setTheirs] = useState<RegisterObject | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [shapeId] = useState(newId);

  const leave = () => {
    setObject(null);
    setLayer(null);
    setPlace(null);
    setTheirs(null);
    setProblem(null);
  };
  // another reader, or another object: what was begun is let go
  // biome-ignore lint/correctness/useExhaustiveDependencies: these say when
  useEffect(leave, [target?.layer, target?.id, fresh.split(',')[0]]);

  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setProblem(null);
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const latest = useRef<Selected | null>(null);
  const begin = async (asked: Selected) => {
    latest.current = asked;
    setSaved(null);
    const read = await attempt(() => readObject(asked.layer, asked.id));
    // another one was asked for meanwhile
    if (!read || latest.current !== asked) return;
    setLayer(null);
    setObject(read);
    setPlace(singleOf(read.geometry));
  };
  const beginNew = (id: string | null) => {
    leave();
    setSaved(null);
    setLayer(id);
  };
  /** Writes the new place over `base`, the object as it was last read. */
  const save = async (why: string, base = object) => {
    if (!base || !place) return;
    const after = await attempt(async () => {
      try {
        return await moveObject(base, place, why.trim());
      } catch (error) {
        if (error instanceof Problem && error.status === 409)
          setTheirs(await readObject(base.layer, base.id));
        throw error;
      }
    });
    if (!after) return;
    leave();
    setSaved({ undo: base.geometry, object: after });
  };
  const undo = async () => {
    if (!saved?.undo) return;
    const { object: moved, undo: before } = saved;
    const after = await attempt(() => moveObject(moved, before));
    if (after) setSaved({ undo: null, object: after });
  };
  /** Resolves to whether it was registered. */
  const create = async (fields: RegisterObject['fields']): Promise<boolean> => {
    if (!layer || !place) return false;
    const after = await attempt(() => addObject(layer, { fields, geometry: place }));
    if (!after) return false;
    leave();
    setSaved({ undo: null, object: after });
    return true;
  };
  const shape = useMemo((): BoardShape | null => {
    const kind = place && kindOf(place, null);
    return kind ? { id: shapeId, kind, geometry: place } : null;
  }, [place, shapeId]);
  return {
    object,
    layer,
    geometry: place,
    shape,
    theirs,
    saved,
    busy,
    problem,
    begin,
    beginNew,
    place: setPlace,
    save,
    undo,
    create,
    leave,
    /** Their place instead of one's own. */
    takeTheirs: () => {
      if (!theirs) return;
      setObject(theirs);
      setPlace(singleOf(theirs.geometry));
      setTheirs(null);
      setProblem(null);
    },
  };
}

export type ObjectState = ReturnType<typeof useObject>;
