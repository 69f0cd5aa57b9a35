/** The dry run of an import in small transactions: rows read and checked, staged, and compared with the register. */
import { chinaDay } from '../../data/china-day.ts';
import { ChildLines } from '../../data/imports/children.ts';
import type { ByteSource } from '../../data/imports/encoding.ts';
import type { Mapping } from '../../data/imports/mapping.ts';
import { ambiguousColumns, type Plan, planImport } from '../../data/imports/plan.ts';
import { ImportUsage, type Problem, problem } from '../../data/imports/problem.ts';
import { readRecords } from '../../data/imports/read.ts';
import type { SourceRecord } from '../../data/imports/records.ts';
import { type ImportRow, placedRow, rowChecker, type UnplacedRow } from '../../data/imports/rows.ts';
import { type Layer, onlyPoints } from '../../data/layer.ts';
import type { Database, Session, Who } from '../db/database.ts';
import type { Choices, Counts, Progress, Report } from './api-types.ts';
import {
  emptyAbsentParents,
  invalidBorders,
  outsideScope,
  type Rows,
  repairBorders,
  takenIdentities,
} from './checks.ts';
import { placePoints, settleDuplicates } from './duplicates.ts';
import { Findings } from './findings.ts';
import type { Locate } from './locate.ts';
import { outsideCity } from './outside.ts';
import { keepChildren, keepFindings, RecordWriter } from './record-store.ts';
import { digest, refuseHiddenFields, stagedFields, summed } from './run.ts';
import { lastingStage, type Stage } from './stage.ts';
import { compared } from './upsert.ts';

export interface CheckOrder {
  readonly database: Database;
  readonly who: Who;
  readonly importId: string;
  readonly folder: string;
  readonly sources: readonly ByteSource[];
  readonly layer: Layer;
  readonly mapping: Mapping;
  readonly choices: Choices;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Omit<Progress, 'startedAt'>) => void;
  /** Finds places by addresses; absent = rows without coordinates are errors. */
  readonly locate?: Locate | undefined;
}

export interface Checked {
  readonly plan: Plan;
  readonly stage: Stage;
  readonly counts: Counts;
  readonly findings: Findings;
  readonly unknownWords: Report['unknownWords'];
  readonly outside: Report['outside'];
  readonly bbox: Report['bbox'];
  /** Rows located by their address with a low score. */
  readonly lowScores: number;
  readonly lastRow: number;
}

/** Problems that are kept for the grid. */
const KEPT = 100_000;
/** What one transaction should take: tiles wait so long on the embedded engine. */
const PART_MS = 400;
/** Different words of a column that are listed. */
const MOST_WORDS = 200;

/**
 * Reads and checks the whole file and leaves its good rows staged.
 * @throws {ImportUsage} when the order itself cannot be carried out
 * @throws the signal's reason
 */
