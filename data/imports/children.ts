/** Lists that hang on objects, as rows of a file: one line each, equal ones of one object summed. */

import type { Layer } from '../layer.ts';
import { inventories } from '../layers/details.ts';
import { HAZARD_CLASSES, type HazardClass, LISTED_SUBSTANCES, TOXIC_GAS_BETA } from '../tables/gb18218.ts';
import type { Children } from './mapping.ts';
import { type Problem, type ProblemCode, type ProblemParams, problem } from './problem.ts';
import type { SourceRecord } from './records.ts';
import { plainText, type Value, valueParser } from './values.ts';

/** A substance that an object holds. */
export interface InventoryLine {
  readonly source: string;
  readonly source_id: string;
  readonly row: number;
  readonly substance: string;
  readonly cas: string | null;
  readonly class_symbol: string | null;
  quantity_t: number;
  readonly threshold_t: number | null;
  readonly beta: number | null;
  readonly state: string | null;
}

interface ChildPlan {
  readonly name: string;
  readonly column: string | null;
  readonly constant: Value;
  readonly values: ReadonlyMap<string, Value>;
  readonly factor: number;
  readonly parse: ReturnType<typeof valueParser>;
}
export type ChildrenPlan = readonly ChildPlan[];

const NEEDED = ['substance', 'quantity_t'] as const;
const FIELDS = Object.keys(inventories.fields).filter((name) => name !== 'owner_id');

/** How lines are read; whatever cannot be carried out joins the faults. */
export function planChildren(
  layer: Layer,
  { inventories: wanted }: Children,
  columns: readonly string[],
  faults: Problem[],
): ChildrenPlan {
  if (layer.id !== 'major_hazards') faults.push(problem('children_unavailable', {}));
  const plans: ChildPlan[] = [];
  for (const [name, from] of Object.entries(wanted.fields)) {
    if (!FIELDS.includes(name)) {
      faults.push(problem('unknown_field', { field: name, value: name }, { allowed: FIELDS.join(', ') }));
      continue;
    }
    const spec = typeof from === 'string' ? { column: from } : from;
    const field = inventories.fields[name as keyof typeof inventories.fields];
    if (spec.column !== undefined && !columns.includes(spec.column))
      faults.push(
        problem('missing_column', { field: name, value: spec.column }, { allowed: columns.join(', ') }),
      );
    plans.push({
      name,
      column: spec.column ?? null,
      constant: spec.value ?? null,
      values: new Map(Object.entries(spec.values ?? {})),
      factor: spec.factor ?? 1,
      parse: valueParser(layer, name, field),
    });
  }
  for (const name of NEEDED)
    if (!plans.some((plan) => plan.name === name))
      faults.push(problem('field_unmapped', { field: name, value: name }, { allowed: columns.join(', ') }));
  return plans;
}

/** The line of one record; undefined with its problems where it cannot be read. */
export function childOf(
  plan: ChildrenPlan,
  record: SourceRecord,
  owner: { readonly source: string; readonly source_id: string },
): { readonly line?: InventoryLine; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read: Record<string, Value> = {};
  const told = (code: ProblemCode, name: string, value: unknown, params: ProblemParams = {}) => {
    const { label } = inventories.fields[name as keyof typeof inventories.fields];
    problems.push(
      problem(code, { row: record.row, field: name, value }, { label, line: record.line, ...params }),
    );
  };
  for (const { name, column, constant, values, factor, parse } of plan) {
    const raw = column === null ? constant : record.values[column];
    const text = plainText(raw);
    const parsed = parse(text !== undefined && values.has(text) ? values.get(text) : raw);
    if (!parsed.ok) told(parsed.code, name, raw, parsed.params);
    else read[name] = typeof parsed.value === 'number' ? parsed.value * factor : parsed.value;
  }
  for (const name of NEEDED)
    if (problems.length === 0 && (read[name] === null || read[name] === undefined))
      told('required', name, null);
  if (problems.length > 0) return { problems };
  const text = (name: string) => (typeof read[name] === 'string' ? read[name] : null);
  const number = (name: string) => (typeof read[name] === 'number' ? read[name] : null);
  const substance = String(read.substance);
  const known = knownFactors(substance, text('cas'), text('class_symbol'));
  return {
    problems,
    line: {
      ...owner,
      row: record.row,
      substance,
      cas: text('cas') ?? known.cas,
      class_symbol: text('class_symbol'),
      quantity_t: number('quantity_t') ?? 0,
      threshold_t: number('threshold_t') ?? known.thresholdT,
      beta: number('beta') ?? known.beta,
      state: text('state'),
    },
  };
}

/** Threshold and β by GB 18218-2018 where it names the substance or the file its class; null = not known. */
function knownFactors(substance: string, cas: string | null, symbol: string | null) {
  const plain = (name: string) =>
    name
      .replace(/\s*[([（].*$/, '')
      .trim()
      .toLowerCase();
  const listed = LISTED_SUBSTANCES.find(
    (one) =>
      (cas !== null && one.cas === cas) ||
      plain(one.en) === plain(substance) ||
      plain(one.zh) === plain(substance) ||
      one.id === substance,
  );
  const byClass =
    symbol !== null && Object.hasOwn(HAZARD_CLASSES, symbol) ? HAZARD_CLASSES[symbol as HazardClass] : null;
  return {
    cas: listed?.cas ?? null,
    thresholdT: listed?.thresholdT ?? byClass?.thresholdT ?? null,
    beta: (listed && TOXIC_GAS_BETA[listed.id]) ?? byClass?.beta ?? null,
  };
}

/** Lines collected from a file: equal substances of one object are one line. */
export class ChildLines {
  readonly #lines = new Map<string, InventoryLine>();

  /** The note that it was added to an earlier line, or null. */
  add(line: InventoryLine): Problem | null {
    const key = JSON.stringify([line.source, line.source_id, line.substance.toLowerCase(), line.state]);
    const first = this.#lines.get(key);
    if (first === undefined) {
      this.#lines.set(key, { ...line });
      return null;
    }
    first.quantity_t += line.quantity_t;
    const at = { row: line.row, field: 'substance', value: line.substance };
    return problem('child_summed', at, { first: first.row });
  }

  list(): InventoryLine[] {
    return [...this.#lines.values()];
  }
}
