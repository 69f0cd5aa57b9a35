/** The grade engine: what changed is graded again, then every region and management area above it, in one transaction. */
import type { Session } from '../db/database.ts';
import { areaVerdicts } from './area-verdicts.ts';
import { asEngine } from './as-engine.ts';
import { constantsOf } from './counted-objects.ts';
import { refreshExposures } from './exposure.ts';
import { holderVerdict } from './holder-verdict.ts';
import { regionVerdicts } from './region-verdicts.ts';
import { currentSettings } from './settings.ts';
import {
  hazardFacts,
  holderFacts,
  isUnitLayer,
  parkFacts,
  pointFacts,
  UNIT_LAYERS,
  type UnitLayer,
  type Wanted,
} from './unit-facts.ts';
import { hazardVerdict, parkVerdict, pointVerdict } from './unit-verdicts.ts';
import { type Cause, type Verdict, writeVerdicts } from './verdict.ts';

export interface ObjectRef {
  readonly layer: string;
  readonly id: string;
}

export interface Regraded {
  /** How many rows got another grade, score or value. */
  readonly objects: number;
  readonly regions: number;
  /** Management areas and sectors. */
  readonly areas: number;
}

export interface RegradeOptions {
  /** Regions that must be computed again beside those of the objects: where an object lay before. */
  readonly regions?: readonly string[];
  /** Also regions that nobody has assessed yet. */
  readonly assess?: boolean;
}

/**
 * Grades these objects again and all that hangs on them: their holders, the regions from cell to city, management areas.
 * Runs inside the caller's transaction with the engine's rights; only what changed is written. `cause`: why, in words.
 */
export function regradeObjects(
  session: Session,
  objects: readonly ObjectRef[],
  cause: string | Cause,
  options: RegradeOptions = {},
): Promise<Regraded> {
  const said = typeof cause === 'string' ? { text: cause } : cause;
  return asEngine(session, said.text, async (engine) => {
    const wanted = await reach(engine, objects);
    const regions = new Set(options.regions);
    for (const { layer, id } of objects) if (layer === 'regions') regions.add(id);
    return grade(engine, wanted, regions, said, options.assess ?? false);
  });
}

/** Grades the whole city again; answers how much changed. */
export function regradeCity(
  session: Session,
  cause: string | Cause,
  { assess = false }: { readonly assess?: boolean } = {},
): Promise<Regraded> {
  const said = typeof cause === 'string' ? { text: cause } : cause;
  return asEngine(session, said.text, (engine) => grade(engine, null, null, said, assess));
}

type Reached = Readonly<Record<UnitLayer, readonly string[]>>;

/** The objects asked for, the points and sources of holders, and the holders of points and sources. */
async function reach(session: Session, objects: readonly ObjectRef[]): Promise<Reached> {
  const ids = Object.fromEntries(UNIT_LAYERS.map((layer) => [layer, new Set<string>()])) as Record<
    UnitLayer,
    Set<string>
  >;
  for (const { layer, id } of objects) if (isUnitLayer(layer)) ids[layer].add(id);
  const list = (layer: UnitLayer) => [...ids[layer]];
  const related = await session.query<{ readonly layer: UnitLayer; readonly id: string }>(
    `select 'risk_points' as layer, id
from fourcolor.risk_points
where (owner_layer = 'enterprises' and owner_id = any($1::text[]))
  or (owner_layer = 'places' and owner_id = any($2::text[]))
  or (owner_layer = 'hazard_points' and owner_id = any($3::text[]))
union
select 'major_hazards', id
from fourcolor.major_hazards
where enterprise_id = any($1::text[])
union
select owner_layer, owner_id
from fourcolor.risk_points
where id = any($4::text[]) and owner_layer is not null and owner_id is not null
union
select 'enterprises', enterprise_id
from fourcolor.major_hazards
where id = any($5::text[]) and enterprise_id is not null`,
    [list('enterprises'), list('places'), list('hazard_points'), list('risk_points'), list('major_hazards')],
  );
  for (const { layer, id } of related) if (isUnitLayer(layer)) ids[layer].add(id);
  return Object.fromEntries(UNIT_LAYERS.map((layer) => [layer, list(layer)])) as unknown as Reached;
}

async function grade(
  session: Session,
  reached: Reached | null,
  extraRegions: ReadonlySet<string> | null,
  cause: Cause,
  assess: boolean,
): Promise<Regraded> {
  const city = await currentSettings(session);
  const { settings, version } = city;
  const constants = constantsOf(settings, version);
  const touched = extraRegions && new Set(extraRegions);
  let objects = 0;
  /** Each layer is written before the next is read: holders look at the grades of their points. */
  const step = async (layer: UnitLayer, verdicts: (wanted: Wanted) => Promise<Verdict[]>) => {
    const wanted = reached ? reached[layer] : null;
    if (wanted?.length === 0) return;
    const found = await verdicts(wanted);
    objects += await writeVerdicts(session, layer, found, cause, version);
    for (const { regionCode } of found) if (regionCode) touched?.add(regionCode);
  };
  await step('risk_points', async (wanted) =>
    (await pointFacts(session, wanted)).map((facts) => pointVerdict(facts, city)),
  );
  await step('major_hazards', async (wanted) => {
    await refreshExposures(
      session,
      'major_hazards',
      wanted ? 'o.id = any($1::text[])' : 'true',
      wanted ? [wanted] : [],
    );
    return (await hazardFacts(session, wanted)).map((facts) => hazardVerdict(facts, city));
  });
  for (const layer of ['hazard_points', 'places', 'enterprises'] as const) {
    await step(layer, async (wanted) =>
      (await holderFacts(session, layer, wanted)).map((facts) => holderVerdict(layer, facts, city)),
    );
  }
  await step('parks', async (wanted) =>
    (await parkFacts(session, wanted)).map((facts) => parkVerdict(facts, city)),
  );

  const options = { settings, constants, assess };
  const codes = touched && [...touched];
  const above = await regionVerdicts(session, codes, options);
  const regions = await writeVerdicts(session, 'regions', above.verdicts, cause, version);
  let areas = 0;
  for (const [layer, verdicts] of await areaVerdicts(session, codes, above.objects, options))
    areas += await writeVerdicts(session, layer, verdicts, cause, version);
  return { objects, regions, areas };
}
