/** What a person is shown about a file: what was found, and a few values of every column. */
import type { FoundEncoding } from '../encoding.ts';
import type { Problem } from '../problem.ts';
import type { Format } from '../records.ts';
import type { OpenedLayer, SourceLayer } from './dataset.ts';

/** What a person is shown about a file before saying how it is to be read. */
export interface Description {
  readonly format: Format;
  readonly encoding: FoundEncoding | null;
  readonly delimiter: string | null;
  /** Row or line of the names of the columns, from 1; null where the format has none. */
  readonly headerRow: number | null;
  readonly layers: readonly SourceLayer[];
  /** The layer that the rest is about. */
  readonly layer: string;
  readonly rows: number | null;
  readonly geometryType: string | null;
  readonly crs: string | null;
  readonly columns: readonly { readonly name: string; readonly samples: readonly unknown[] }[];
  readonly duplicated: readonly string[];
  readonly notes: readonly Problem[];
}

/** Records from which samples are taken, and how many different values of a column are shown. */
const SAMPLED = 200;
const SAMPLES = 5;

export async function described(open: OpenedLayer, layers: readonly SourceLayer[]): Promise<Description> {
  const samples = new Map<string, Set<unknown>>(open.columns.map((name) => [name, new Set()]));
  const types = new Set<string>();
  let read = 0;
  for await (const batch of open.batches()) {
    for (const { values, geometry } of batch) {
      for (const [name, seen] of samples) {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        if (value !== undefined && value !== null && value !== '' && seen.size < SAMPLES)
          seen.add(shown(value));
      }
      if (typeof geometry === 'object' && geometry !== null && 'type' in geometry)
        types.add(String(geometry.type));
    }
    read += batch.length;
    if (read >= SAMPLED) break;
  }
  const { format, layer, encoding, delimiter, crs, duplicated, notes } = open;
  const seen = types.size > 1 ? 'Mixed' : ([...types][0] ?? null);
  return {
    format,
    encoding,
    delimiter,
    headerRow: format === 'csv' || format === 'xlsx' ? open.headerLine : null,
    layers,
    layer: layer.name,
    rows: layer.rows,
    geometryType: layer.geometryType ?? seen,
    crs,
    columns: [...samples].map(([name, values]) => ({ name, samples: [...values] })),
    duplicated,
    notes,
  };
}

/** Long texts and lists are cut. */
function shown(value: unknown): unknown {
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
