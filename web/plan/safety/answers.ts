/** What the server answers about safety distances, consultation zones, planning advice and encroachment. */
import type { Feature, Geometry, MultiPolygon, Point, Polygon } from 'geojson';
import type { Text } from '../../../data/layer.ts';
import type { Development, Zone } from '../../../data/safety/planning-advice.ts';
import { answered } from '../../api.ts';
import type { LonLat } from '../../map/props.ts';
import type { Basis, Box } from '../risk/risk-answers.ts';
import type { Missing, UnitShare } from '../siting/answers.ts';

interface WithMissing extends Basis {
  readonly missing: readonly Missing[];
}

export interface Method {
  readonly method: 'consequence' | 'qra' | 'code' | 'unknown';
  readonly reason: Text;
  /** Σ q/Q of toxic and flammable gases; null = cannot be told. */
  readonly ratio: number | null;
  readonly inputs: readonly {
    readonly unitId: string;
    readonly substance: string;
    readonly cas: string | null;
    readonly quantityT: number;
    readonly thresholdT: number | null;
    readonly group: 'explosive' | 'toxic_gas' | 'flammable_gas' | 'other' | 'unknown';
  }[];
  readonly codes: readonly { readonly id: string; readonly title: Text; readonly applies: Text }[];
}

export interface SafetyDistance {
  readonly of: 'unit' | 'enterprise';
  readonly basis: 'individual-risk' | 'overpressure';
  readonly irPerYr: number | null;
  readonly overpressurePa: number | null;
  readonly applies: Text;
  /** Largest distance from the unit; 0 = not reached. */
  readonly distanceM: number;
  readonly confidence: Text;
}

export interface ZoneProperties {
  readonly of: 'unit' | 'enterprise';
  readonly basis: 'individual-risk' | 'overpressure';
  readonly irPerYr?: number | null;
  readonly overpressurePa?: number | null;
  readonly distanceM?: number;
}

export interface DistanceAnswer extends WithMissing {
  readonly unit: Method & { readonly unitId: string; readonly name: string };
  readonly enterprise: Method & {
    readonly enterpriseId: string | null;
    readonly name: string | null;
    readonly unitIds: readonly string[];
  };
  readonly distances: readonly SafetyDistance[];
  readonly zones: { readonly features: readonly Feature<Geometry, ZoneProperties>[] };
  /** Contours of official assessment reports: they come first. */
  readonly official: { readonly features: readonly Feature<Geometry, Readonly<Record<string, unknown>>>[] };
}

export type ConsultedZone = Exclude<Zone, 'outside'>;

export interface ConsultationAnswer extends WithMissing {
  /** Outer first. */
  readonly zones: {
    readonly features: readonly Feature<
      MultiPolygon,
      { readonly zone: ConsultedZone; readonly irPerYr: number; readonly areaKm2: number }
    >[];
  };
  readonly source: Text;
}

export interface AdviceAnswer extends WithMissing {
  readonly zone: Zone;
  readonly sensitivity: 1 | 2 | 3 | 4;
  readonly advise: 'against' | 'not_against';
  readonly reason: Text;
  readonly sensitivityReason: Text;
  readonly maxIrPerYr: number;
  readonly units: readonly UnitShare[];
  readonly source: Text;
}

type Rule = Text & { readonly clause: string };

export interface Encroachment {
  readonly layer: 'enterprises' | 'places' | 'protected_targets';
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly pipelineId: string;
  readonly pipelineName: string;
  readonly distanceM: number;
  readonly protectionM: number;
  /** How deep inside the strip. */
  readonly depthM: number;
  readonly rule: Rule;
}

export interface EncroachmentAnswer {
  readonly count: number;
  readonly byPipeline: readonly {
    readonly pipelineId: string;
    readonly name: string;
    readonly medium: string;
    readonly network: string | null;
    readonly protectionM: number;
    readonly rule: Rule;
    readonly count: number;
  }[];
  readonly strips: {
    readonly features: readonly Feature<
      Polygon | MultiPolygon,
      { readonly pipelineId: string; readonly protectionM: number }
    >[];
  };
  /** Deepest first. */
  readonly objects: { readonly features: readonly Feature<Point, Encroachment>[] };
  readonly notComputed: readonly {
    readonly pipelineId: string;
    readonly name: string;
    readonly reason: Text;
  }[];
  readonly truncated: boolean;
  readonly note: Text;
  readonly literature: readonly string[];
  readonly asOf: string;
}

function run<T>(process: string, inputs: object, signal: AbortSignal): Promise<T> {
  return answered<T>(
    fetch(`/ogc/processes/${process}/execution`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inputs }),
      signal,
    }),
  );
}

export const readDistance = (unitId: string, signal: AbortSignal) =>
  run<DistanceAnswer>('safety-distance', { unitId }, signal);

/** The zones of one unit, or of all sources in a box. */
export const readConsultation = (scope: { unitId: string } | { bbox: Box }, signal: AbortSignal) =>
  run<ConsultationAnswer>('consultation-zones', scope, signal);

export const readAdvice = (point: LonLat, development: Development, signal: AbortSignal) =>
  run<AdviceAnswer>('planning-advice', { point, development }, signal);

export const readEncroachments = (scope: { pipelineId: string } | { bbox: Box }, signal: AbortSignal) =>
  run<EncroachmentAnswer>('encroachments', scope, signal);
