/** Small invented files for the tests of imports (模拟数据). */
import type { Layer } from '../layer.ts';
import type { ByteSource } from './encoding.ts';
import type { Mapping } from './mapping.ts';
import { ambiguousColumns, planImport } from './plan.ts';
import type { Problem } from './problem.ts';
import { readRecords } from './read.ts';
import { type ImportRow, rowChecker } from './rows.ts';

/** Text or bytes as a file, cut into chunks so small that every boundary falls somewhere. */
export function fileOf(content: string | Uint8Array, name = 'test.csv', chunkBytes = 7): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

/** Enough to tell a few texts apart. */
export function digest(text: string): string {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + character.codePointAt(0)!) % 2 ** 47;
  return String(sum).padStart(16, '0');
}

/** Reads and checks a whole file without a database. */
export async function checkFile(
  layer: Layer,
  file: ByteSource,
  mapping?: Mapping,
  repair = false,
): Promise<{ rows: ImportRow[]; problems: Problem[] }> {
  const opened = await readRecords(file, mapping);
  if (opened === undefined) return { rows: [], problems: [] };
  const plan = planImport(layer, mapping, opened.records, file.name);
  const check = rowChecker(plan, { encoding: opened.encoding, repair, digest });
  const rows: ImportRow[] = [];
  const problems = [...plan.warnings, ...ambiguousColumns(plan, opened.records)];
  for await (const batch of opened.records.batches)
    for (const record of batch) {
      const checked = check(record);
      if (checked.row !== undefined) rows.push(checked.row);
      problems.push(...checked.problems);
    }
  return { rows, problems };
}
