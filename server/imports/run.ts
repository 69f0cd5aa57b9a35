/** One import: a file checked and written in one transaction as the person, all of it or nothing. */

import { createHash, randomUUID } from 'node:crypto';
import { chinaDay } from '../../data/china-day.ts';
import { ChildLines, type InventoryLine } from '../../data/imports/children.ts';
import type { ByteSource } from '../../data/imports/encoding.ts';
import type { Mapping } from '../../data/imports/mapping.ts';
import { ambiguousColumns, type Plan, planImport } from '../../data/imports/plan.ts';
import { ImportUsage, type Problem, problem } from '../../data/imports/problem.ts';
import { type OpenedFile, readRecords } from '../../data/imports/read.ts';
import { type ImportRow, rowChecker } from '../../data/imports/rows.ts';
import { type Layer, onlyPoints } from '../../data/layer.ts';
import { type Database, type Session, servant, type Who } from '../db/database.ts';
import { connectRoads } from '../roads.ts';
import {
  ALL_ROWS,
  emptyAbsentParents,
  invalidBorders,
  outsideScope,
  repairBorders,
  takenIdentities,
} from './checks.ts';
import { placePoints, settleDuplicates } from './duplicates.ts';
import { insertEntry } from './entries.ts';
import { Findings } from './findings.ts';
import { publishStage } from './publish.ts';
import { type Stage, temporaryStage } from './stage.ts';

export interface ImportOrder {
  readonly layer: Layer;
  /** One file, or the parts of one. */
  readonly file: ByteSource | readonly ByteSource[];
  readonly mapping?: Mapping | undefined;
  /** Does everything, then takes it back. */
  readonly dryRun?: boolean;
  /** Puts invalid borders right instead of refusing them. */
  readonly repair?: boolean;
  /** Writes the good rows and leaves those with errors out; else any error stops everything. */
  readonly skipRejected?: boolean;
  /** 'YYYY-MM-DD', against which a review is overdue; default the day in China. */
  readonly today?: string;
  /** Ends the import, which then leaves nothing. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly step: 'read' | 'write'; readonly rows: number }) => void;
}

export interface ImportReport {
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly layer: string;
  /** Records of the file, those left out by the mapping's `where` not counted. */
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly repaired: number;
  readonly problems: readonly Problem[];
  /** Stands in the event log with every object that the import wrote. */
  readonly importId: string;
}

/** A large file takes minutes on the embedded engine. */
const TIMEOUT_MS = 30 * 60_000;

/**
 * Checks the file and writes it as `who`. Problems of the data come back in the report, nothing written then.
 * @throws {ImportUsage} when the order itself cannot be carried out
 * @throws the signal's reason when the import was ended
 */
export async function runImport(database: Database, who: Who, order: ImportOrder): Promise<ImportReport> {
  const { layer, file, mapping, dryRun = false } = order;
  const importId = randomUUID();
  const findings = new Findings();
  const counts: Counts = { rows: 0, inserted: 0, updated: 0, unchanged: 0, children: 0, refused: false };
  const opened = await readRecords(file, mapping);
  const name = 'chunks' in file ? file.name : (file[0]?.name ?? '');
  if (opened !== undefined) {
    findings.add(...opened.notes);
    const plan = planImport(layer, mapping, opened.records, name);
    refuseHiddenFields(plan, who);
    findings.add(...plan.warnings, ...ambiguousColumns(plan, opened.records));
    const why = `import ${importId} ${name}`;
    const all = (session: Session) => fill(session, who, order, importId, plan, opened, findings, counts);
    await database.as({ ...who, why }, all, { timeoutMs: TIMEOUT_MS }).catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
    const written = !dryRun && !counts.refused && counts.inserted + counts.updated > 0;
    // in the server's own name: the importing person may see only a part of the network
    if (layer.id === 'roads' && written)
      await database.as(servant('admin', why), connectRoads, { timeoutMs: TIMEOUT_MS });
  }
  if (counts.rows === 0 && findings.errors === 0) findings.add(problem('empty_file', { value: name }));
  const ok =
    findings.errors === 0 ||
    (order.skipRejected === true && !findings.wholeFile && !counts.refused && counts.rows > 0);
  if (!ok) Object.assign(counts, { inserted: 0, updated: 0, unchanged: 0 });
  return {
    ok,
    dryRun,
    layer: layer.id,
    rows: counts.rows,
    inserted: counts.inserted,
    updated: counts.updated,
    unchanged: counts.unchanged,
    rejected: findings.rejected,
    repaired: findings.repaired,
    problems: findings.list(),
    importId,
  };
}

/** Thrown to roll back; the report says why. */
class TakenBack extends Error {}

interface Counts {
  rows: number;
  inserted: number;
  updated: number;
  unchanged: number;
  /** Lines of objects that were written. */
  children: number;
  /** The database refused rows that the checks had passed. */
  refused: boolean;
}

