/** What happens if we build here: the process `siting` for proposed plants and buildings. */
import type { z } from '@hono/zod-openapi';
import { RISK_LEVELS } from '../data/risk/contours.ts';
import { DEGREE_M, offsetM, riskAt } from '../data/risk/field.ts';
import type { Proposal, ProposedBuilding, ProposedPlant } from '../data/risk/proposal.ts';
import { plantsOf } from '../data/risk/proposal.ts';
import { buildingVerdict, changeOf, contourDistances, plantVerdict } from '../data/risk/siting.ts';
import { packPeople } from '../data/risk/societal.ts';
import { type Counts, fnCurve, standingOf, togetherAt } from '../data/risk/societal-curve.ts';
import { judged } from '../data/risk/targets.ts';
import { verdictOf } from '../data/risk/verdict.ts';
import {
  ADVICE_ASSUMPTIONS,
  ADVICE_SOURCE,
  adviceFor,
  developmentOf,
  zoneOf,
} from '../data/safety/planning-advice.ts';
import type { Who } from './db/database.ts';
import { declareProcess } from './process.ts';
import { type Box, readingOf } from './reading.ts';
import type { ReadyUnit } from './risk-kernels.ts';
import { proposedTargets, type Target } from './risk-targets.ts';
import { versionOf } from './risk-units.ts';
import type { Services } from './services.ts';
import { basisOf, type Ready, readyIn, readyRiskAt, unitShares } from './siting-basis.ts';
import { SitingInputs, SitingOutputs } from './siting-contract.ts';
import { checkIds, escalationOf } from './siting-escalation.ts';
import {
  buildingsOf,
  cityBox,
  SOCIETAL_ASSUMPTIONS,
  SOCIETAL_LITERATURE,
  SOCIETAL_OUTPUT_LINES,
  type Societal,
  societalOf,
  summaryOf,
} from './societal-risk.ts';
import { unitLoss } from './societal-risk-events.ts';

type Inputs = z.output<typeof SitingInputs>;
type Output = z.input<typeof SitingOutputs>;
type Verdict = Output['proposals'][number];

/** Targets listed of one plant. */
const LISTED = 200;

/** The process: a verdict for each proposal, and societal risk before and after. */
export const siting = declareProcess({
  id: 'siting',
  title: { zh: '选址评估', en: 'What if we build here' },
  description: {
    zh: '拟建装置或建筑（可同时多个）：个人风险与类别限值、由哪些单元造成、哪些防护目标的结论改变、F-N 曲线与 PLL 的前后变化、多米诺范围。preview 供拖动时使用。决策参考，不是合规证明。',
    en: 'Proposed plants or buildings, several at once: individual risk against the limit, because of which units, targets whose verdict changes, F-N curve and loss of life before and after, hazards within reach of escalation. `preview` is for dragging. Decision support, no certificate.',
  },
  inputs: SitingInputs,
  outputs: SitingOutputs,
  run: async (services, who, inputs) => JSON.stringify(await answerSiting(services, who, inputs)),
});

