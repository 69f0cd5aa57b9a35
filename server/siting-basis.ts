/** The risk that questions about siting start from: the units about a box with their kernels, and what it rests on. */
import type { z } from '@hono/zod-openapi';
import { type RiskUnit, riskAt } from '../data/risk/field.ts';
import { type Proposal, plantsOf } from '../data/risk/proposal.ts';
import { FIELD_NOTE, FIELD_SOURCES, fieldAssumptions } from '../data/risk/provenance.ts';
import { LineIndex } from '../data/risk/targets-lines.ts';
import type { Who } from './db/database.ts';
import type { Box } from './reading.ts';
import { roseOf } from './risk-field.ts';
import { type ReadyUnit, readyUnits } from './risk-kernels.ts';
import { type ReadyLine, readyLines } from './risk-lines.ts';
import { type RiskUnits, readRiskUnits, versionOf, withinReach } from './risk-units.ts';
import type { Services } from './services.ts';
import type { TargetsOutputs, UnitShare } from './siting-contract.ts';

/** How sure the numbers are. */
export const CONFIDENCE = {
  zh: '不确定度因子 3–10；频率取自 CPR 18E 通用值，未按本地装置修正；物性与模型的验证见“模型验证”',
  en: 'Uncertain by a factor 3–10; generic frequencies of CPR 18E, not corrected for the plants here; for the validation of the models see its page',
} as const;

export interface Change {
  readonly add: readonly Proposal[];
  readonly remove: readonly string[];
  readonly pipelines: boolean;
  /** While something is dragged: units as they were read some seconds ago will do. */
  readonly recent?: boolean;
}

export interface Ready {
  readonly found: readonly RiskUnit[];
  /** With their kernels, in the same order. */
  readonly units: readonly ReadyUnit[];
  readonly lines: LineIndex;
  readonly readyLines: readonly ReadyLine[];
  /** Pipelines that are thought away. */
  readonly without: ReadonlySet<string>;
  readonly version: string;
  readonly asOf: string;
}

/** The sources within reach of a box with their kernels, as this person sees them. Throws NotFound. */
export async function readyIn(services: Services, who: Who, box: Box, change: Change): Promise<Ready> {
  const [{ units, version, asOf }, lines] = await Promise.all([
    change.recent ? recentUnits(services, who, box) : readRiskUnits(services, who, box, REGISTER),
    change.pipelines ? linesIn(services, who, box) : NO_LINES,
  ]);
  const gone = new Set(change.remove);
  const [west, south, east, north] = withinReach(box);
  const plants = plantsOf(change.add).filter(
    ({ lon, lat }) => lon >= west && lon <= east && lat >= south && lat <= north,
  );
  const found = [...units.filter(({ id }) => !gone.has(id)), ...plants];
  return {
    found,
    units: await readyUnits(found, services.demo),
    lines: lines.index,
    readyLines: lines.ready.filter(({ id }) => !gone.has(id)),
    without: gone,
    version: versionOf([version, lines.version, change.remove, plants]),
    asOf: [asOf, lines.asOf].sort().at(-1)!,
  };
}

/** A number for each database that is asked, so that what is kept of one never answers for another. */
const numbers = new WeakMap<object, number>();
let lastNumber = 0;
export function numberOf(services: Services): number {
  const number = numbers.get(services) ?? ++lastNumber;
  numbers.set(services, number);
  return number;
}

/** The register as it is, without its pipelines. */
const REGISTER = { add: [], remove: [], pipelines: false } as const;

/** Units that were read a moment ago, by who read them and where. */
const recent = new Map<string, { readonly at: number; readonly units: Promise<RiskUnits> }>();
const RECENT_MS = 5_000;

function recentUnits(services: Services, who: Who, box: Box): Promise<RiskUnits> {
  const key = JSON.stringify([numberOf(services), who.role, who.regions, who.sectors, box]);
  const now = Date.now();
  for (const [old, { at }] of recent) if (now - at > RECENT_MS) recent.delete(old);
  const known = recent.get(key);
  if (known) return known.units;
  const units = readRiskUnits(services, who, box, REGISTER);
  recent.set(key, { at: now, units });
  units.catch(() => recent.delete(key));
  return units;
}