async function fill(
  session: Session,
  who: Who,
  order: ImportOrder,
  importId: string,
  plan: Plan,
  opened: OpenedFile,
  findings: Findings,
  counts: Counts,
): Promise<void> {
  const { layer, repair = false, dryRun = false, skipRejected = false, signal, onProgress } = order;
  const [may] = await session.query<{ write: boolean }>(
    `select has_table_privilege($1, 'insert') and has_table_privilege($1, 'update') as write`,
    [`fourcolor.${layer.id}`],
  );
  if (!may?.write) throw new ImportUsage([problem('layer_not_writable', { value: layer.id })]);
  // two imports of one layer take turns instead of deadlocking
  await session.query('select pg_advisory_xact_lock(hashtext($1))', [`fourcolor import ${layer.id}`]);
  const stage = await temporaryStage(session, layer, stagedFields(plan));
  const lines = new ChildLines();
  await readInto(stage, order, plan, opened, findings, counts, lines);
  findings.add(
    ...(await settleDuplicates(session, stage, {
      keysMayRepeat: plan.keysMayRepeat,
      joins: plan.joins,
      repair,
    })),
  );
  await placePoints(session, stage, ALL_ROWS);
  if (!onlyPoints(layer))
    findings.add(...(await (repair ? repairBorders : invalidBorders)(session, stage, ALL_ROWS)));
  findings.add(...(await outsideScope(session, stage, who, ALL_ROWS)));
  findings.add(...(await takenIdentities(session, stage, ALL_ROWS)));
  if (!skipRejected || findings.wholeFile) {
    if (findings.errors > 0) throw new TakenBack();
  } else await dropRejected(session, stage, findings);
  if (stage.columns.includes('parent_code')) findings.add(...(await emptyAbsentParents(session, stage)));

  onProgress?.({ step: 'write', rows: counts.rows });
  const written = await publishStage(session, who, stage, {
    importId,
    source: plan.source,
    children: lines.list(),
    mapping: order.mapping,
    today: order.today ?? chinaDay(new Date()),
    onPart: (rows) => {
      signal?.throwIfAborted();
      onProgress?.({ step: 'write', rows });
    },
  });
  findings.add(...written.problems);
  Object.assign(counts, {
    inserted: written.inserted,
    updated: written.updated,
    unchanged: written.unchanged,
    children: written.children,
  });
  if (written.problems.length > 0) {
    counts.refused = true;
    throw new TakenBack();
  }
  if (written.inserted + written.updated + written.children > 0)
    await keepEntry(session, who, order, importId, plan, findings, counts);
  signal?.throwIfAborted();
  if (dryRun) throw new TakenBack();
}

async function readInto(
  stage: Stage,
  { signal, repair = false, onProgress }: ImportOrder,
  plan: Plan,
  opened: OpenedFile,
  findings: Findings,
  counts: Counts,
  lines: ChildLines,
): Promise<void> {
  const check = rowChecker(plan, { encoding: opened.encoding, repair, digest });
  let leftOut = 0;
  for await (const batch of opened.records.batches) {
    signal?.throwIfAborted();
    const rows: ImportRow[] = [];
    for (const record of batch) {
      const checked = check(record);
      if (checked.leftOut) leftOut += 1;
      else counts.rows += 1;
      if (checked.row !== undefined) rows.push(checked.row);
      findings.add(...checked.problems);
      if (checked.child !== undefined) findings.add(...summed(lines, checked.child));
    }
    await stage.add(rows);
    onProgress?.({ step: 'read', rows: counts.rows });
  }
  await stage.flush();
  if (leftOut > 0) findings.add(problem('filtered', {}, { count: leftOut }));
}

/** The note that a line was added to an earlier one. */
export function summed(lines: ChildLines, child: InventoryLine): Problem[] {
  const note = lines.add(child);
  return note === null ? [] : [note];
}

export const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Rows that the database's own checks found wrong; the others with errors were never staged. */
async function dropRejected(session: Session, { table }: Stage, findings: Findings): Promise<void> {
  await session.query(`delete from ${table} where row = any ($1::integer[])`, [findings.rejectedRows()]);
}

/** The import as an entry that can be looked at and undone. */
async function keepEntry(
  session: Session,
  who: Who,
  { file, layer }: ImportOrder,
  id: string,
  plan: Plan,
  findings: Findings,
  { rows, inserted, updated, unchanged, children }: Counts,
): Promise<void> {
  const sources = 'chunks' in file ? [file] : file;
  const { rejected, repaired } = findings;
  await insertEntry(session, who, {
    id,
    origin: 'command',
    state: 'written',
    layer: layer.id,
    source: plan.source,
    files: sources.map(({ name, size = 0 }) => ({ name, bytes: size })),
    counts: {
      ...{ rows, inserted, updated, unchanged, rejected, repaired, skipped: rejected },
      ...{ merged: 0, located: 0, children },
    },
    written_at: new Date().toISOString(),
  });
}

/** The mapped fields, and what the checks complete. */
export function stagedFields(plan: Plan): string[] {
  const completed = plan.layer.id === 'regions' ? ['level', 'parent_code'] : [];
  return [...plan.fields.map((field) => field.name), ...completed];
}

/** Whoever may not read a field cannot tell whether it changes, and so may not import it. */
export function refuseHiddenFields(plan: Plan, who: Who): void {
  const hidden = plan.fields.filter(({ field }) => !field.readers.some((role) => role === who.role));
  if (hidden.length > 0)
    throw new ImportUsage(
      hidden.map(({ name }) => problem('field_not_allowed', { field: name, value: name })),
    );
}