/** The answer for proposals, in the name of `who`. Throws NotFound where a layer is hidden, Invalid. */
export async function answerSiting(services: Services, who: Who, inputs: Inputs): Promise<Output> {
  const { proposals, remove, pipelines, time, preview } = inputs;
  readingOf('protected_targets', who);
  const all = await readyIn(services, who, await boxWith(services, proposals), {
    add: proposals,
    remove: [],
    pipelines,
    recent: preview,
  });
  const proposed = new Set(plantsOf(proposals).map(({ id }) => id));
  const gone = new Set(remove);
  const part = (keep: (id: string) => boolean): Ready => ({
    ...all,
    found: all.found.filter(({ id }) => keep(id)),
    units: all.units.filter(({ id }) => keep(id)),
    without: gone,
  });
  const before = { ...part((id) => !proposed.has(id)), without: NOTHING };
  const after = part((id) => proposed.has(id) || !gone.has(id));
  checkIds(
    proposals,
    all.units.map(({ id }) => id),
  );
  const buildings = buildingsOf(proposals);
  const [societalBefore, societalAfter] = await Promise.all([
    societalOf(services, who, before, []),
    societalOf(services, who, after, buildings),
  ]);
  const counted = (societal: Societal) =>
    togetherAt(
      societal.units.map(({ counts }) => counts),
      time,
    );
  const [countsBefore, countsAfter] = [counted(societalBefore), counted(societalAfter)];
  const change = { before: standing(countsBefore), after: standing(countsAfter), pll: countsBefore.pllPerYr };
  const targets = [...societalAfter.people.targets, ...proposedTargets(proposals, EVERYWHERE)];
  const judge = async (proposal: Proposal): Promise<Verdict> =>
    proposal.kind === 'building'
      ? judgeBuilding(services, proposal, after, time, change)
      : judgePlant(services, who, proposal, { before, after, targets, preview, change }, plantLoss(proposal));
  const plantLoss = ({ id }: ProposedPlant) =>
    togetherAt(
      societalAfter.units.filter((unit) => unit.id === id).map(({ counts }) => counts),
      time,
    ).pllPerYr;
  return {
    preview,
    proposals: await Promise.all(proposals.map(judge)),
    before: summaryOf(countsBefore),
    after: summaryOf(countsAfter),
    lines: SOCIETAL_OUTPUT_LINES,
    ...basisOf(services, after, {
      assumptions: [
        ...SOCIETAL_ASSUMPTIONS,
        ...(buildings.length > 0 ? [ADVICE_SOURCE, ...ADVICE_ASSUMPTIONS] : []),
      ],
      literature: SOCIETAL_LITERATURE,
    }),
    fieldVersion: versionOf([all.version, remove, societalAfter.people.version]),
  };
}

const NOTHING: ReadonlySet<string> = new Set();
const EVERYWHERE: Box = [-180, -90, 180, 90];
const standing = (counts: Counts) => standingOf(fnCurve(counts)).within;

/** The city with the places of proposals. */
async function boxWith(services: Services, proposals: readonly Proposal[]): Promise<Box> {
  const [west, south, east, north] = await cityBox(services);
  const lons = proposals.map(({ at }) => at[0]);
  const lats = proposals.map(({ at }) => at[1]);
  return [
    Math.min(west, ...lons),
    Math.max(-89, Math.min(south, ...lats)),
    Math.max(east, ...lons),
    Math.min(89, Math.max(north, ...lats)),
  ];
}

interface Change {
  readonly before: 'above' | 'alarp' | 'below';
  readonly after: 'above' | 'alarp' | 'below';
  readonly pll: number;
}

async function judgeBuilding(
  services: Services,
  building: ProposedBuilding,
  after: Ready,
  time: Inputs['time'],
  change: Change,
): Promise<Verdict> {
  const [lon, lat] = building.at;
  const { irPerYr, units } = unitShares(after, lon, lat);
  const verdict = verdictOf(building.class, building.service, irPerYr)!;
  const near = after.found.filter(
    (unit, i) => Math.hypot(...offsetM(unit, lon, lat)) < after.units[i]!.kernel.reachM,
  );
  const people = packPeople([{ lon, lat, day: building.peopleDay, night: building.peopleNight }], true);
  const losses = await Promise.all(near.map((unit) => unitLoss(unit, people, services.demo)));
  const { pllPerYr } = togetherAt(losses, time);
  const notComputed = after.units.filter(
    (unit) => unit.missing.length > 0 && Math.hypot(...offsetM(unit, lon, lat)) < NEAR_M,
  ).length;
  const { sensitivityReason: _, ...advice } = adviceFor(developmentOf(building), zoneOf(irPerYr));
  return {
    kind: 'building',
    id: building.id,
    name: building.name,
    at: building.at,
    ...buildingVerdict({
      class: building.class,
      ...verdict,
      units,
      notComputed,
      societal: {
        before: change.before,
        after: change.after,
        addedPllPerYr: pllPerYr,
        beforePllPerYr: change.pll,
      },
    }),
    pllPerYr,
    class: building.class,
    service: building.service,
    ...verdict,
    units,
    inside: RISK_LEVELS.filter((level) => irPerYr >= level),
    advice,
  };
}

/** Sources nearer than this whose substances could not be computed put a verdict in doubt. */
const NEAR_M = 2_000;
/** Own default: what adds less than this share of its limit to a target that exceeds it already does not decide. */
const SLIGHT_SHARE = 0.01;

