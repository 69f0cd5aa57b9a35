/** Which objects of a layer a question means: the reader's rows, narrowed by a filter and by kinds. */
import type { Filter } from '../../data/cql2/ast.ts';
import { FilterError } from '../../data/cql2/tokens.ts';
import { valueProblem } from '../../data/problem.ts';
import type { Session, Who } from '../db/database.ts';
import { Invalid } from '../failure.ts';
import { momentFor, type momentOf, readingAt } from '../history/moment.ts';
import { checkGeometries, filterSql, readFilter } from '../ogc/filter-sql.ts';
import { type AddParam, column, type Reading, readingOf } from '../reading.ts';
import type { FilterInput, KindsInput } from './inputs.ts';

export interface Asked {
  readonly reading: Reading;
  readonly filter: Filter | undefined;
  /** Words of the layer's kind field; undefined = all. */
  readonly kinds: readonly string[] | undefined;
}

export interface AskedInputs {
  readonly layers: readonly string[];
  readonly filter?: FilterInput | undefined;
  readonly kinds?: KindsInput | undefined;
}

/** The asked layers in order. Throws NotFound for a hidden or absent layer, Invalid for filters and kinds. */
export function askedOf(inputs: AskedInputs, who: Who): Asked[] {
  const asked = inputs.layers.map((id) => askedLayer(id, inputs, who, '/inputs'));
  for (const name of ['filter', 'kinds'] as const) {
    const value = inputs[name];
    if (typeof value !== 'object' || Array.isArray(value)) continue;
    const stray = Object.keys(value).filter((layer) => !inputs.layers.includes(layer));
    if (stray.length > 0)
      throw new Invalid(...stray.map((layer) => valueProblem(`/inputs/${name}/${layer}`, 'unknown')));
  }
  return asked;
}

/** As `askedOf`, at the moment that the inputs name; near other objects only the present can be asked. */
export function askedAt(
  inputs: AskedInputs & Parameters<typeof momentOf>[0] & { readonly near?: unknown },
  who: Who,
): Asked[] {
  const moment = momentFor(who, inputs);
  if (moment && inputs.near) throw new Invalid(valueProblem('/inputs/at', 'unknown'));
  return askedOf(inputs, who).map((one) => ({ ...one, reading: readingAt(one.reading, who, moment) }));
}

/** One layer with what narrows it; problems point below `pointer`. */
export function askedLayer(
  id: string,
  { filter, kinds }: Omit<AskedInputs, 'layers'>,
  who: Who,
  pointer: string,
): Asked {
  const reading = readingOf(id, who);
  const text = typeof filter === 'object' ? filter[id] : filter;
  const words = kinds === undefined || Array.isArray(kinds) ? kinds : kinds[id];
  if (words) checkKinds(reading, words, `${pointer}/kinds`);
  return {
    reading,
    filter: text === undefined ? undefined : reported(pointer, () => readFilter(text, reading)),
    kinds: words,
  };
}

/** Refuses filters whose polygons no engine could answer. Throws Invalid. */
export async function checkAsked(session: Session, { filter }: Asked, pointer = '/inputs'): Promise<void> {
  if (filter) await checkGeometries(filter, session).catch((error) => asInvalid(error, pointer));
}

/** The narrowing conditions, each a line; none = no narrowing. */
export function narrowed({ reading, filter, kinds }: Asked, add: AddParam): string[] {
  const parts = filter ? [filterSql(filter, reading, add)] : [];
  if (kinds) parts.push(`${column(reading.layer.kindField!)} = any(${add(kinds)}::text[])`);
  return parts;
}

function checkKinds(reading: Reading, words: readonly string[], pointer: string): void {
  const { kindField, fields } = reading.layer;
  if (!kindField || !reading.fields.includes(kindField)) {
    throw new Invalid(
      valueProblem(pointer, 'unknown', {
        zh: `${reading.layer.label.zh}没有类别`,
        en: `${reading.layer.label.en}: this layer has no kinds`,
      }),
    );
  }
  const known = fields[kindField]!.dictionary ?? [];
  // a word may belong to another of the layers, but not to none of them
  if (!words.some((word) => known.some(({ id }) => id === word)))
    throw new Invalid(valueProblem(pointer, 'choice'));
}

function reported<T>(pointer: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return asInvalid(error, pointer);
  }
}

function asInvalid(error: unknown, pointer: string): never {
  if (error instanceof FilterError)
    throw new Invalid(valueProblem(`${pointer}/filter`, 'filter', error.text));
  throw error;
}
