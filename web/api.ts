/** The server as the screens see it: typed requests, and failures that carry the server's own sentence. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { hc, type InferRequestType, type InferResponseType } from 'hono/client';
import { GRADE_KEYS, type Grade, type GradeKey, type GradeState } from '../data/grade.ts';
import type { Api } from '../server/api.ts';

const client = hc<Api>('/');

/** What is wrong with one field of what was sent. */
export interface FieldProblem {
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly message: string;
  readonly remedy?: string;
}

/** A request that failed; `message` is the server's sentence in the reader's language. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds after which to try again, when the server says so. */
  readonly retryAfterS: number | null;
  /** What is wrong field by field, when the server says so. */
  readonly fields: readonly FieldProblem[];

  constructor(
    status: number,
    code: string,
    message: string,
    retryAfterS: number | null = null,
    fields: readonly FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
    this.fields = fields;
  }
}

interface Answer<T> {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<T>;
}

/** The body of an answer, null where it has none (204); throws Problem where the server refuses. */
export async function answered<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'offline', '');
  });
  if (answer.ok) return answer.status === 204 ? (null as T) : answer.json();
  const problem = (await answer.json().catch(() => ({}))) as {
    type?: string;
    title?: string;
    detail?: string;
    errors?: readonly FieldProblem[];
  };
  const retry = Number(answer.headers.get('retry-after'));
  throw new Problem(
    answer.status,
    problem.type?.split(':').at(-1) ?? 'unknown',
    problem.detail ?? problem.title ?? String(answer.status),
    retry > 0 ? retry : null,
    problem.errors,
  );
}

/** What a route answers, without the plain responses (problems) that its type also names. */
export type Body<Route> = Exclude<InferResponseType<Route, 200>, Response>;

/** The body of a typed route's answer; throws Problem. */
export const bodyOf = <Route>(asked: Promise<unknown>) => answered(asked as Promise<Answer<Body<Route>>>);

/** Sends JSON and gives what is answered (null: 204); throws Problem, with its fields where the server names them. */
export const sendJson = <T>(
  path: string,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  body?: unknown,
): Promise<T> =>
  answered<T>(
    fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );

export type City = Awaited<ReturnType<typeof readCity>>;
export type LayerSummary = Awaited<ReturnType<typeof readLayers>>['layers'][number];
export type Session = Awaited<ReturnType<typeof readSession>>;
export type DemoAccount = Awaited<ReturnType<typeof readDemoAccounts>>['accounts'][number];
export type Found = Awaited<ReturnType<typeof search>>['results'][number];
export type RegionStep = Awaited<ReturnType<typeof regionsAt>>['path'][number];

/** Changes by day, week or month, and one by one. */
export type HistoryQuery = InferRequestType<typeof client.api.history.$get>['query'];
export const readHistory = (query: HistoryQuery) => answered(client.api.history.$get({ query }));
export type History = Awaited<ReturnType<typeof readHistory>>;
/** The previous or next change: the moment from which it holds. */
export const readStep = (query: InferRequestType<(typeof client.api.history.step)['$get']>['query']) =>
  answered(client.api.history.step.$get({ query }));
export const readChanges = (query: InferRequestType<typeof client.api.changes.$get>['query']) =>
  answered(client.api.changes.$get({ query }));
export type Change = Awaited<ReturnType<typeof readChanges>>['changes'][number];

export const readCity = () => answered(client.api.city.$get({ query: {} }));
/** A day of the past; none = today. */
interface Day {
  readonly at?: string;
  readonly mode?: 'was' | 'known';
  /** JSON: CQL2 text by layer. */
  readonly where?: string;
}

/** `day`: graded layers as they were. */
export const readLayers = (day: Day = {}) => answered(client.api.layers.$get({ query: day }));
export const readSession = () => answered(client.api.session.$get({ query: {} }));
export const readDemoAccounts = () => answered(client.api['demo-accounts'].$get({ query: {} }));

export const signIn = (username: string, password: string) =>
  answered<unknown>(client.api.session.$post({ query: {}, json: { username, password } }));

export async function signOut(): Promise<void> {
  await client.api.session.$delete({ query: {} });
}

export const search = (q: string, signal: AbortSignal) =>
  answered(client.api.search.$get({ query: { q, limit: '12' } }, { init: { signal } }));

