/** Which mark stands for which word of each layer's kinds; a word without a mark does not compile. */
import type { CAMERA_KINDS } from '../data/layers/cameras.ts';
import type { HAZARD_KINDS } from '../data/layers/hazard-points.ts';
import type { DANGER_CLASSES } from '../data/layers/hidden-dangers.ts';
import type { LIFELINE_KINDS } from '../data/layers/lifelines.ts';
import type { MAJOR_HAZARD_KINDS } from '../data/layers/major-hazards.ts';
import type { MANAGEMENT_AREA_KINDS } from '../data/layers/management-areas.ts';
import type { PARK_KINDS } from '../data/layers/parks.ts';
import type { PIPELINE_MEDIA } from '../data/layers/pipelines.ts';
import type { PLACE_KINDS } from '../data/layers/places.ts';
import type { PLAN_KINDS } from '../data/layers/plans.ts';
import type { TARGET_KINDS } from '../data/layers/protected-targets.ts';
import type { RESOURCE_KINDS } from '../data/layers/resources.ts';
import type { TASK_STATES } from '../data/layers/tasks.ts';
import type { ACCIDENT_TYPES } from '../data/tables/accident-types.ts';
import type { MarkId } from './marks.ts';

/** A value for each word of a dictionary. */
export type OfKind<Words extends readonly { readonly id: string }[], Value> = Readonly<
  Record<Words[number]['id'], Value>
>;

export const RESOURCE_MARKS: OfKind<typeof RESOURCE_KINDS, MarkId> = {
  team: 'helmet',
  fire_station: 'fire_engine',
  depot: 'crate',
  shelter: 'shelter',
  hospital: 'hospital',
  command_centre: 'screen',
  safety_station: 'shield',
  helipad: 'helipad',
  lookout: 'lookout',
  expert: 'expert',
  water_source: 'water_source',
  hydrant: 'hydrant',
};

export const HAZARD_MARKS: OfKind<typeof HAZARD_KINDS, MarkId> = {
  rockfall: 'rockfall',
  landslide: 'landslide',
  debris_flow: 'debris_flow',
  ground_collapse: 'ground_collapse',
  ground_fissure: 'ground_fissure',
  subsidence: 'subsidence',
  unstable_slope: 'unstable_slope',
  reservoir: 'reservoir',
  tailings_pond: 'tailings_pond',
  coal_mine: 'pick_hammer',
  mine: 'mine_cart',
  filling_station: 'fuel_pump',
  fireworks_wholesale: 'fireworks_store',
  fireworks_shop: 'fireworks',
  waterlogging: 'waterlogging',
  road_collapse: 'road_hole',
  fog_road: 'fog',
  forest_fire: 'forest_fire',
};

export const TARGET_MARKS: OfKind<typeof TARGET_KINDS, MarkId> = {
  school: 'school',
  kindergarten: 'blocks',
  hospital: 'hospital',
  elderly_care: 'cane',
  prison: 'bars',
  housing: 'house',
  office: 'office',
  market: 'shop',
  sports: 'stadium',
  culture: 'temple',
  station: 'train',
};

export const PLACE_MARKS: OfKind<typeof PLACE_KINDS, MarkId> = {
  high_rise: 'tower',
  underground: 'stairs_down',
  complex: 'bag',
  market: 'shop',
  three_in_one: 'three_in_one',
  flammable: 'flame',
  vacant_yard: 'fence',
  fire_key_unit: 'extinguisher',
  housing: 'house',
  school: 'school',
  hospital: 'hospital',
  elderly_care: 'cane',
  hotel: 'bed',
  entertainment: 'music',
  culture: 'temple',
  scenic: 'peaks',
  construction_site: 'crane',
  station: 'train',
};

export const MAJOR_HAZARD_MARKS: OfKind<typeof MAJOR_HAZARD_KINDS, MarkId> = {
  tank_farm: 'tanks',
  warehouse: 'warehouse',
  production: 'columns',
  filling: 'cylinder',
};

export const LIFELINE_MARKS: OfKind<typeof LIFELINE_KINDS, MarkId> = {
  power_line: 'pylon',
  substation: 'bolt',
  bridge: 'bridge',
  tunnel: 'tunnel',
  heating: 'heating',
  water_supply: 'tap',
  water_works: 'water_tower',
  railway: 'rails',
  metro: 'metro',
  utility_tunnel: 'utility_tunnel',
};

export const MEDIUM_MARKS: OfKind<typeof PIPELINE_MEDIA, MarkId> = {
  crude_oil: 'barrel',
  oil_products: 'drop',
  natural_gas: 'flame',
  lpg: 'cylinder',
  manufactured_gas: 'burner',
  hydrogen: 'hydrogen',
  ammonia: 'ammonia',
  ethylene: 'double_bond',
  chemical: 'flask',
  steam: 'steam',
  water: 'tap',
  drainage: 'grate',
};

export const CAMERA_MARKS: OfKind<typeof CAMERA_KINDS, MarkId> = {
  enterprise: 'camera_enterprise',
  hazmat: 'camera_hazmat',
  filling_station: 'camera_fuel',
  road: 'camera_road',
  reservoir: 'camera_water',
  forest: 'camera_forest',
  public_place: 'camera_public',
};

export const PLAN_MARKS: OfKind<typeof PLAN_KINDS, MarkId> = {
  general: 'plan_general',
  special: 'plan_special',
  department: 'plan_department',
  township: 'plan_township',
  enterprise: 'plan_enterprise',
  event: 'plan_event',
};

export const DANGER_MARKS: OfKind<typeof DANGER_CLASSES, MarkId> = {
  major: 'danger_major',
  general: 'danger_general',
};

export const TASK_MARKS: OfKind<typeof TASK_STATES, MarkId> = {
  to_do: 'task_to_do',
  failed: 'task_failed',
  passed: 'task_passed',
  cancelled: 'task_cancelled',
};

export const ACCIDENT_MARKS: OfKind<typeof ACCIDENT_TYPES, MarkId> = {
  struck: 'struck',
  vehicle: 'car',
  machinery: 'gear',
  lifting: 'hook',
  electric_shock: 'bolt',
  drowning: 'drowning',
  burns: 'thermometer',
  fire: 'flame',
  fall: 'fall',
  collapse: 'collapse',
  roof_fall: 'roof_fall',
  water_inrush: 'water_inrush',
  blasting: 'dynamite',
  explosives: 'bomb',
  gas_explosion: 'burst_flame',
  boiler_explosion: 'boiler',
  vessel_explosion: 'vessel',
  other_explosion: 'burst',
  poisoning: 'skull',
  other: 'warning',
};

export const MANAGEMENT_AREA_MARKS: OfKind<typeof MANAGEMENT_AREA_KINDS, MarkId> = {
  development_zone: 'bars_rising',
  high_tech_zone: 'chip',
  bonded_zone: 'container',
  port_area: 'anchor',
  scenic_area: 'peaks',
  resort: 'parasol',
  forest_farm: 'trees',
};

export const PARK_MARKS: OfKind<typeof PARK_KINDS, MarkId> = {
  chemical: 'flask',
  industrial: 'factory',
  logistics: 'truck',
  small_business: 'shop',
};