interface Lines {
  readonly ready: readonly ReadyLine[];
  readonly index: LineIndex;
  readonly version: string;
  readonly asOf: string;
}
const NO_LINES: Lines = { ready: [], index: new LineIndex([]), version: '', asOf: '' };

/** Pipelines with their index, kept while the register stays as it is: a proposal that is dragged asks for them often. */
const keptLines = new Map<string, Promise<Lines>>();
const KEPT_LINES = 4;
/** Boxes are widened to whole tenths of a degree, so that nearby questions share an answer. */
const SNAP = 10;

function linesIn(services: Services, who: Who, [west, south, east, north]: Box): Promise<Lines> {
  const box: Box = [
    Math.max(-180, Math.floor(west * SNAP) / SNAP),
    Math.max(-89, Math.floor(south * SNAP) / SNAP),
    Math.min(180, Math.ceil(east * SNAP) / SNAP),
    Math.min(89, Math.ceil(north * SNAP) / SNAP),
  ];
  const key = JSON.stringify([
    numberOf(services),
    who.role,
    who.regions,
    who.sectors,
    services.freshness.version('pipelines'),
    box,
  ]);
  const lines = keptLines.get(key) ?? readLines(services, who, box);
  keptLines.delete(key);
  keptLines.set(key, lines);
  if (keptLines.size > KEPT_LINES) keptLines.delete(keptLines.keys().next().value!);
  lines.catch(() => {
    if (keptLines.get(key) === lines) keptLines.delete(key);
  });
  return lines;
}

async function readLines(services: Services, who: Who, box: Box): Promise<Lines> {
  const { pipelines, asOf } = await readRiskUnits(services, who, box);
  const ready = await readyLines(pipelines, services.demo);
  const content = pipelines.map(({ parts, ...one }) => [one, parts.map((part) => [...part])]);
  return { ready, index: new LineIndex(ready), version: versionOf(content), asOf };
}

/** Individual risk per year at a point, of units and pipelines. */
export const readyRiskAt = ({ units, lines, without }: Ready, lon: number, lat: number): number =>
  riskAt(units, lon, lat) + lines.sumAt(lon, lat, without);

/** Who makes the risk at a point, greatest first; what is under a thousandth of it is left out. */
export function unitShares(
  { units, lines, without }: Ready,
  lon: number,
  lat: number,
): { irPerYr: number; units: z.input<typeof UnitShare>[] } {
  const found: Omit<z.input<typeof UnitShare>, 'share'>[] = [];
  for (const unit of units) {
    const irPerYr = riskAt([unit], lon, lat);
    if (irPerYr > 0) found.push({ layer: 'major_hazards', unitId: unit.id, name: unit.name, irPerYr });
  }
  for (const [{ id, name }, irPerYr] of lines.at(lon, lat, without))
    found.push({ layer: 'pipelines', unitId: id, name, irPerYr });
  const whole = found.reduce((sum, { irPerYr }) => sum + irPerYr, 0);
  return {
    irPerYr: whole,
    units: found
      .sort((a, b) => b.irPerYr - a.irPerYr || (a.unitId < b.unitId ? -1 : 1))
      .filter((one) => one.irPerYr >= 1e-3 * whole)
      .slice(0, MOST_SHARES)
      .map((one) => ({ ...one, share: one.irPerYr / whole })),
  };
}
const MOST_SHARES = 10;

type Basis = Pick<
  z.input<typeof TargetsOutputs>,
  'assumptions' | 'literature' | 'confidence' | 'missing' | 'note' | 'fieldVersion' | 'asOf'
>;

/** What every answer rests on. */
export function basisOf(
  services: Services,
  { units, readyLines, version, asOf }: Ready,
  more: { readonly assumptions?: Basis['assumptions']; readonly literature?: readonly string[] } = {},
): Basis {
  return {
    assumptions: [...fieldAssumptions(roseOf(services)), ...(more.assumptions ?? [])],
    literature: [...FIELD_SOURCES, ...(more.literature ?? [])],
    confidence: CONFIDENCE,
    missing: [...units, ...readyLines].flatMap(({ id, name, missing }) =>
      missing.length > 0 ? [{ unitId: id, name, missing: [...missing] }] : [],
    ),
    note: FIELD_NOTE,
    fieldVersion: version,
    asOf,
  };
}
