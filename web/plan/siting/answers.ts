/** What the server answers about a proposal and about saved alternatives, and how it is asked. */
import type { Text } from '../../../data/layer.ts';
import type { Kernel } from '../../../data/risk/polar.ts';
import type { Proposal, ProposedPlant } from '../../../data/risk/proposal.ts';
import type { TargetClass } from '../../../data/risk/verdict.ts';
import { answered } from '../../api.ts';
import type { LonLat } from '../../map/props.ts';
import {
  type Basis,
  type Box,
  floatsOf,
  type GridAnswer,
  type SocietalAnswer,
  type TargetState,
  type Time,
} from '../risk/risk-answers.ts';

export interface Missing {
  readonly unitId: string;
  readonly name: string;
  readonly missing: readonly Text[];
}

export interface UnitShare {
  readonly unitId: string;
  readonly name: string;
  readonly irPerYr: number;
  readonly share: number;
}

export interface ChangedTarget {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly class: TargetClass | null;
  readonly service: string | null;
  readonly at: LonLat;
  readonly distanceM: number;
  readonly beforePerYr: number;
  readonly afterPerYr: number;
  readonly byProposalPerYr: number;
  readonly limitPerYr: number | null;
  readonly stateBefore: TargetState;
  readonly stateAfter: TargetState;
}

interface VerdictBase {
  readonly id: string;
  readonly name: string;
  readonly at: LonLat;
  readonly verdict: 'exceeds' | 'within' | 'unknown';
  readonly reasons: readonly Text[];
  /** What the proposal adds to the expected deaths per year. */
  readonly pllPerYr: number;
}

/** An existing hazard within the escalation distances. */
export interface Escalated {
  readonly id: string;
  readonly name: string;
  readonly distanceM: number;
}

export interface PlantVerdict extends VerdictBase {
  readonly kind: 'plant';
  readonly computed: boolean;
  readonly missing: readonly Text[];
  readonly contours: readonly { readonly irPerYr: number; readonly distanceM: number }[];
  readonly targets: {
    readonly affected: number;
    readonly newlyExceeding: number;
    readonly alreadyExceeding: number;
    readonly unknown: number;
    readonly changed: readonly ChangedTarget[];
  };
  /** null in a preview. */
  readonly escalation: {
    readonly majorHazards: readonly Escalated[];
    readonly pipelines: readonly Escalated[];
    readonly zones: readonly {
      readonly effect: Text;
      readonly threshold: number;
      readonly unit: string;
      readonly distanceM: number;
    }[];
  } | null;
}

export interface BuildingVerdict extends VerdictBase {
  readonly kind: 'building';
  readonly class: TargetClass;
  readonly service: string;
  readonly irPerYr: number;
  readonly limitPerYr: number;
  readonly compliant: boolean;
  readonly timesLimit: number;
  readonly units: readonly UnitShare[];
  /** Lines of the field that contain the place, per year. */
  readonly inside: readonly number[];
  readonly advice: {
    readonly zone: 'inner' | 'middle' | 'outer' | 'outside';
    readonly sensitivity: number;
    readonly advise: 'against' | 'not_against';
    readonly reason: Text;
  };
}

export type ProposalVerdict = PlantVerdict | BuildingVerdict;
export type Societal = Pick<SocietalAnswer, 'fn' | 'pllPerYr' | 'within' | 'worst'>;

export interface SitingAnswer extends Basis {
  readonly preview: boolean;
  readonly proposals: readonly ProposalVerdict[];
  readonly before: Societal;
  readonly after: Societal;
  readonly lines: SocietalAnswer['lines'];
  readonly missing: readonly Missing[];
}

const posted = (body: object, signal?: AbortSignal, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  ...(signal && { signal }),
});

export interface SitingRequest {
  readonly proposals: readonly Proposal[];
  readonly time: Time;
  readonly preview: boolean;
}

export const readSiting = (inputs: SitingRequest, signal?: AbortSignal) =>
  answered<SitingAnswer>(fetch('/ogc/processes/siting/execution', posted({ inputs }, signal)));

/** The field about a place with other proposals counted in. */
export async function readFieldWith(
  asked: {
    readonly bbox: Box;
    readonly width: number;
    readonly height: number;
    readonly add: readonly Proposal[];
  },
  signal: AbortSignal,
): Promise<GridAnswer> {
  const { bbox, width, height, values, ...rest } = await answered<
    Omit<GridAnswer, 'field'> & { bbox: Box; width: number; height: number; values: string }
  >(fetch('/api/risk-grid', posted(asked, signal)));
  return { ...rest, field: { bbox, width, height, values: floatsOf(values) } };
}

export interface KernelAnswer extends Kernel {
  readonly notes: readonly Text[];
  readonly missing: readonly Text[];
}

/** The risk around a plant wherever it stands. */
export async function readKernel(plant: ProposedPlant, signal?: AbortSignal): Promise<KernelAnswer> {
  const { values, ...rest } = await answered<Omit<KernelAnswer, 'values'> & { values: string }>(
    fetch('/api/risk-kernel', posted({ plant }, signal)),
  );
  return { ...rest, values: floatsOf(values) };
}

export interface StudyRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  readonly computedAt: string;
  readonly fieldVersion: string;
  /** How many. */
  readonly proposals: number;
  readonly mine: boolean;
  readonly owner: string | null;
}

export interface Study extends Omit<StudyRow, 'proposals' | 'mine' | 'owner'> {
  readonly proposals: readonly Proposal[];
  readonly time: Time;
  readonly answer: SitingAnswer;
}

const STUDIES = '/api/siting-studies';
const studyAt = (id: string) => `${STUDIES}/${encodeURIComponent(id)}`;

export const readStudies = (signal: AbortSignal) =>
  answered<{ studies: readonly StudyRow[] }>(fetch(STUDIES, { signal }));
export const readStudy = (id: string, signal?: AbortSignal) =>
  answered<Study>(fetch(studyAt(id), signal ? { signal } : {}));
export const createStudy = (study: { name: string; proposals: readonly Proposal[]; time: Time }) =>
  answered<Study>(fetch(STUDIES, posted(study)));
export const changeStudy = (
  id: string,
  change: { name?: string; proposals?: readonly Proposal[]; time?: Time; recompute?: boolean },
) => answered<Study>(fetch(studyAt(id), posted(change, undefined, 'PUT')));
export const restoreStudy = (id: string) =>
  answered<Study>(fetch(`${studyAt(id)}/restore`, { method: 'POST' }));

export async function deleteStudy(id: string): Promise<void> {
  await answered<unknown>(
    fetch(studyAt(id), { method: 'DELETE' }).then((answer) => ({
      ok: answer.ok,
      status: answer.status,
      headers: answer.headers,
      // nothing comes back from what is gone
      json: () => (answer.status === 204 ? Promise.resolve(null) : answer.json()),
    })),
  );
}
