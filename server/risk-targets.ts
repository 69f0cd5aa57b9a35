/** Which protected targets are exposed to more risk than their class allows: the process `risk-targets`. */
import type { z } from '@hono/zod-openapi';
import { TARGET_CLASSES } from '../data/layers/protected-targets.ts';
import { valueProblem } from '../data/problem.ts';
import type { Proposal } from '../data/risk/proposal.ts';
import { type Judged, judged, worstFirst } from '../data/risk/targets.ts';
import type { Session, Who } from './db/database.ts';
import { Invalid } from './failure.ts';
import { checkShape, type Shape, shapeOf } from './geometry-input.ts';
import { declareProcess } from './process.ts';
import { areaOf, inArea } from './questions/area.ts';
import { type Box, parameters, readingOf } from './reading.ts';
import { boxOf } from './risk-inputs.ts';
import type { Services } from './services.ts';
import { basisOf, readyIn, readyRiskAt, unitShares } from './siting-basis.ts';
import { TargetsInputs, TargetsOutputs } from './siting-contract.ts';

type Inputs = z.output<typeof TargetsInputs>;

const LITERATURE = ['GB 36894-2018 危险化学品生产装置和储存设施风险基准: limits of individual risk by class'];

export interface Target {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly class: string | null;
  readonly service: string | null;
  readonly peopleDay: number | null;
  readonly peopleNight: number | null;
  readonly lon: number;
  readonly lat: number;
}

/** The process: every target in a place with its verdict and the units that make it. */
export const riskTargets = declareProcess({
  id: 'risk-targets',
  title: { zh: '防护目标的个人风险', en: 'Individual risk of protected targets' },
  description: {
    zh: '范围内每个防护目标的个人风险与其类别限值（GB 36894-2018，新建或在役）：是否符合、相差倍数、由哪些单元造成。类别或状态未知的单列，不算符合。决策参考。',
    en: 'The individual risk of every protected target in a place against the limit of its class (GB 36894-2018, new or in service): compliant or not, by how many times, because of which units. Unknown class or service is a state of its own. Decision support.',
  },
  inputs: TargetsInputs,
  outputs: TargetsOutputs,
  run: answer,
});

async function answer(services: Services, who: Who, inputs: Inputs): Promise<string> {
  const { bbox, geometry, state, limit, add } = inputs;
  readingOf('protected_targets', who);
  if (!bbox === !geometry) throw new Invalid(valueProblem('/inputs/bbox', bbox ? 'choice' : 'required'));
  const box = bbox ? boxOf(bbox, '/inputs/bbox') : shapeOf(geometry!, '/inputs/geometry').box;
  const [ready, targets] = await Promise.all([
    readyIn(services, who, box, inputs),
    services.database.as(
      who,
      async (session) => {
        if (bbox) return targetsIn(session, who, box);
        const shape = shapeOf(geometry!, '/inputs/geometry');
        await checkShape(session, shape, '/inputs/geometry');
        return targetsIn(session, who, box, shape);
      },
      { readOnly: true },
    ),
  ]);
  const all = [...targets, ...proposedTargets(add, box)].map((target) => {
    const irPerYr = readyRiskAt(ready, target.lon, target.lat);
    return { ...target, irPerYr, ...judged(target.class, target.service, irPerYr) };
  });
  const byClass = Object.fromEntries(
    [...TARGET_CLASSES.map(({ id }) => id as string), NOT_CLASSIFIED].map((id) => [
      id,
      countsOf(all.filter((target) => (target.class ?? NOT_CLASSIFIED) === id)),
    ]),
  );
  const asked = all.filter((one) => !state || one.state === state).sort(worstFirst);
  return JSON.stringify({
    ...countsOf(all),
    byClass,
    features: {
      type: 'FeatureCollection',
      features: asked.slice(0, limit).map(({ lon, lat, ...properties }) => ({
        type: 'Feature',
        id: properties.id,
        properties: { ...properties, units: unitShares(ready, lon, lat).units },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      })),
    },
    truncated: asked.length > limit,
    ...basisOf(services, ready, { literature: LITERATURE }),
  } satisfies z.input<typeof TargetsOutputs>);
}

const NOT_CLASSIFIED = 'not_classified';

const countsOf = (targets: readonly Judged[]) => ({
  count: targets.length,
  compliant: targets.filter(({ state }) => state === 'compliant').length,
  exceeding: targets.filter(({ state }) => state === 'exceeding').length,
  unknown: targets.filter(({ state }) => state === 'unknown').length,
});

/** The targets in a box or a geometry, as this person sees them. Throws NotFound where the layer is hidden. */
export async function targetsIn(session: Session, who: Who, box: Box, shape?: Shape): Promise<Target[]> {
  const reading = readingOf('protected_targets', who);
  const { values, add } = parameters();
  const area = shape ? { shape, radiusM: 0 } : await areaOf(session, who, polygonOf(box), undefined);
  return session.query<Target>(
    `select id, name, kind, class, service, people_day as "peopleDay", people_night as "peopleNight",
  st_x(geom) as lon, st_y(geom) as lat
from ${reading.table}
where ${inArea(reading, area, add)}
order by id collate "C"`,
    values,
  );
}

/** A box as a polygon. */
export const polygonOf = ([west, south, east, north]: Box) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as [number, number][],
  ],
});

/** Proposed buildings in a box, as new targets. */
export const proposedTargets = (proposals: readonly Proposal[], [west, south, east, north]: Box): Target[] =>
  proposals.flatMap((one) => {
    if (one.kind !== 'building') return [];
    const [lon, lat] = one.at;
    if (lon < west || lon > east || lat < south || lat > north) return [];
    return [
      {
        id: one.id,
        name: one.name,
        kind: one.targetKind ?? 'other',
        class: one.class,
        service: one.service,
        peopleDay: one.peopleDay,
        peopleNight: one.peopleNight,
        lon,
        lat,
      },
    ];
  });
