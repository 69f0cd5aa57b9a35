/** Shapes as they are being drawn: what each is now, what the server keeps of it, and the way back and forth. */
import type { Geometry } from 'geojson';
import type { StoredShape } from './answers.ts';

export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly geometry: Geometry;
  readonly properties: StoredShape['properties'];
  readonly shared: boolean;
  /** Somebody else's is only looked at. */
  readonly mine: boolean;
}

export interface Drafts {
  readonly now: readonly Draft[];
  readonly past: readonly (readonly Draft[])[];
  readonly future: readonly (readonly Draft[])[];
}

export const NO_DRAFTS: Drafts = { now: [], past: [], future: [] };
const MOST_STEPS = 100;

export type Step =
  | { readonly do: 'put'; readonly draft: Draft }
  | { readonly do: 'drop'; readonly id: string }
  | { readonly do: 'undo' | 'redo' }
  /** What the server keeps now; `old` ids get the server's. */
  | {
      readonly do: 'sync';
      readonly stored: readonly StoredShape[];
      readonly old?: ReadonlyMap<string, string>;
    };

export function step(drafts: Drafts, action: Step): Drafts {
  const { now, past, future } = drafts;
  const next = (list: readonly Draft[]): Drafts => ({
    now: list,
    past: [...past, now].slice(-MOST_STEPS),
    future: [],
  });
  switch (action.do) {
    case 'put': {
      const { draft } = action;
      const before = now.find(({ id }) => id === draft.id);
      if (before && before.geometry === draft.geometry) return retitled(drafts, draft);
      return next(
        now.some(({ id }) => id === draft.id)
          ? now.map((one) => (one.id === draft.id ? draft : one))
          : [draft, ...now],
      );
    }
    case 'drop':
      return next(now.filter(({ id }) => id !== action.id));
    case 'undo': {
      const before = past.at(-1);
      return before ? { now: before, past: past.slice(0, -1), future: [now, ...future] } : drafts;
    }
    case 'redo': {
      const [after, ...rest] = future;
      return after ? { now: after, past: [...past, now], future: rest } : drafts;
    }
    case 'sync':
      return synced(drafts, action.stored, action.old);
  }
}

/** Names, notes and sharing are no steps: they hold for every step back. */
function retitled({ now, past, future }: Drafts, { id, name, note, shared }: Draft): Drafts {
  const within = (list: readonly Draft[]) =>
    list.map((one) => (one.id === id ? { ...one, name, note, shared } : one));
  return { now: within(now), past: past.map(within), future: future.map(within) };
}

/** Own drafts stay as they are; what the server has anew is added, also to the steps back, so that none takes it away. */
function synced(
  { now, past, future }: Drafts,
  stored: readonly StoredShape[],
  old: ReadonlyMap<string, string> = new Map(),
): Drafts {
  const renamed = (list: readonly Draft[]) =>
    list.map((draft) => ({ ...draft, id: old.get(draft.id) ?? draft.id }));
  const known = new Set(renamed(now).map(({ id }) => id));
  const added = stored.filter(({ id }) => !known.has(id)).map(draftOf);
  const whole = (list: readonly Draft[]) => (added.length > 0 ? [...renamed(list), ...added] : renamed(list));
  return { now: whole(now), past: past.map(whole), future: future.map(whole) };
}

export const draftOf = (stored: StoredShape): Draft => ({
  id: stored.id,
  name: stored.name,
  note: stored.note ?? '',
  geometry: stored.geometry as unknown as Geometry,
  properties: stored.properties,
  shared: stored.shared,
  mine: stored.mine,
});

/** Whether the server keeps something else, or nothing. */
export function isChanged(draft: Draft, stored: StoredShape | undefined): boolean {
  if (!stored) return true;
  const { name, note, shared, geometry } = draftOf(stored);
  return (
    draft.name !== name ||
    draft.note !== note ||
    draft.shared !== shared ||
    JSON.stringify(draft.geometry) !== JSON.stringify(geometry)
  );
}

/** A random UUID (RFC 9562, version 4), also where the page was not loaded safely. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [8, 4, 4, 4, 12]
    .map((length, index, lengths) => {
      const from = lengths.slice(0, index).reduce((sum, one) => sum + one, 0);
      return hex.slice(from, from + length);
    })
    .join('-');
}
