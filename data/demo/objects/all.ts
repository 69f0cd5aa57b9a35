/** The objects of every layer of the demo city besides regions and enterprises. 模拟数据. */
import type { LayerId } from '../../layers/all.ts';
import type { Detail } from '../../layers/details.ts';
import type { DemoDetail, DemoGround, DemoObject } from '../ground.ts';
import { buildAccidents } from './accidents.ts';
import { buildAssessments, type DemoAssessments } from './assessments.ts';
import { byPlace } from './by-place.ts';
import { buildCameras } from './cameras.ts';
import { buildEnterprisePersons } from './enterprise-persons.ts';
import { buildGridOfficers } from './grid-officers.ts';
import { buildHazardPoints } from './hazard-points.ts';
import { buildInstitutions } from './institutions.ts';
import { buildLifelines } from './lifelines.ts';
import { buildLoop, type DemoLoop } from './loop.ts';
import { buildMajorHazards } from './major-hazards.ts';
import { buildManagementAreas } from './management-areas.ts';
import { buildParks } from './parks.ts';
import { buildPipelines } from './pipelines.ts';
import { buildPlaces } from './places.ts';
import { buildPlans } from './plans.ts';
import { buildPopulation } from './population.ts';
import { buildProtectedTargets } from './protected-targets.ts';
import { buildResources } from './resources.ts';
import { buildRiskContours } from './risk-contours.ts';
import { buildRiskPoints } from './risk-points.ts';
import { buildRoadPieces } from './roads.ts';
import { prepareSites } from './sites.ts';

export type DemoLayerId = Exclude<LayerId, 'regions' | 'enterprises'> | 'population';

export interface DemoObjects {
  readonly layers: Readonly<Partial<Record<DemoLayerId, readonly DemoObject[]>>>;
  readonly details: Readonly<Record<Detail['id'], readonly DemoDetail[]>>;
  readonly loop: Pick<DemoLoop, 'items' | 'notices'>;
  readonly assessments: DemoAssessments;
}

/** Builds them in the order in which they lean on each other; every list is in the order of place. */
export function buildObjects(ground: DemoGround): DemoObjects {
  const sites = prepareSites(ground);
  const institutions = buildInstitutions(sites);
  const places = buildPlaces(sites, institutions);
  const hazards = buildMajorHazards(sites);
  const resources = buildResources(sites, institutions);
  const riskPoints = buildRiskPoints(sites, places);
  const loop = buildLoop(ground, riskPoints);
  const assessments = buildAssessments(ground);
  const layers: Partial<Record<DemoLayerId, readonly DemoObject[]>> = {
    places: places.objects,
    major_hazards: hazards.objects,
    resources: resources.objects,
    protected_targets: buildProtectedTargets(sites, institutions, places),
    population: buildPopulation(ground),
    risk_points: riskPoints,
    hidden_dangers: loop.dangers,
    tasks: loop.tasks,
    cameras: buildCameras(sites, hazards),
    accidents: buildAccidents(sites),
    plans: buildPlans(sites),
    hazard_points: buildHazardPoints(ground),
    pipelines: buildPipelines(ground, places.objects),
    lifelines: buildLifelines(ground),
    risk_contours: buildRiskContours(ground, hazards.objects),
    roads: buildRoadPieces(ground),
    management_areas: buildManagementAreas(ground),
    parks: buildParks(ground),
  };
  const sorted = Object.entries(layers).map(([id, objects]) => [id, byPlace(objects)]);
  return {
    layers: Object.fromEntries(sorted) as DemoObjects['layers'],
    details: {
      responsibilities: [
        ...hazards.responsibilities,
        ...buildEnterprisePersons(ground),
        ...buildGridOfficers(ground),
      ],
      inventories: hazards.inventories,
      stock_lines: resources.stockLines,
    },
    loop,
    assessments,
  };
}
