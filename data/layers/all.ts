/** Every layer of the register, in the order in which catalogues list them. */
import type { Layer } from '../layer.ts';
import { accidents } from './accidents.ts';
import { cameras } from './cameras.ts';
import { enterprises } from './enterprises.ts';
import { hazardPoints } from './hazard-points.ts';
import { hiddenDangers } from './hidden-dangers.ts';
import { lifelines } from './lifelines.ts';
import { majorHazards } from './major-hazards.ts';
import { managementAreas } from './management-areas.ts';
import { parks } from './parks.ts';
import { pipelines } from './pipelines.ts';
import { places } from './places.ts';
import { plans } from './plans.ts';
import { population } from './population.ts';
import { protectedTargets } from './protected-targets.ts';
import { regions } from './regions.ts';
import { resources } from './resources.ts';
import { riskContours } from './risk-contours.ts';
import { riskPoints } from './risk-points.ts';
import { roads } from './roads.ts';
import { tasks } from './tasks.ts';

export const LAYERS = [
  regions,
  managementAreas,
  parks,
  enterprises,
  places,
  riskPoints,
  majorHazards,
  hazardPoints,
  pipelines,
  lifelines,
  roads,
  protectedTargets,
  riskContours,
  resources,
  cameras,
  plans,
  hiddenDangers,
  tasks,
  accidents,
] as const satisfies readonly Layer[];
export type LayerId = (typeof LAYERS)[number]['id'];

/** Tables of the register that people fill like layers: the layers, and what only questions read. */
export const TABLES = [...LAYERS, population] as const satisfies readonly Layer[];

/** The layer with this id, or undefined. */
export function layerById(id: string): Layer | undefined {
  return LAYERS.find((layer) => layer.id === id);
}

/** The table with this id, or undefined; imports may fill it. */
export function tableById(id: string): Layer | undefined {
  return TABLES.find((layer) => layer.id === id);
}
