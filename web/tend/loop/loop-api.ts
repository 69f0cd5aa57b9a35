/** The prevention loop as the screens see it: dangers, tasks, notices, photos, typed by the server's routes. */
import { hc, type InferRequestType } from 'hono/client';
import type { Api } from '../../../server/api.ts';
import { answered, type Body, sendJson } from '../../api.ts';

const api = hc<Api>('/').api;

export type DangerList = Body<typeof api.dangers.$get>;
export type DangerRow = DangerList['rows'][number];
export type DangerDocument = Body<(typeof api.dangers)[':id']['$get']>;
export type DangerStepInput = InferRequestType<(typeof api.dangers)[':id']['steps']['$post']>['json'];
export type NewDanger = InferRequestType<typeof api.dangers.$post>['json'];
export type TaskList = Body<typeof api.tasks.$get>;
export type TaskRow = TaskList['rows'][number];
export type TaskDocument = Body<(typeof api.tasks)[':id']['$get']>;
export type TaskResult = InferRequestType<(typeof api.tasks)[':id']['result']['$post']>['json'];
export type ScheduleList = Body<(typeof api)['task-schedules']['$get']>;
export type ScheduleRow = ScheduleList['schedules'][number];
export type NewSchedule = InferRequestType<(typeof api)['task-schedules']['$post']>['json'];
export type SchedulePatch = InferRequestType<(typeof api)['task-schedules'][':id']['$patch']>['json'];
export type NoticeList = Body<typeof api.notices.$get>;
export type Notice = NoticeList['notices'][number];
export type NewNotice = InferRequestType<typeof api.notices.$post>['json'];
export type Criteria = Body<(typeof api)['danger-criteria']['$get']>['criteria'];
export type People = Body<(typeof api)['loop-people']['$get']>;

/** Questions as plain parameters, without those that are empty. */
export type Question = Readonly<Record<string, string>>;
const asked = (path: string, question: Question) => {
  const given = Object.entries(question).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams(given)}`;
};
const get = <T>(path: string, question: Question, signal?: AbortSignal): Promise<T> =>
  answered<T>(fetch(asked(path, question), signal ? { signal } : {}));
const post = <T>(path: string, body: unknown) => sendJson<T>(path, 'POST', body);
const at = encodeURIComponent;

export const listDangers = (question: Question, signal: AbortSignal) =>
  get<DangerList>('/api/dangers', question, signal);
export const readDanger = (id: string, signal?: AbortSignal) =>
  get<DangerDocument>(`/api/dangers/${at(id)}`, {}, signal);
export const takeStep = (id: string, step: DangerStepInput) =>
  post<DangerDocument>(`/api/dangers/${at(id)}/steps`, step);
export const addDanger = (danger: NewDanger) => post<DangerDocument>('/api/dangers', danger);
export const readCriteria = (sector: string | null, signal: AbortSignal) =>
  get<{ criteria: Criteria }>('/api/danger-criteria', sector ? { sector } : {}, signal);
export const listTasks = (question: Question, signal: AbortSignal) =>
  get<TaskList>('/api/tasks', question, signal);
export const readTask = (id: string, signal?: AbortSignal) =>
  get<TaskDocument>(`/api/tasks/${at(id)}`, {}, signal);
export const sendResult = (id: string, result: TaskResult) =>
  post<TaskDocument & { dangers: string[] }>(`/api/tasks/${at(id)}/result`, result);
export const listSchedules = (question: Question, signal: AbortSignal) =>
  get<ScheduleList>('/api/task-schedules', question, signal);
export const addSchedules = (schedule: NewSchedule) =>
  post<{ schedules: readonly { readonly id: string }[]; tasks: number }>('/api/task-schedules', schedule);
export const changeSchedule = (id: string, patch: SchedulePatch) =>
  sendJson<ScheduleRow>(`/api/task-schedules/${id}`, 'PATCH', patch);
export const listNotices = (question: Question, signal: AbortSignal) =>
  get<NoticeList>('/api/notices', question, signal);
export const addNotice = (notice: NewNotice) => post<Notice>('/api/notices', notice);
export const replyNotice = (id: string, reply: string) => post<Notice>(`/api/notices/${id}/reply`, { reply });
export const closeNotice = (id: string, note: string) => post<Notice>(`/api/notices/${id}/close`, { note });
export const readPeople = (signal: AbortSignal) => get<People>('/api/loop-people', {}, signal);

export interface RegionName {
  readonly code: string;
  readonly name: string;
  readonly level: string;
}
/** Counties and townships that the reader sees, by code. */
export async function readRegions(signal: AbortSignal): Promise<RegionName[]> {
  const { features } = await get<{ features: { properties: RegionName }[] }>(
    '/ogc/collections/regions/items',
    { filter: "level in ('county', 'township')", sortby: 'code', limit: '2000', f: 'json' },
    signal,
  );
  return features.map(({ properties: { code, name, level } }) => ({ code, name, level }));
}

export type Owner = 'hidden_dangers' | 'tasks' | 'supervision_notices';
/** Sends a photo, made smaller first where the browser can. */
export async function addPhoto(owner: Owner, id: string, file: File, kind: string): Promise<void> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', await smaller(file));
  await answered(fetch(`/api/attachments/${owner}/${at(id)}`, { method: 'POST', body: form }));
}

/** Longest side of a photo that is sent, px. */
const LONGEST_PX = 1600;

async function smaller(file: File): Promise<File> {
  if (!file.type.startsWith('image/')) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size < 1_000_000) return file;
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
    return new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' });
  } catch {
    // what the browser cannot draw the server judges
    return file;
  }
}

/** A measure as the risk point's document tells it. */
export interface MeasureName {
  readonly id: string;
  readonly text: string;
  readonly cycleDays: number | null;
  readonly active: boolean;
}
export const readMeasures = async (riskPoint: string, signal: AbortSignal): Promise<MeasureName[]> =>
  (await get<{ measures: MeasureName[] }>(`/api/risk-points/${at(riskPoint)}`, {}, signal)).measures;

export interface ObjectName {
  readonly id: string;
  readonly name: string;
}
/** Objects of a layer whose name contains the text. */
export async function findObjects(layer: string, text: string, signal: AbortSignal): Promise<ObjectName[]> {
  const quoted = text.replaceAll("'", "''").replace(/[%_\\]/g, '');
  const { features } = await get<{ features: { id: string; properties: { name: string } }[] }>(
    `/ogc/collections/${layer}/items`,
    { filter: `name like '%${quoted}%'`, limit: '20', f: 'json' },
    signal,
  );
  return features.map(({ id, properties }) => ({ id, name: properties.name }));
}
