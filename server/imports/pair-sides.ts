/** Both sides of a pair, field by field, as the person may read them. */
import { type Layer, readableFields } from '../../data/layer.ts';
import { tableById } from '../../data/layers/all.ts';
import type { Session, Who } from '../db/database.ts';
import type { Services } from '../services.ts';
import type { Pair } from './api-types.ts';
import type { Stored } from './entries.ts';
import type { FoundPair } from './pairs.ts';
import { fieldOf, stageTable } from './stage.ts';

type Side = Readonly<Record<string, string | number | null>> & { readonly lon: number; readonly lat: number };

/** Not worth comparing: they tell the two sources apart, or follow from the rest. */
const NOT_COMPARED = ['source', 'source_id', 'id', 'fid', 'recorded_at'];

/** The pairs as a screen shows them; sides that are gone are empty. */
export async function sideBySide(
  { database }: Services,
  who: Who,
  stored: Stored,
  pairs: readonly FoundPair[],
): Promise<Pair[]> {
  const layer = stored.layer === null ? undefined : tableById(stored.layer);
  if (layer === undefined || pairs.length === 0 || stored.user_id !== who.userId) return [];
  return database.as(who, async (session) => {
    const staged = await stagedNames(session, stored.id, layer);
    if (staged.length === 0) return [];
    const compared = readableFields(layer, who.role).filter(
      (name) => staged.includes(name) && !NOT_COMPARED.includes(name),
    );
    const rowNumbers = pairs.flatMap(({ row, other }) => (other.kind === 'row' ? [row, other.row] : [row]));
    const rows = await sides(session, stageTable(stored.id), 'row', 'integer', compared, rowNumbers);
    const ids = pairs.flatMap(({ other }) => (other.kind === 'object' ? [other.id] : []));
    const objects = await sides(session, `fourcolor.${layer.id}`, 'id', 'text', compared, ids);
    return pairs.map((pair): Pair => {
      const { id, row, other, why, score, distanceM, remembered } = pair;
      const mine = rows.get(String(row));
      const theirs = other.kind === 'row' ? rows.get(String(other.row)) : objects.get(other.id);
      const decided = stored.choices.duplicates?.[id];
      return {
        id,
        row,
        other,
        why,
        score,
        distanceM,
        fields: compared.map((field) => {
          const [file, own] = [mine?.[field] ?? null, theirs?.[field] ?? null];
          return { field, label: fieldOf(layer, field).label, file, other: own, equal: file === own };
        }),
        points: { file: pointOf(mine), other: pointOf(theirs) },
        decision: decided ?? (remembered === null ? null : { decision: remembered }),
        remembered: decided === undefined && remembered !== null,
      };
    });
  });
}

const pointOf = (side: Side | undefined) => (side === undefined ? null : [side.lon, side.lat]);

async function sides(
  session: Session,
  table: string,
  key: 'row' | 'id',
  type: 'integer' | 'text',
  columns: readonly string[],
  wanted: readonly (string | number)[],
): Promise<Map<string, Side>> {
  if (wanted.length === 0) return new Map();
  const found = await session.query<Side & { key: string | number }>(
    `select ${key} as key, ${columns.map((name) => `${name}, `).join('')}
  ST_X(ST_Centroid(geom)) as lon, ST_Y(ST_Centroid(geom)) as lat
from ${table}
where ${key} = any ($1::${type}[])`,
    [wanted],
  );
  return new Map(found.map((side) => [String(side.key), side]));
}

/** Fields that the check staged; none when the table is gone. */
async function stagedNames(session: Session, importId: string, layer: Layer): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    `select attname as name
from pg_attribute
where attrelid = to_regclass($1)
  and attnum > 0
  and not attisdropped`,
    [stageTable(importId)],
  );
  return rows.map(({ name }) => name).filter((name) => Object.hasOwn(layer.fields, name));
}
