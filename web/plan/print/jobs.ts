/** The person's reports on the server: asked for, watched, stopped. */
import { hc, type InferRequestType } from 'hono/client';
import type { Api } from '../../../server/api.ts';
import { answered } from '../../api.ts';

const client = hc<Api>('/');
const routes = client.api['report-jobs'];

export type JobParams = InferRequestType<typeof routes.$post>['json'];

export const readJobs = () =>
  answered(routes.$get({ query: {} }) as never) as Promise<{ jobs: readonly Job[] }>;
export const startJob = (json: JobParams) => answered<Job>(routes.$post({ query: {}, json }) as never);
export const cancelJob = (id: string) =>
  answered<Job>(routes[':id'].cancel.$post({ param: { id }, query: {} }) as never);
export async function removeJob(id: string): Promise<void> {
  await routes[':id'].$delete({ param: { id }, query: {} });
}
export const jobFile = (id: string) => `/api/report-jobs/${id}/file`;

export interface Job {
  readonly id: string;
  readonly params: JobParams;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number;
  readonly error: string | null;
  readonly fileName: string | null;
  readonly bytes: number | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Whether something is still to come of it. */
export const isUnderWay = ({ state }: Job) => state === 'queued' || state === 'running';
