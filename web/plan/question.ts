/** What a reader asks of the ground: its parts while they are written, and whether it can be asked. */
import type { Geometry } from 'geojson';
import type { LayerId } from '../../data/layers/all.ts';
import { isCircle, RADIUS_M } from '../link.ts';
import type { Circle, LonLat } from '../map/props.ts';

/** How the place is given: around a point, in an area, along a line, around the selected object, by another layer; or the nearest. */
export const WAYS = ['circle', 'polygon', 'line', 'object', 'layer', 'nearest'] as const;
export type Way = (typeof WAYS)[number];

/** Words of a layer's kind field that are asked; a layer that is absent = all of its kinds. */
export type Kinds = Readonly<Partial<Record<LayerId, readonly string[]>>>;

export interface AskedObject {
  readonly layer: LayerId;
  readonly id: string;
  readonly name: string;
  /** Null until the object came. */
  readonly shape: Geometry | null;
}

export interface Question {
  readonly way: Way;
  readonly center: LonLat | null;
  readonly radiusM: number;
  readonly ring: readonly LonLat[];
  readonly line: readonly LonLat[];
  /** Metres to each side of the line. */
  readonly widthM: number;
  readonly object: AskedObject | null;
  /** Metres around the object; 0 = what touches it. */
  readonly aroundM: number;
  readonly nearLayer: LayerId;
  readonly nearKinds: readonly string[] | null;
  readonly nearM: number;
  readonly layers: readonly LayerId[];
  readonly kinds: Kinds;
  /** Of which layer the nearest are asked. */
  readonly nearestOf: LayerId;
  readonly nearestKind: string | null;
  /** Part of an item's name; '' = whatever it holds. */
  readonly stock: string;
  readonly quantity: number;
  readonly limit: number;
}

export const PRESETS_M = [500, 1000, 3000] as const;
export const LIMITS = [5, 10, 20, 50] as const;

/** The question of a page that opens, perhaps with a circle from its address. */
export function firstQuestion(circle: Circle | null): Question {
  return {
    way: 'circle',
    center: circle?.center ?? null,
    radiusM: circle?.radiusM ?? 1000,
    ring: [],
    line: [],
    widthM: 200,
    object: null,
    aroundM: 500,
    nearLayer: 'major_hazards',
    nearKinds: null,
    nearM: 500,
    layers: ['enterprises'],
    kinds: {},
    nearestOf: 'resources',
    nearestKind: null,
    stock: '',
    quantity: 1,
    limit: 5,
  };
}

/** Whether the question can be asked. */
export function isReady(question: Question): boolean {
  const { way, center, radiusM, object, aroundM } = question;
  if (way !== 'nearest' && question.layers.length === 0) return false;
  switch (way) {
    case 'circle':
      return center !== null && isCircle({ center, radiusM });
    case 'polygon':
      return question.ring.length >= 3;
    case 'line':
      return question.line.length >= 2 && isReach(question.widthM);
    case 'object':
      return object !== null && aroundM <= RADIUS_M.most && (aroundM > 0 || !isLine(object.shape));
    case 'layer':
      return question.nearM >= 0 && question.nearM <= RADIUS_M.most;
    case 'nearest':
      return center !== null;
  }
}

/** Nothing lies "within" a line: it needs ground around it. */
export const isLine = (shape: Geometry | null): boolean => shape?.type.endsWith('LineString') ?? false;

const isReach = (metres: number) => metres > 0 && metres <= RADIUS_M.most;

/** Slider steps 0–100 spread evenly over the powers of ten, so that small and large radii are both easy to hit. */
export function radiusOfStep(step: number): number {
  const raw = RADIUS_M.least * (RADIUS_M.most / RADIUS_M.least) ** (step / 100);
  const digit = raw < 200 ? 10 : raw < 1000 ? 50 : raw < 5000 ? 100 : 500;
  return Math.min(RADIUS_M.most, Math.max(RADIUS_M.least, Math.round(raw / digit) * digit));
}

export function stepOfRadius(radiusM: number): number {
  return (Math.log(radiusM / RADIUS_M.least) / Math.log(RADIUS_M.most / RADIUS_M.least)) * 100;
}

const STEPS_M = [100, 200, 500, 1000, 2000, 3000, 5000, 10_000, 20_000] as const;

/** The next larger preset-like radius, for an empty answer. */
export function wider(radiusM: number): number {
  return STEPS_M.find((candidate) => candidate > radiusM) ?? RADIUS_M.most;
}

/** The next smaller one, for an answer that is too long to list. */
export function narrower(radiusM: number): number {
  return STEPS_M.findLast((candidate) => candidate < radiusM) ?? Math.min(radiusM, RADIUS_M.least);
}

/** The metres that the way of asking has, and the same question with others; null where it has none. */
export function reachOf(question: Question): { readonly m: number; with(m: number): Question } | null {
  switch (question.way) {
    case 'circle':
      return { m: question.radiusM, with: (radiusM) => ({ ...question, radiusM }) };
    case 'line':
      return { m: question.widthM, with: (widthM) => ({ ...question, widthM }) };
    case 'object':
      return { m: question.aroundM, with: (aroundM) => ({ ...question, aroundM }) };
    case 'layer':
      return { m: question.nearM, with: (nearM) => ({ ...question, nearM }) };
    default:
      return null;
  }
}
