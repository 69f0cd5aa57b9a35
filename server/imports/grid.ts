/** Rows of the file as a grid for correcting them, and the rejected ones as lines of a table. */

import type { z } from '@hono/zod-openapi';
import type { Problem } from '../../data/imports/problem.ts';
import type { Who } from '../db/database.ts';
import type { Language } from '../language.ts';
import type { Services } from '../services.ts';
import type { Choices, Grid, GridRow } from './api-types.ts';
import type { Stored } from './entries.ts';
import { folderOf } from './folder.ts';
import { shownProblem } from './problems.ts';
import { RecordReader, readFindings, type StoredFindings } from './record-store.ts';
import { stageTable } from './stage.ts';

export interface GridWanted {
  readonly problem?: string | undefined;
  readonly severity?: 'error' | 'warning' | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A page of rows; undefined when nothing was checked here. */
export async function gridOf(
  services: Services,
  who: Who,
  stored: Stored,
  { problem, severity, offset, limit }: GridWanted,
): Promise<z.infer<typeof Grid> | undefined> {
  const folder = folderOf(services.settings, stored.id);
  const [reader, findings] = await Promise.all([RecordReader.open(folder), readFindings(folder)]);
  if (reader === undefined || findings === undefined) return undefined;
  const byRow = problemsByRow(findings.problems);
  const narrowed = problem !== undefined || severity !== undefined;
  const wanted = ({ code, severity: own }: Problem) =>
    (problem === undefined || problem === 'any' || code === problem) &&
    (severity === undefined || own === severity);
  const matching = narrowed
    ? [...byRow].filter(([, found]) => found.some(wanted)).map(([row]) => row)
    : undefined;
  const numbers = matching
    ? matching.toSorted((a, b) => a - b).slice(offset, offset + limit)
    : reader.rowNumbers(offset, limit);
  const records = await reader.read(numbers);
  const points = await pointsOf(services, who, stored, numbers);
  const corrections = correctionsByRow(stored.choices);
  return {
    columns: [...findings.columns],
    total: matching?.length ?? reader.length,
    rows: records.map(({ row, values }): z.infer<typeof GridRow> => {
      const cells = corrections.get(row);
      const corrected: Record<string, string | null> = {};
      const shown = findings.columns.map((column, i) => {
        const own = values[i] ?? null;
        if (cells === undefined || !cells.has(column)) return own;
        corrected[column] = own;
        return cells.get(column) ?? null;
      });
      return {
        row,
        values: shown,
        corrected,
        problems: (byRow.get(row) ?? []).map((one) => shownProblem(one, findings.columnOf)),
        point: points.get(row) ?? null,
      };
    }),
  };
}

function problemsByRow(problems: readonly Problem[]): Map<number, Problem[]> {
  const byRow = new Map<number, Problem[]>();
  for (const one of problems) {
    if (one.row === null) continue;
    const own = byRow.get(one.row);
    if (own === undefined) byRow.set(one.row, [one]);
    else own.push(one);
  }
  return byRow;
}

function correctionsByRow({ corrections = [] }: Choices): Map<number, Map<string, string | null>> {
  const byRow = new Map<number, Map<string, string | null>>();
  for (const { row, column, value } of corrections) {
    const own = byRow.get(row) ?? new Map<string, string | null>();
    byRow.set(row, own.set(column, value));
  }
  return byRow;
}

/** Where the staged rows lie; rows with errors have no place. Nobody but the importing person sees staged rows. */
async function pointsOf(
  { database }: Services,
  who: Who,
  stored: Stored,
  rows: readonly number[],
): Promise<Map<number, number[]>> {
  if (stored.user_id !== who.userId || rows.length === 0) return new Map();
  const found = await database.as(who, async (session) => {
    const [there] = await session.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
      stageTable(stored.id),
    ]);
    if (there?.there !== true) return [];
    return session.query<{ row: number; lon: number; lat: number }>(
      `select row, ST_X(p) as lon, ST_Y(p) as lat
from (
  select row, case when ST_Dimension(geom) = 0 then geom else ST_PointOnSurface(geom) end as p
  from ${stageTable(stored.id)}
  where row = any ($1::integer[])
) as placed`,
      [rows],
    );
  });
  return new Map(found.map(({ row, lon, lat }) => [row, [lon, lat]]));
}

export interface Rejected {
  readonly header: readonly string[];
  readonly rows: AsyncGenerator<readonly unknown[], void>;
}

/** Number, cells as corrected, reasons in one language; undefined when nothing was checked here. */
export async function rejectedRows(
  { settings }: Services,
  stored: Stored,
  language: Language,
): Promise<Rejected | undefined> {
  const folder = folderOf(settings, stored.id);
  const [reader, findings] = await Promise.all([RecordReader.open(folder), readFindings(folder)]);
  if (reader === undefined || findings === undefined) return undefined;
  return {
    header: ['_row', ...findings.columns, '_reason'],
    rows: rejectedLines(reader, findings, stored.choices, language),
  };
}

async function* rejectedLines(
  reader: RecordReader,
  findings: StoredFindings,
  choices: Choices,
  language: Language,
): AsyncGenerator<readonly unknown[], void> {
  const rejected = new Set(findings.rejected);
  const byRow = problemsByRow(findings.problems.filter(({ severity }) => severity === 'error'));
  const corrections = correctionsByRow(choices);
  for await (const { row, values } of reader.all()) {
    if (!rejected.has(row)) continue;
    const cells = corrections.get(row);
    const reasons = (byRow.get(row) ?? []).map(
      ({ message, remedy }) => `${message[language]} ${remedy[language]}`,
    );
    const shown = findings.columns.map((column, i) =>
      cells?.has(column) ? (cells.get(column) ?? null) : (values[i] ?? null),
    );
    yield [row, ...shown.map(negative), reasons.join(' ')];
  }
}

/** A negative number is no formula. */
function negative(text: string | null): unknown {
  return text !== null && /^-\d{1,15}(\.\d{1,12})?$/.test(text) ? Number(text) : text;
}
