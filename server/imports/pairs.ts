/** Rows that look like an object of the register or like one another: found, shown side by side, and settled. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Layer, onlyPoints } from '../../data/layer.ts';
import type { Database, Session, Who } from '../db/database.ts';
import type { Pair, Progress } from './api-types.ts';
import { type Checked, inParts } from './check.ts';
import type { Stored } from './entries.ts';
import type { DuplicateCounts } from './report.ts';
import { SIMILAR, similarPairs, similarRows } from './similar.ts';
import type { Stage } from './stage.ts';

/** What is kept beside the file; both sides are read again when somebody looks. */
export interface FoundPair {
  readonly id: string;
  readonly row: number;
  readonly other: Pair['other'];
  readonly why: Pair['why'];
  readonly score: number;
  readonly distanceM: number | null;
  /** Decided at an earlier import. */
  readonly remembered: 'same' | 'different' | 'skip' | null;
}

/** Pairs that are kept. */
const MOST_PAIRS = 20_000;
const NAME = 'pairs.json';

export interface Finding {
  readonly database: Database;
  readonly who: Who;
  readonly stored: Stored;
  readonly checked: Checked;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Omit<Progress, 'startedAt'>) => void;
}

/** Layers in which two names near one another may be one object. */
const comparable = (layer: Layer) => onlyPoints(layer) && 'name' in layer.fields;

/** Finds and keeps the pairs; rows that an earlier decision settles are settled. */
export async function findPairs(finding: Finding): Promise<DuplicateCounts> {
  const { database, who, stored, checked, folder, signal, onProgress } = finding;
  const { stage, lastRow } = checked;
  const found: FoundPair[] = [];
  if (comparable(stage.layer) && stage.columns.includes('name')) {
    const as = <T>(work: (session: Session) => Promise<T>) => database.as(who, work, { timeoutMs: 120_000 });
    await inParts(lastRow, signal, async (range) => {
      if (found.length >= MOST_PAIRS) return;
      const candidates = await as((session) => similarPairs(session, stored.id, stage, range));
      for (const one of candidates) {
        const other = { kind: 'object', layer: stage.layer.id, id: one.id, source: one.source } as const;
        found.push({ ...one, id: objectPair(one.row, one.id), other, remembered: null });
      }
      onProgress({ step: 'match', done: Math.min(range[1], lastRow), of: lastRow });
    });
    for (const one of await similarRows(as, stage, lastRow, signal)) {
      if (found.length >= MOST_PAIRS) break;
      const other = { kind: 'row', row: one.other } as const;
      found.push({ ...one, id: rowPair(one.row, one.other), other, remembered: null });
    }
  }
  const links = await database.as(who, (session) => linksOf(session, stage));
  const settled = found.map((pair) => ({ ...pair, remembered: links.get(pair.id) ?? null }));
  await writeFile(join(folder, NAME), JSON.stringify(settled), { mode: 0o600 });
  const chosen = stored.choices.duplicates ?? {};
  const undecided = settled.filter(({ id, remembered }) => remembered === null && !Object.hasOwn(chosen, id));
  return { pairs: settled.length, undecided: undecided.length, decided: Object.keys(chosen).length };
}

export async function readPairs(folder: string): Promise<FoundPair[]> {
  const text = await readFile(join(folder, NAME), 'utf8').catch(() => '[]');
  return JSON.parse(text) as FoundPair[];
}

const objectPair = (row: number, id: string) => `${row}=${id}`;
const rowPair = (row: number, other: number) => `${row}~${other}`;

interface Decided {
  readonly row: number;
  /** An object's id, or the number of another row. */
  readonly other: { readonly id: string } | { readonly row: number };
}

/** What a pair's id says; undefined for what is none. */
function pairOf(id: string): Decided | undefined {
  const match = /^(\d{1,9})([=~])(.+)$/s.exec(id);
  if (match === null) return undefined;
  const row = Number(match[1]);
  if (match[2] === '=') return { row, other: { id: match[3]! } };
  return /^\d{1,9}$/.test(match[3]!) ? { row, other: { row: Number(match[3]) } } : undefined;
}

type Decision = 'same' | 'different' | 'skip';

