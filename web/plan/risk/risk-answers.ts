/** What the server answers about risk, and how it is asked. */
import type { Text } from '../../../data/layer.ts';
import type { TargetClass } from '../../../data/risk/verdict.ts';
import { answered } from '../../api.ts';
import type { FieldDrawing } from '../../map/drawn.ts';
import type { LonLat } from '../../map/props.ts';

export type Box = readonly [west: number, south: number, east: number, north: number];

/** What every answer rests on. */
export interface Basis {
  readonly assumptions?: readonly Text[];
  readonly literature?: readonly string[];
  readonly confidence?: Text;
  readonly note: Text;
  readonly fieldVersion: string;
  readonly asOf: string;
}

export interface UnitOfField {
  readonly layer?: 'major_hazards' | 'pipelines';
  readonly unitId: string;
  readonly name: string;
  readonly computed: boolean;
  readonly missing: readonly Text[];
}

export interface GridAnswer extends Basis {
  readonly field: FieldDrawing;
  /** Highest value in the box, per year. */
  readonly max: number;
  readonly units: readonly UnitOfField[];
}

export interface GridRequest {
  readonly bbox: Box;
  readonly width: number;
  readonly height: number;
  readonly pipelines: boolean;
}

/** Individual risk on a grid whose rows are equally spaced in Web Mercator. */
export async function readGrid(asked: GridRequest, signal: AbortSignal): Promise<GridAnswer> {
  const answer = await answered<
    Omit<GridAnswer, 'field'> & { bbox: Box; width: number; height: number; values: string }
  >(fetch('/api/risk-grid', posted(asked, signal)));
  const { bbox, width, height, values, ...rest } = answer;
  return { ...rest, field: { bbox, width, height, values: floatsOf(values) } };
}

/** Base64 of little-endian 32-bit floats. */
export function floatsOf(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

export interface Contributor {
  readonly layer?: 'major_hazards' | 'pipelines';
  readonly unitId: string;
  readonly name: string;
  readonly substance: Text;
  readonly scenario: string;
  readonly outcome: string;
  readonly irPerYr: number;
  readonly share: number;
}

export interface AtAnswer extends Basis {
  readonly irPerYr: number;
  readonly contributors: readonly Contributor[];
}

export const readRiskAt = (point: LonLat, pipelines: boolean, signal: AbortSignal) =>
  runProcess<AtAnswer>('risk-at', { point, pipelines }, signal);

export const STATES = ['exceeding', 'compliant', 'unknown'] as const;
export type TargetState = (typeof STATES)[number];
export type StateCounts = Readonly<Record<TargetState, number>> & { readonly count: number };

export interface TargetAtRisk {
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [number, number] };
  readonly properties: {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly class: TargetClass | null;
    readonly service: string | null;
    readonly irPerYr: number;
    readonly limitPerYr: number | null;
    readonly state: TargetState;
    readonly timesLimit: number | null;
    readonly units: readonly { unitId: string; name: string; irPerYr: number; share: number }[];
  };
}

export interface TargetsAnswer extends Basis, StateCounts {
  readonly byClass: Readonly<Record<string, StateCounts>>;
  readonly features: { readonly features: readonly TargetAtRisk[] };
  readonly truncated: boolean;
}

export const readTargets = (bbox: Box, pipelines: boolean, signal: AbortSignal) =>
  runProcess<TargetsAnswer>('risk-targets', { bbox, pipelines, limit: 500 }, signal);

export const TIMES = ['mean', 'day', 'night'] as const;
export type Time = (typeof TIMES)[number];

export interface FnPoint {
  readonly n: number;
  readonly fPerYr: number;
}

export interface SocietalAnswer extends Basis {
  readonly time: Time;
  readonly fn: readonly FnPoint[];
  readonly pllPerYr: number;
  readonly within: 'above' | 'alarp' | 'below';
  readonly worst: { readonly n: number; readonly fPerYr: number; readonly timesUpper: number } | null;
  readonly byUnit: readonly { unitId: string; name: string; pllPerYr: number; share: number }[];
  readonly lines: {
    readonly upper: readonly FnPoint[];
    readonly lower: readonly FnPoint[];
    readonly mostDeaths: number;
    readonly source: Text;
    readonly confidence: Text;
  };
  readonly people: { readonly day: number; readonly night: number };
}

export const readSocietal = (time: Time, pipelines: boolean, signal: AbortSignal) =>
  runProcess<SocietalAnswer>('societal-risk', { time, pipelines }, signal);

function runProcess<T>(id: string, inputs: object, signal: AbortSignal): Promise<T> {
  return answered<T>(fetch(`/ogc/processes/${id}/execution`, posted({ inputs }, signal)));
}

const posted = (body: object, signal: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  signal,
});