interface City {
  readonly before: Ready;
  readonly after: Ready;
  readonly targets: readonly Target[];
  readonly preview: boolean;
  readonly change: Change;
}

async function judgePlant(
  services: Services,
  who: Who,
  plant: ProposedPlant,
  { before, after, targets, preview, change }: City,
  pllPerYr: number,
): Promise<Verdict> {
  const unit = after.units.find(({ id }) => id === plant.id)!;
  const changed = changedTargets(unit, targets, before, after);
  const of = (kind: ReturnType<typeof changeOf>) =>
    changed.filter(
      ({ stateBefore, stateAfter, byProposalPerYr, limitPerYr }) =>
        changeOf(stateBefore, stateAfter) === kind &&
        (kind !== 'already' || byProposalPerYr >= SLIGHT_SHARE * limitPerYr!),
    );
  const newly = of('newly');
  const contours = contourDistances(unit.kernel);
  const worst = newly[0];
  return {
    kind: 'plant',
    id: plant.id,
    name: plant.name,
    at: plant.at,
    ...plantVerdict({
      computed: unit.computed,
      missing: unit.missing.length,
      newlyExceeding: newly.length,
      alreadyExceeding: of('already').length,
      unknown: of('unknown').length,
      worst: worst
        ? {
            name: worst.name,
            timesLimit: worst.afterPerYr / worst.limitPerYr!,
            byProposal: worst.byProposalPerYr,
          }
        : null,
      contours,
      societal: {
        before: change.before,
        after: change.after,
        addedPllPerYr: pllPerYr,
        beforePllPerYr: change.pll,
      },
    }),
    pllPerYr,
    computed: unit.computed,
    missing: [...unit.missing],
    contours,
    targets: {
      affected: changed.length,
      newlyExceeding: newly.length,
      alreadyExceeding: of('already').length,
      unknown: of('unknown').length,
      changed: changed.slice(0, LISTED),
    },
    escalation: preview ? null : await escalationOf(services, who, plant),
  };
}

type Changed = Extract<Verdict, { kind: 'plant' }>['targets']['changed'][number];

/** Targets to which a plant adds any risk: those that come to exceed their limit first, by how many times. */
function changedTargets(
  plant: ReadyUnit,
  targets: readonly Target[],
  before: Ready,
  after: Ready,
): Changed[] {
  const rank = { newly: 0, already: 1, unknown: 2, none: 3 } as const;
  const found: (Changed & { readonly rank: number; readonly weight: number })[] = [];
  const { reachM } = plant.kernel;
  const aboutLat = reachM / DEGREE_M;
  // only sources that reach a place which the plant reaches as well
  const reaching = (ready: Ready): Ready => ({
    ...ready,
    units: ready.units.filter(
      ({ lon, lat, kernel }) => Math.hypot(...offsetM(plant, lon, lat)) < 1.01 * (reachM + kernel.reachM),
    ),
  });
  const states = [reaching(before), reaching(after)];
  for (const target of targets) {
    if (Math.abs(target.lat - plant.lat) > aboutLat) continue;
    const distanceM = Math.hypot(...offsetM(plant, target.lon, target.lat));
    if (distanceM >= reachM) continue;
    const byProposalPerYr = riskAt([plant], target.lon, target.lat);
    if (byProposalPerYr === 0) continue;
    const [beforePerYr, afterPerYr] = states.map((ready) => readyRiskAt(ready, target.lon, target.lat)) as [
      number,
      number,
    ];
    const [was, is] = [beforePerYr, afterPerYr].map((ir) => judged(target.class, target.service, ir));
    found.push({
      id: target.id,
      name: target.name,
      kind: target.kind,
      class: target.class,
      service: target.service,
      at: [target.lon, target.lat],
      distanceM: Math.round(distanceM),
      beforePerYr,
      afterPerYr,
      byProposalPerYr,
      limitPerYr: is!.limitPerYr,
      stateBefore: was!.state,
      stateAfter: is!.state,
      rank: rank[changeOf(was!.state, is!.state)],
      weight: is!.timesLimit ?? afterPerYr,
    });
  }
  return found
    .sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .map(({ rank: _rank, weight: _weight, ...one }) => one);
}
