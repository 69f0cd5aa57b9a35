/** The sources of risk about a place, as the asking person sees them, with what is proposed and what is thought away. */
import { createHash } from 'node:crypto';
import type { MultiLineString } from 'geojson';
import { FARTHEST_M } from '../data/risk/cloud.ts';
import type { RiskUnit } from '../data/risk/field.ts';
import type { InventoryLine, UnitKind } from '../data/risk/holding.ts';
import { HARMLESS_MEDIA, type RiskPipeline } from '../data/risk/pipelines.ts';
import { type Proposal, plantsOf } from '../data/risk/proposal.ts';
import type { Session, Who } from './db/database.ts';
import { type Box, findReading, nearBox, parameters, readingOf, touchesBox } from './reading.ts';
import type { Services } from './services.ts';

/** Rises when a number of the method changes. */
const METHOD = 'risk-field 1.1.0';

/** What differs from the register. */
export interface Change {
  readonly add: readonly Proposal[];
  readonly remove: readonly string[];
  /** With the pipelines; absent = with them. */
  readonly pipelines?: boolean;
}

/** A pipeline with its course. */
export interface PlacedPipeline extends RiskPipeline {
  /** lon, lat, lon, lat, … of each part, simplified to some 3 m. */
  readonly parts: readonly Float64Array[];
}

export interface RiskUnits {
  readonly units: readonly RiskUnit[];
  readonly pipelines: readonly PlacedPipeline[];
  /** Changes with the units, their inventories, the pipelines, what is proposed, or the method. */
  readonly version: string;
  /** When the registers last changed; UTC. */
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
  { add, remove, pipelines: withPipelines = true }: Change,
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
  const rowsOfLines = withPipelines ? await pipelineRows(session, who, near) : [];
  const lineRows = rowsOfLines.filter(({ id }) => !gone.has(id));
  const [changed] = await session.query<{ at: string }>(
    'select max(changed_at) as at from fourcolor.layer_versions where layer = any($1::text[])',
    [[reading.layer.id, ...(withPipelines ? ['pipelines'] : [])]],
  );
  return {
    units,
    pipelines: lineRows.map(({ course, ...pipeline }) => ({ ...pipeline, parts: partsOf(course) })),
    version: versionOf([METHOD, services.demo, units, lineRows]),
    asOf: changed?.at ?? new Date().toISOString(),
  };
}

type PipelineRow = RiskPipeline & { readonly course: string };

/** Pipelines of hazardous media about a box, where this person sees the layer. */
async function pipelineRows(session: Session, who: Who, near: Box): Promise<PipelineRow[]> {
  const reading = findReading('pipelines', who);
  if (!reading) return [];
  const { values, add } = parameters();
  return session.query<PipelineRow>(
    `select id, name, medium, pressure_mpa as "pressureMPa", diameter_mm as "diameterMm",
  st_asgeojson(st_simplify(geom, ${SIMPLER_DEGREES}, true), 6) as course
from ${reading.table}
where ${nearBox(reading, near, add)}
  and medium <> all(${add([...HARMLESS_MEDIA])}::text[])
order by id collate "C"`,
    values,
  );
}

/** Some 3 m: nothing beside the reach of a pipeline, and far fewer points. */
const SIMPLER_DEGREES = 3e-5;

const partsOf = (course: string): Float64Array[] =>
  (JSON.parse(course) as MultiLineString).coordinates.map((part) =>
    Float64Array.from(part.flatMap(([lon, lat]) => [lon!, lat!])),
  );

/** A short name for what an answer was computed from. */
export const versionOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
