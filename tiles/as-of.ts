/** A graded layer as it was at a moment, or as it was known then: a table with the columns of the present one. */
import { dayOfMoment, MOMENT } from '../data/china-day.ts';
import { type Layer, onlyPoints, type Reader, readableFields } from '../data/layer.ts';

export interface AsOf {
  /** A day in China, 'YYYY-MM-DD': its end. Or an instant, ISO 8601 in UTC: between two changes of one day. */
  readonly at: string;
  /** `was`: what was so then, as far as is known today; `known`: what the register said then. */
  readonly mode: 'was' | 'known';
}

/** The register's table, its published copy, or its past: what a statement reads `from`. */
export function tableOf(layer: Layer, reader: Reader, asOf: AsOf | undefined): string {
  if (reader.role === 'public') return `published.${layer.id}`;
  return asOf ? pastTable(layer, reader, asOf) : `fourcolor.${layer.id}`;
}

/** The same text for the same moment, for cache keys. */
export const asOfKey = (asOf: AsOf | undefined): string => (asOf ? `@${asOf.at}~${asOf.mode}` : '');

/**
 * Rows of the layer's states at the moment, under the layer's name. What is not kept of every state (an address, say)
 * is what it is today, and null of objects that are no more. Relies on the indexes object_versions_qk and _label_qk:
 * conditions on keys and dates are leakproof, so they work below the row policies. Throws for a moment that is none.
 */
function pastTable(layer: Layer, reader: Reader, { at, mode }: AsOf): string {
  if (!layer.graded) throw new Error(`No past of ${layer.id}`);
  const day = `date '${dayOfMoment(at)}'`;
  const assessed = `(v.graded_from is null or v.graded_from <= ${day})`;
  const only = (column: string) => (mode === 'was' ? `case when ${assessed} then ${column} end` : column);
  const points = onlyPoints(layer);
  const kept: Record<string, string> = {
    fid: 'v.fid',
    id: 'v.object_id',
    name: 'v.name',
    sector: 'v.sector',
    region_code: 'v.region_code',
    grade: only('v.grade'),
    grade_state: `case
          when ${only('v.grade')} is null then 'not_assessed'
          when v.review_due is null then v.grade_state
          when v.review_due < ${day} then 'overdue'
          else 'current'
        end`,
    assessed_on: `case when v.assessed_on <= ${day} then v.assessed_on end`,
    review_due: only('v.review_due'),
    score: only('v.score'),
    qk: 'v.qk',
    geom_3857: points ? 'v.place' : 'coalesce(v.shape, t.geom_3857, v.place)',
    geom: 'coalesce(case when v.shape is null then t.geom end, ST_Transform(coalesce(v.shape, v.place), 4326))',
    ...(layer.kindField && layer.kindField !== 'sector' ? { [layer.kindField]: 'v.kind' } : {}),
    ...(points ? {} : { label_point: 'v.place', label_qk: 'v.label_qk', region_codes: 'v.region_codes' }),
    ...(layer.id === 'regions'
      ? {
          code: 'v.region_code',
          level: 'v.kind',
          shape_z8: 'coalesce(v.shape, t.shape_z8)',
          shape_z11: 'coalesce(v.shape, t.shape_z11)',
        }
      : {}),
    ...(layer.id === 'major_hazards' ? { boundary: 't.boundary' } : {}),
  };
  const fields = readableFields(layer, reader.role);
  const structure = Object.keys(kept).filter((name) => !(name in layer.fields));
  const columns = [...new Set([...fields, ...structure])].map(
    (name) => `${kept[name] ?? `t."${name}"`} as "${name}"`,
  );
  return `(
      select ${columns.join(', ')}
      from fourcolor.object_versions as v
      left join fourcolor.${layer.id} as t on t.fid = v.fid
      where v.layer = '${layer.id}'
        and ${stateOf(layer.id, at, mode)}
        and not v.gone
    ) as "${layer.id}"`;
}

/**
 * SQL: which state `v` of an object held at the moment; exactly one does, from its first on. The valid time has days, so
 * within a day a state counts from when it was recorded, if that was on the day itself, else from the day's beginning.
 */
export function stateOf(layerId: string, at: string, mode: AsOf['mode']): string {
  if (!MOMENT.test(at) || !/^[a-z_]+$/.test(layerId)) throw new Error(`No past of ${layerId} at ${at}`);
  const date = dayOfMoment(at);
  const day = `date '${date}'`;
  // a day ends in China at 16:00 UTC
  const end = `timestamptz '${date}T16:00:00Z'`;
  if (at === date)
    return mode === 'was'
      ? `v.valid_from <= ${day}
        and v.valid_to > ${day}`
      : `v.recorded < ${end}
        and v.superseded >= ${end}`;
  const instant = `timestamptz '${at}'`;
  if (mode === 'known')
    return `v.recorded <= ${instant}
        and v.superseded > ${instant}`;
  return `v.valid_from <= ${day}
        and v.valid_to >= ${day}
        and (v.valid_from < ${day} or v.recorded <= ${instant} or v.recorded >= ${end})
        and (v.valid_to > ${day} or (v.superseded > ${instant} and not exists (
          select
          from fourcolor.object_versions as late
          where late.layer = '${layerId}'
            and late.fid = v.fid
            and late.recorded > v.recorded
            and late.recorded >= ${end}
            and late.valid_from = ${day})))`;
}
