/** The entries of imports in the database: read and changed as the person, whose row policies decide what is there. */
import { LAYERS } from '../../data/layers/all.ts';
import type { Session, Who } from '../db/database.ts';
import type { Choices, Counts, Description, Entry, Report } from './api-types.ts';

export interface Stored {
  readonly id: string;
  readonly user_id: string | null;
  readonly origin: 'web' | 'command';
  readonly state: Entry['state'];
  readonly layer: string | null;
  readonly source: string | null;
  readonly files: Entry['files'];
  readonly choices: Choices;
  readonly revision: number;
  readonly checked_revision: number | null;
  readonly description: Description | null;
  readonly failure: NonNullable<Description>['problems'];
  readonly report: Report | null;
  readonly counts: Counts | null;
  readonly signature: string | null;
  readonly remembered: boolean;
  readonly worker: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly written_at: string | null;
  readonly undone_at: string | null;
  readonly expires_at: string | null;
}

const COLUMNS = `id, user_id, origin, state, layer, source, files, choices, revision, checked_revision, description,
  failure, report, counts, signature, remembered, worker, created_at, updated_at, written_at, undone_at, expires_at`;

/** What may be set, with the type of its column. */
const SETTABLE = {
  state: 'text',
  layer: 'text',
  source: 'text',
  files: 'jsonb',
  choices: 'jsonb',
  revision: 'integer',
  checked_revision: 'integer',
  description: 'jsonb',
  failure: 'jsonb',
  report: 'jsonb',
  counts: 'jsonb',
  signature: 'text',
  remembered: 'boolean',
  worker: 'text',
  written_at: 'timestamptz',
  expires_at: 'timestamptz',
} as const;
export type Settable = Partial<Pick<Stored, keyof typeof SETTABLE>>;

const asParam = (name: keyof typeof SETTABLE, value: unknown) =>
  SETTABLE[name] === 'jsonb' && value !== null ? JSON.stringify(value) : value;

/** A new entry of the person. */
export async function insertEntry(
  session: Session,
  who: Who,
  entry: { readonly id: string; readonly origin: Stored['origin'] } & Settable,
): Promise<void> {
  const { id, origin, ...rest } = entry;
  const names = Object.keys(rest) as (keyof typeof SETTABLE)[];
  await session.query(
    `insert into fourcolor.imports (id, user_id, origin, ${names.join(', ')})
values ($1::uuid, $2, $3, ${names.map((name, i) => `$${i + 4}::${SETTABLE[name]}`).join(', ')})`,
    [id, who.userId, origin, ...names.map((name) => asParam(name, rest[name]))],
  );
}

/** The entry, or undefined when it is not there for this person. */
export async function entryById(session: Session, id: string, lock = false): Promise<Stored | undefined> {
  const [row] = await session.query<Stored>(
    `select ${COLUMNS}
from fourcolor.imports
where id = $1::uuid${lock ? '\nfor update' : ''}`,
    [id],
  );
  return row;
}

export async function listEntries(
  session: Session,
  { state, limit, offset }: { state?: Entry['state'] | undefined; limit: number; offset: number },
): Promise<{ total: number; rows: Stored[] }> {
  const where = '$1::text is null or state = $1::text';
  const [count] = await session.query<{ n: number }>(
    `select count(*) as n from fourcolor.imports where ${where}`,
    [state ?? null],
  );
  const rows = await session.query<Stored>(
    `select ${COLUMNS}
from fourcolor.imports
where ${where}
order by created_at desc, id
limit $2::integer
offset $3::integer`,
    [state ?? null, limit, offset],
  );
  return { total: count!.n, rows };
}

/** Changes the entry; false when it is not there, or not in one of the states asked for. */
export async function changeEntry(
  session: Session,
  id: string,
  set: Settable,
  from?: readonly Entry['state'][],
): Promise<boolean> {
  const names = Object.keys(set) as (keyof typeof SETTABLE)[];
  const rows = await session.query(
    `update fourcolor.imports
set ${[...names.map((name, i) => `${name} = $${i + 3}::${SETTABLE[name]}`), 'updated_at = now()'].join(', ')}
where id = $1::uuid
  and ($2::text[] is null or state = any ($2::text[]))
returning id`,
    [id, from ?? null, ...names.map((name) => asParam(name, set[name]))],
  );
  return rows.length > 0;
}

/** As the API shows it. */
export function shownEntry(stored: Stored, who: Who): Entry {
  return {
    id: stored.id,
    state: stored.state,
    origin: stored.origin,
    layer:
      LAYERS.some(({ id }) => id === stored.layer) || stored.layer === 'population' ? stored.layer : null,
    source: stored.source,
    files: stored.files,
    userId: stored.user_id,
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
    writtenAt: stored.written_at,
    undoneAt: stored.undone_at,
    expiresAt: stored.expires_at,
    counts: stored.counts,
    mine: stored.user_id !== null && stored.user_id === who.userId,
  };
}