export async function checkFile(order: CheckOrder): Promise<Checked> {
  const { database, who, importId, folder, layer, mapping, choices, signal, onProgress } = order;
  const findings = new Findings(KEPT);
  const counts = { rows: 0, inserted: 0, updated: 0, unchanged: 0, merged: 0, located: 0, children: 0 };
  const opened = await readRecords(order.sources, mapping);
  const fileName = order.sources[0]?.name ?? '';
  if (opened === undefined) throw new ImportUsage([problem('empty_file', { value: fileName })]);
  const plan = planImport(layer, mapping, opened.records, fileName);
  refuseHiddenFields(plan, who);
  findings.add(...opened.notes, ...plan.warnings, ...ambiguousColumns(plan, opened.records));

  const stage = await lastingStage(database, who, importId, layer, stagedFields(plan));
  const { columns } = opened.records;
  const writer = new RecordWriter(folder, columns);
  const correct = correcting(choices);
  const words = new Words(plan);
  const check = rowChecker(plan, {
    encoding: opened.encoding,
    repair: choices.repair ?? false,
    digest,
    addressColumns: order.locate === undefined ? [] : (choices.locate?.columns ?? []),
  });
  const lines = new ChildLines();
  let leftOut = 0;
  let lastRow = 0;
  let lowScores = 0;
  try {
    for await (const batch of opened.records.batches) {
      signal.throwIfAborted();
      const good: ImportRow[] = [];
      const unplaced: UnplacedRow[] = [];
      const seen: SourceRecord[] = [];
      for (const record of batch) {
        lastRow = Math.max(lastRow, record.row);
        const checked = check(correct(record));
        if (checked.leftOut) {
          leftOut += 1;
          continue;
        }
        counts.rows += 1;
        seen.push(record);
        if (checked.row !== undefined) good.push(checked.row);
        if (checked.unplaced !== undefined) unplaced.push(checked.unplaced);
        findings.add(...checked.problems);
        if (checked.child !== undefined) findings.add(...summed(lines, checked.child));
        words.note(checked.problems);
      }
      await writer.add(seen);
      if (order.locate !== undefined && unplaced.length > 0) {
        const found = await order.locate(unplaced);
        findings.add(...found.problems);
        lowScores += found.low;
        counts.located += found.placed.length;
        good.push(...found.placed.map(({ row, lon, lat }) => placedRow(row, lon, lat)));
      }
      await stage.add(good);
      onProgress({ step: 'read', done: counts.rows, of: null });
    }
    await stage.flush();
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  if (leftOut > 0) findings.add(problem('filtered', {}, { count: leftOut }));
  if (counts.rows === 0 && findings.errors === 0) findings.add(problem('empty_file', { value: fileName }));

  const as = <T>(work: (session: Session) => Promise<T>) => database.as(who, work, { timeoutMs: 120_000 });
  await as((session) => stage.analyze(session));
  if (plan.keysMayRepeat || !onlyPoints(layer)) {
    const { keysMayRepeat, joins } = plan;
    const repair = choices.repair ?? false;
    findings.add(
      ...(await as((session) => settleDuplicates(session, stage, { keysMayRepeat, joins, repair }))),
    );
  }
  const outside = { count: 0, of: 0 };
  let bbox: Report['bbox'] = null;
  const today = chinaDay(new Date());
  await inParts(lastRow, signal, async (range) => {
    await as(async (session) => {
      const found: Problem[] = [];
      await placePoints(session, stage, range);
      if (!onlyPoints(layer))
        found.push(...(await (choices.repair ? repairBorders : invalidBorders)(session, stage, range)));
      found.push(...(await outsideScope(session, stage, who, range)));
      // the same credit code is asked as a duplicate; the code of a region is its identity
      if (layer.id === 'regions') found.push(...(await takenIdentities(session, stage, range)));
      const bad = found.filter(({ severity, row }) => severity === 'error' && row !== null);
      if (bad.length > 0)
        await session.query(`delete from ${stage.table} where row = any ($1::integer[])`, [
          bad.map(({ row }) => row),
        ]);
      const places = await outsideCity(session, stage, range);
      outside.count += places.outside.length;
      outside.of += places.rows;
      bbox = widened(bbox, places.bbox);
      findings.add(...found, ...places.outside.map((row) => problem('outside_city', { row })));
      const difference = await compared(session, stage, range, today);
      for (const name of ['inserted', 'updated', 'unchanged'] as const) counts[name] += difference[name];
    });
    onProgress({ step: 'check', done: Math.min(range[1], lastRow), of: lastRow });
  });
  if (stage.columns.includes('parent_code'))
    findings.add(...(await as((session) => emptyAbsentParents(session, stage))));
  counts.children = lines.list().length;
  await keepChildren(folder, lines.list());
  await keepFindings(folder, {
    columns,
    columnOf: columnsOf(plan),
    problems: findings.list(),
    rejected: findings.rejectedRows(),
  });
  return {
    plan,
    stage,
    counts: { ...counts, rejected: findings.rejected, repaired: findings.repaired, skipped: 0 },
    findings,
    unknownWords: words.list(),
    outside: { ...outside, share: outside.of === 0 ? 0 : outside.count / outside.of },
    bbox,
    lowScores,
    lastRow,
  };
}

/** Parts of the rows, each small enough for one short transaction on this machine with these geometries. */
export async function inParts(
  lastRow: number,
  signal: AbortSignal,
  work: (range: Rows) => Promise<void>,
): Promise<void> {
  let size = 1000;
  for (let from = 1; from <= lastRow; ) {
    signal.throwIfAborted();
    const to = from + size - 1;
    const began = performance.now();
    await work([from, to]);
    const took = performance.now() - began;
    from = to + 1;
    if (took > 1.5 * PART_MS) size = Math.max(50, Math.floor(size / 2));
    else if (took < PART_MS / 2) size = Math.min(8000, size * 2);
  }
}

/** Records with the person's corrections in their places. */
function correcting({ corrections = [] }: Choices): (record: SourceRecord) => SourceRecord {
  const byRow = new Map<number, { column: string; value: string | null }[]>();
  for (const { row, ...cell } of corrections) byRow.set(row, [...(byRow.get(row) ?? []), cell]);
  return (record) => {
    const cells = byRow.get(record.row);
    if (cells === undefined) return record;
    const values = { ...record.values };
    for (const { column, value } of cells) values[column] = value;
    return { ...record, values };
  };
}

/** Words that no word of a dictionary matches, counted. */
class Words {
  readonly #plan: Plan;
  readonly #found = new Map<string, Map<string, number>>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  note(problems: readonly Problem[]): void {
    for (const { code, field, value } of problems) {
      if (code !== 'not_in_dictionary' || field === null || value === null) continue;
      const words = this.#found.get(field) ?? new Map<string, number>();
      this.#found.set(field, words);
      if (words.has(value) || words.size < MOST_WORDS) words.set(value, (words.get(value) ?? 0) + 1);
    }
  }

  list(): Report['unknownWords'] {
    return [...this.#found].map(([field, words]) => ({
      field,
      column: this.#plan.fields.find(({ name }) => name === field)?.columns[0] ?? '',
      words: [...words].map(([word, count]) => ({ word, count })).toSorted((a, b) => b.count - a.count),
    }));
  }
}

/** Field → the column in which its value stands. */
export function columnsOf(plan: Plan): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const { name, columns: from } of plan.fields) if (from[0] !== undefined) columns[name] = from[0];
  if (plan.point !== null) Object.assign(columns, { lon: plan.point.lon, lat: plan.point.lat });
  if (plan.wkt !== null) columns.geometry = plan.wkt;
  else if (plan.point !== null) columns.geometry = plan.point.lon;
  if (plan.key[0] !== undefined) columns.source_id ??= plan.key[0];
  return columns;
}

function widened(a: Report['bbox'], b: readonly number[] | null): Report['bbox'] {
  if (b === null) return a;
  if (a === null) return [...b];
  return [Math.min(a[0]!, b[0]!), Math.min(a[1]!, b[1]!), Math.max(a[2]!, b[2]!), Math.max(a[3]!, b[3]!)];
}