/** Decisions of earlier imports about the staged rows, by pair id. */
async function linksOf(session: Session, { layer, table }: Stage): Promise<Map<string, Decision>> {
  const rows = await session.query<{
    row: number;
    source: string;
    other_id: string;
    other_row: number | null;
    decision: Decision;
  }>(
    `select s.row, s.source, l.other_id, o.row as other_row, l.decision
from fourcolor.import_links as l
join ${table} as s on s.source = l.source and s.source_id = l.source_id
left join ${table} as o on l.other_id = 'row:' || o.source_id and o.source = s.source
where l.layer = $1`,
    [layer.id],
  );
  const links = new Map<string, Decision>();
  for (const { row, source, other_id, other_row, decision } of rows) {
    if (other_row !== null) links.set(rowPair(row, other_row), decision);
    // a row of then may be an object by now
    const id = other_id.startsWith(ROW) ? `${source}:${other_id.slice(ROW.length)}` : other_id;
    links.set(objectPair(row, id), decision);
  }
  return links;
}

/** Before the id at the source of another row of the file, where an object's id would stand. */
const ROW = 'row:';

/**
 * Carries out what was decided about the staged rows, now and at earlier imports, and remembers it. How many rows were
 * left out by it.
 */
export async function applyDecisions(
  session: Session,
  who: Who,
  { id, choices }: Stored,
  stage: Stage,
): Promise<{ skipped: number }> {
  await learn(session, who, id, choices.duplicates ?? {}, stage);
  const { layer, table } = stage;
  // one object only: the newest word counts
  await session.query(
    `with merged as (
  select distinct on (s.row) s.row, l.other_id, l.from_file
  from fourcolor.import_links as l
  join ${table} as s on s.source = l.source and s.source_id = l.source_id
  join fourcolor.${layer.id} as t on t.id = l.other_id
  where l.layer = $1
    and l.decision = 'same'
  order by s.row, l.decided_at desc
)
update ${table} as s
set merge_into = m.other_id, merge_fields = m.from_file
from merged as m
where m.row = s.row`,
    [layer.id],
  );
  await mergeStagedRows(session, stage);
  const [gone] = await session.query<{ n: number }>(
    `with dropped as (
  delete from ${table} as s
  using fourcolor.import_links as l
  where l.layer = $1
    and l.source = s.source
    and l.source_id = s.source_id
    and (
      l.decision = 'skip'
      or (l.decision = 'same' and exists (
        select from ${table} as o where o.source = s.source and l.other_id = 'row:' || o.source_id and o.row < s.row
      ))
    )
  returning s.row
)
select count(*) as n
from dropped`,
    [layer.id],
  );
  return { skipped: gone!.n };
}

/** Two rows of the file that are one object: the earlier stays, with the chosen fields of the later. */
async function mergeStagedRows(session: Session, { layer, columns, table }: Stage): Promise<void> {
  const taken = columns
    .filter((name) => name !== 'source' && name !== 'source_id')
    .map((name) => `${name} = case when '${name}' = any (l.from_file) then s.${name} else o.${name} end`);
  const geom = `geom = case when 'geometry' = any (l.from_file) then s.geom else o.geom end`;
  await session.query(
    `update ${table} as o
set ${[...taken, geom].join(',\n  ')}
from fourcolor.import_links as l
join ${table} as s on s.source = l.source and s.source_id = l.source_id
where l.layer = $1
  and l.decision = 'same'
  and o.source = s.source
  and l.other_id = 'row:' || o.source_id
  and o.row < s.row`,
    [layer.id],
  );
}

async function learn(
  session: Session,
  who: Who,
  importId: string,
  decisions: NonNullable<Stored['choices']['duplicates']>,
  { layer, table }: Stage,
): Promise<void> {
  const told = Object.entries(decisions).flatMap(([id, { decision, fromFile = [] }]) => {
    const pair = pairOf(id);
    if (pair === undefined) return [];
    const { row, other } = pair;
    const other_id = 'id' in other ? other.id : null;
    const other_row = 'row' in other ? other.row : null;
    return [{ row, other_id, other_row, decision, from_file: fromFile }];
  });
  if (told.length === 0) return;
  await session.query(
    `insert into fourcolor.import_links as l (
  layer, source, source_id, other_id, decision, from_file, import_id, user_id
)
select $1, s.source, s.source_id, coalesce(d.other_id, 'row:' || o.source_id), d.decision, d.from_file, $2::uuid, $3
from jsonb_to_recordset($4::jsonb) as d (
  row integer, other_id text, other_row integer, decision text, from_file text[]
)
join ${table} as s on s.row = d.row
left join ${table} as o on o.row = d.other_row
where coalesce(d.other_id, o.source_id) is not null
on conflict (layer, source, source_id, other_id) do update
set decision = excluded.decision, from_file = excluded.from_file, import_id = excluded.import_id,
  user_id = excluded.user_id, decided_at = now()`,
    [layer.id, importId, who.userId, JSON.stringify(told)],
  );
}

export { SIMILAR };