export const regionsAt = (lon: number, lat: number, signal?: AbortSignal, day: Day = {}) =>
  answered(
    client.api.regions.at.$get(
      { query: { lon: lon.toFixed(6), lat: lat.toFixed(6), ...day } },
      signal ? { init: { signal } } : {},
    ),
  );

/** An object of a layer with the fields that the reader may see. */
export interface Item extends Feature<Geometry> {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | number | null>> & {
    readonly grade: Grade | null;
    readonly grade_state: GradeState;
    readonly distanceM?: number;
  };
}

/** One object: the content of its card. */
/** `day`: a graded object as it was. */
export const readItem = (layer: string, id: string, signal?: AbortSignal, day: Day = {}) =>
  answered<Item>(
    fetch(`/ogc/collections/${layer}/items/${encodeURIComponent(id)}${queryOf(day)}`, {
      headers: { accept: 'application/geo+json' },
      ...(signal ? { signal } : {}),
    }),
  );

const queryOf = (day: Day) => {
  const text = new URLSearchParams({ ...day }).toString();
  return text && `?${text}`;
};

/** [west, south, east, north] of all that the reader may see of a layer; null when that is nothing. */
export async function readExtent(layer: string): Promise<[number, number, number, number] | null> {
  const { extent } = await answered<{
    extent?: { spatial?: { bbox: readonly [number, number, number, number][] } };
  }>(fetch(`/ogc/collections/${layer}?f=json`));
  return extent?.spatial?.bbox[0] ?? null;
}

const detailsRoute = client.api.details[':layer'][':id'];
export type Details = Body<typeof detailsRoute.$get>;

/** What hangs on an object: responsible persons, inventory, stock; only the lists that its layer may have. */
export const readDetails = (layer: string, id: string, signal: AbortSignal) =>
  bodyOf<typeof detailsRoute.$get>(
    detailsRoute.$get({ param: { layer, id }, query: {} }, { init: { signal } }),
  );

/** How many objects match a CQL2 text. */
export async function countItems(layer: string, filter: string, signal?: AbortSignal): Promise<number> {
  const query = new URLSearchParams({ limit: '1', filter, f: 'json' });
  const answer = await answered<FeatureCollection & { numberMatched: number }>(
    fetch(`/ogc/collections/${layer}/items?${query}`, signal ? { signal } : {}),
  );
  return answer.numberMatched;
}

export interface WithinAnswer {
  readonly layers: Readonly<
    Record<
      string,
      {
        readonly count: number;
        readonly byGrade: Readonly<Record<GradeKey, number>>;
        readonly features: { readonly type: 'FeatureCollection'; readonly features: readonly Item[] };
      }
    >
  >;
  readonly truncated: boolean;
}

interface NearestAnswer {
  readonly features: readonly (Item & { readonly properties: { readonly layer: string } })[];
}

/** What lies within, as the process answers; the nearest are counted layer by layer like any other answer. */
export async function askProcess(
  process: 'within' | 'nearest',
  inputs: object,
  signal: AbortSignal,
): Promise<WithinAnswer> {
  const answer = await answered<WithinAnswer | NearestAnswer>(
    fetch(`/ogc/processes/${process}/execution`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inputs }),
      signal,
    }),
  );
  return 'layers' in answer ? answer : byLayer(answer);
}

function byLayer({ features }: NearestAnswer): WithinAnswer {
  const names = [...new Set(features.map(({ properties }) => properties.layer))];
  const layers = names.map((name) => {
    const own = features.filter(({ properties }) => properties.layer === name);
    const byGrade = Object.fromEntries(
      GRADE_KEYS.map((key) => [
        key,
        own.filter(({ properties }) => String(properties.grade ?? null) === key).length,
      ]),
    ) as Record<GradeKey, number>;
    return [
      name,
      { count: own.length, byGrade, features: { type: 'FeatureCollection' as const, features: own } },
    ] as const;
  });
  return { layers: Object.fromEntries(layers), truncated: false };
}

export interface Readiness {
  readonly ready: boolean;
  readonly step?: { readonly zh: string; readonly en: string };
  readonly percent?: number;
}

/** Whether the server can answer yet; null when it does not answer at all. */
export async function readReadiness(): Promise<Readiness | null> {
  try {
    return (await (await fetch('/readyz')).json()) as Readiness;
  } catch {
    return null;
  }
}
