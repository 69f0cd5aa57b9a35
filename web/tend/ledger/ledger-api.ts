/** The ledger as the server tells it, and how it is written. */
import type { InferResponseType } from 'hono/client';
import { hc } from 'hono/client';
import type { Grade } from '../../../data/grade.ts';
import type { MeasureClass, Season } from '../../../data/ledger/words.ts';
import type { Api } from '../../../server/api.ts';
import { answered } from '../../api.ts';

const client = hc<Api>('/');
type Body<Route> = Exclude<InferResponseType<Route, 200>, Response>;

export type LedgerPage = Body<typeof client.api.ledger.$get>;
export type LedgerRow = LedgerPage['rows'][number];
export type LedgerLayer = LedgerRow['layer'];

/** What is asked of the list; empty texts are not sent. */
export interface LedgerAsked {
  readonly layer: LedgerLayer;
  readonly region: string;
  readonly sector: string;
  readonly grade: string;
  readonly state: string;
  readonly owner: string;
  readonly q: string;
  readonly sort: string;
  readonly page: number;
}
export const SIZE = 50;

export function queryOf({ page, ...asked }: LedgerAsked): URLSearchParams {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  query.set('page', String(page));
  query.set('size', String(SIZE));
  return query;
}
export const readLedger = (asked: LedgerAsked, signal: AbortSignal) =>
  answered<LedgerPage>(fetch(`/api/ledger?${queryOf(asked)}`, { signal }));

/** The same rows as a document. */
export function documentHref(asked: LedgerAsked, format: 'xlsx' | 'docx' | 'pdf' | 'csv'): string {
  const query = queryOf(asked);
  query.delete('page');
  query.delete('size');
  return `/api/ledger.${format}?${query}`;
}

export interface Measure {
  readonly id?: string;
  readonly class: MeasureClass;
  readonly text: string;
  readonly level: string | null;
  readonly responsible: string | null;
  readonly cycleDays: number | null;
  readonly season: Season | null;
  readonly seasonCycleDays: number | null;
  readonly active: boolean;
}
export interface Responsible {
  readonly fid?: number;
  readonly kind: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly duties: string | null;
  readonly lastPerformedOn: string | null;
}
export interface PointInputs {
  readonly inherent?: Readonly<Record<string, number>> | undefined;
  readonly residual?: Readonly<Record<string, number>> | undefined;
  readonly reasons?: readonly string[] | undefined;
}
export interface RiskPoint {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly ownerLayer: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly sector: string | null;
  readonly unit: string | null;
  readonly event: string | null;
  readonly accidentType: string | null;
  readonly method: string | null;
  readonly scheme: string | null;
  readonly inputs: PointInputs | null;
  readonly controlLevel: string | null;
  readonly assessedOn: string | null;
  readonly reviewDue: string | null;
  readonly declaredGrade: Grade | null;
  readonly measures: readonly Measure[];
  readonly responsibilities: readonly Responsible[];
  readonly inherentScore: number | null;
  readonly inherentGrade: Grade | null;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly state: string;
  readonly openMajorDangers: number;
}

export const readPoint = (id: string, signal: AbortSignal) =>
  answered<RiskPoint>(fetch(`/api/risk-points/${encodeURIComponent(id)}`, { signal }));

export interface SupervisionRow {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly sector: string | null;
  readonly regionName: string | null;
  readonly grade: Grade | null;
  readonly evaluation: 'good' | 'fair' | 'poor' | null;
  readonly class: 'A' | 'B' | 'C' | 'D';
  readonly everyDays: number | null;
  readonly lastVisitOn: string | null;
  readonly dueOn: string | null;
  readonly due: 'overdue' | 'due' | 'ok' | 'never' | 'sampled';
  readonly keyLists: readonly ('city' | 'county')[];
}
export interface Supervision {
  readonly rows: readonly SupervisionRow[];
  readonly total: number;
  readonly counts: Readonly<Record<'overdue' | 'due' | 'never' | 'city' | 'county' | 'both', number>>;
  readonly byClass: Readonly<Record<string, number>>;
}
export const readSupervision = (query: URLSearchParams, signal: AbortSignal) =>
  answered<Supervision>(fetch(`/api/supervision?${query}`, { signal }));

export type SectorGrades = Body<(typeof client.api)['sector-grades']['$get']>;
export const readSectorGrades = (signal: AbortSignal) =>
  answered<SectorGrades>(fetch('/api/sector-grades', { signal }));
