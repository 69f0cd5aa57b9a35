/** What a check saw of the file, row by row, kept beside it: for the grid, the rejected rows and the lists. */
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { InventoryLine } from '../../data/imports/children.ts';
import type { Problem } from '../../data/imports/problem.ts';
import type { SourceRecord } from '../../data/imports/records.ts';

/** One record as it stands in the file, in the order of the columns; null = the file says nothing there. */
export interface StoredRow {
  readonly row: number;
  readonly values: readonly (string | null)[];
}

const NAMES = {
  rows: 'rows.ndjson',
  index: 'rows.index',
  findings: 'findings.json',
  children: 'children.json',
} as const;
/** Row number and offset of each record, float64 each. */
const ENTRY = 16;

/** Writes the records of a check; `finish` makes them readable. */
export class RecordWriter {
  readonly #folder: string;
  readonly #columns: readonly string[];
  readonly #rows: WriteStream;
  #index: number[] = [];
  #offset = 0;
  #failed: Error | undefined;

  constructor(folder: string, columns: readonly string[]) {
    this.#folder = folder;
    this.#columns = columns;
    this.#rows = createWriteStream(join(folder, `${NAMES.rows}.new`), { mode: 0o600 });
    this.#rows.on('error', (error) => {
      this.#failed = error;
    });
  }

  async add(records: readonly SourceRecord[]): Promise<void> {
    const lines: string[] = [];
    for (const record of records) {
      const values = this.#columns.map((column) => cellText(record.values[column]));
      const line = `${JSON.stringify([record.row, ...values])}\n`;
      this.#index.push(record.row, this.#offset);
      this.#offset += Buffer.byteLength(line);
      lines.push(line);
    }
    if (this.#failed) throw this.#failed;
    if (!this.#rows.write(lines.join('')))
      await new Promise<void>((resolve) => this.#rows.once('drain', resolve));
  }

  async finish(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#rows.once('error', reject);
      this.#rows.end(resolve);
    });
    await writeFile(join(this.#folder, NAMES.index), new Uint8Array(Float64Array.from(this.#index).buffer), {
      mode: 0o600,
    });
    this.#index = [];
    await rename(join(this.#folder, `${NAMES.rows}.new`), join(this.#folder, NAMES.rows));
  }

  /** Ends without keeping anything. */
  async abandon(): Promise<void> {
    this.#rows.destroy();
    await rm(join(this.#folder, `${NAMES.rows}.new`), { force: true });
  }
}

/** A value of the file as text; lists and objects as JSON. */
export function cellText(raw: unknown): string | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === 'string') return raw;
  if (raw instanceof Date) return raw.toISOString();
  return typeof raw === 'object' ? JSON.stringify(raw) : String(raw);
}

/** Reads the records that a finished check kept. */
export class RecordReader {
  readonly #folder: string;
  readonly #index: Float64Array;

  private constructor(folder: string, index: Float64Array) {
    this.#folder = folder;
    this.#index = index;
  }

  /** undefined when no check has finished here. */
  static async open(folder: string): Promise<RecordReader | undefined> {
    const bytes = await readFile(join(folder, NAMES.index)).catch(() => undefined);
    if (bytes === undefined) return undefined;
    const copy = new Uint8Array(bytes);
    return new RecordReader(folder, new Float64Array(copy.buffer, 0, Math.floor(copy.byteLength / 8)));
  }

  get length(): number {
    return (this.#index.length * 8) / ENTRY;
  }

  /** Row numbers from the n-th record on. */
  rowNumbers(from: number, count: number): number[] {
    const end = Math.min(this.length, from + count);
    return Array.from({ length: Math.max(0, end - from) }, (_, i) => this.#index[(from + i) * 2]!);
  }

  /** The records with these row numbers, in that order; rows that the file does not have are left out. */
  async read(rows: readonly number[]): Promise<StoredRow[]> {
    const file = await open(join(this.#folder, NAMES.rows), 'r');
    try {
      const { size } = await file.stat();
      const found: StoredRow[] = [];
      for (const row of rows) {
        const at = this.#place(row);
        if (at < 0) continue;
        const from = this.#index[at * 2 + 1]!;
        const to = at + 1 < this.length ? this.#index[at * 2 + 3]! : size;
        const buffer = Buffer.alloc(to - from);
        await file.read(buffer, 0, buffer.length, from);
        found.push(parsed(buffer.toString('utf8')));
      }
      return found;
    } finally {
      await file.close();
    }
  }

  /** Every record in file order. */
  async *all(): AsyncGenerator<StoredRow> {
    const lines = createInterface({
      input: createReadStream(join(this.#folder, NAMES.rows), { encoding: 'utf8' }),
      crlfDelay: Number.POSITIVE_INFINITY,
    });
    for await (const line of lines) if (line !== '') yield parsed(line);
  }

  #place(row: number): number {
    let [low, high] = [0, this.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const here = this.#index[middle * 2]!;
      if (here === row) return middle;
      if (here < row) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

function parsed(line: string): StoredRow {
  const [row, ...values] = JSON.parse(line) as [number, ...(string | null)[]];
  return { row, values };
}

/** What a check found, kept beside the records. */
export interface StoredFindings {
  readonly columns: readonly string[];
  /** Field of the layer → column of the file. */
  readonly columnOf: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
  /** Every row with an error, also those whose problems are not listed any more. */
  readonly rejected: readonly number[];
}

export async function keepFindings(folder: string, findings: StoredFindings): Promise<void> {
  const draft = join(folder, `${NAMES.findings}.new`);
  await writeFile(draft, JSON.stringify(findings), { mode: 0o600 });
  await rename(draft, join(folder, NAMES.findings));
}

export async function readFindings(folder: string): Promise<StoredFindings | undefined> {
  const text = await readFile(join(folder, NAMES.findings), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as StoredFindings);
}

/** Lines that hang on the objects, until they are written. */
export async function keepChildren(folder: string, lines: readonly InventoryLine[]): Promise<void> {
  await writeFile(join(folder, NAMES.children), JSON.stringify(lines), { mode: 0o600 });
}

export async function readChildren(folder: string): Promise<InventoryLine[]> {
  const text = await readFile(join(folder, NAMES.children), 'utf8').catch(() => '[]');
  return JSON.parse(text) as InventoryLine[];
}
