/** The major hazard units about a place, as the asking person sees them, with what is proposed and what is thought away. */
import { createHash } from 'node:crypto';
import { FARTHEST_M } from '../data/risk/cloud.ts';
import type { RiskUnit } from '../data/risk/field.ts';
import type { InventoryLine, UnitKind } from '../data/risk/holding.ts';
import { type Proposal, plantsOf } from '../data/risk/proposal.ts';
import type { Session, Who } from './db/database.ts';
import { type Box, parameters, readingOf, touchesBox } from './reading.ts';
import type { Services } from './services.ts';

/** Rises when a number of the method changes. */
const METHOD = 'risk-field 1.1.0';

/** What differs from the register. */
export interface Change {
  readonly add: readonly Proposal[];
  readonly remove: readonly string[];
}

export interface RiskUnits {
  readonly units: readonly RiskUnit[];
  /** Changes with the units, their inventories, what is proposed, or the method. */
  readonly version: string;
  /** When the register of units last changed; UTC. */
  readonly asOf: string;
}

/** A box widened by the farthest reach of a source, degrees. */
export function withinReach([west, south, east, north]: Box): Box {
  const dLat = FARTHEST_M / 110_000;
  const dLon = dLat / Math.cos((Math.min(89, Math.max(Math.abs(south), Math.abs(north))) * Math.PI) / 180);
  return [
    Math.max(-180, west - dLon),
    Math.max(-90, south - dLat),
    Math.min(180, east + dLon),
    Math.min(90, north + dLat),
  ];
}

/** The units within reach of a box, as this person sees them. Throws NotFound where the layer is hidden. */
export function readRiskUnits(
  services: Services,
  who: Who,
  box: Box,
  change: Change = { add: [], remove: [] },
): Promise<RiskUnits> {
  return services.database.as(who, (session) => unitsOf(session, services, who, box, change), {
    readOnly: true,
  });
}

async function unitsOf(
  session: Session,
  services: Services,
  who: Who,
  box: Box,
  { add, remove }: Change,
): Promise<RiskUnits> {
  const reading = readingOf('major_hazards', who);
  const near = withinReach(box);
  const { values, add: addParam } = parameters();
  const rows = await session.query<Omit<RiskUnit, 'inventory'>>(
    `select id, name, kind, st_x(geom) as lon, st_y(geom) as lat
from ${reading.table}
where ${touchesBox(reading, near, addParam)}
order by id collate "C"`,
    values,
  );
  const lines = await session.query<InventoryLine & { owner: string }>(
    `select owner_id as owner, substance, cas, quantity_t as "quantityT", state
from fourcolor.inventories
where owner_id = any($1::text[])
order by owner_id collate "C", fid`,
    [rows.map(({ id }) => id)],
  );
  const heldBy = new Map<string, InventoryLine[]>();
  for (const { owner, substance, cas, quantityT, state } of lines) {
    const held = heldBy.get(owner) ?? [];
    held.push({ substance, cas, quantityT, state });
    heldBy.set(owner, held);
  }
  const gone = new Set(remove);
  const [west, south, east, north] = near;
  const units = [
    ...rows
      .filter(({ id }) => !gone.has(id))
      .map((row) => ({ ...row, kind: row.kind as UnitKind, inventory: heldBy.get(row.id) ?? [] })),
    ...plantsOf(add).filter(({ lon, lat }) => lon >= west && lon <= east && lat >= south && lat <= north),
  ];
  const [changed] = await session.query<{ at: string }>(
    'select changed_at as at from fourcolor.layer_versions where layer = $1',
    [reading.layer.id],
  );
  return {
    units,
    version: versionOf([METHOD, services.demo, units]),
    asOf: changed?.at ?? new Date().toISOString(),
  };
}

/** A short name for what an answer was computed from. */
export const versionOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
