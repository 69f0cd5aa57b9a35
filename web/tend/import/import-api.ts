/** Imports as the screens see them: uploads, choices, checks, writing and undoing, typed by the server's routes. */
import type { FeatureCollection } from 'geojson';
import { hc, type InferRequestType, type InferResponseType } from 'hono/client';
import type { Api } from '../../../server/api.ts';
import { answered, Problem } from '../../api.ts';

const api = hc<Api>('/').api;
const one = api.imports[':id'];

type Answer<T> = Exclude<T, Response>;
export type ImportDetail = Answer<InferResponseType<typeof one.$get, 200>>;
export type ImportList = Answer<InferResponseType<typeof api.imports.$get, 200>>;
export type ImportEntry = ImportList['imports'][number];
export type ImportDescription = NonNullable<ImportDetail['description']>;
export type ImportReport = NonNullable<ImportDetail['report']>;
export type ImportProblem = ImportDetail['failure'][number];
export type ImportChoices = ImportDetail['choices'];
export type ChoicesPatch = InferRequestType<typeof one.$patch>['json'];
export type Grid = Answer<InferResponseType<typeof one.rows.$get, 200>>;
export type GridRow = Grid['rows'][number];
export type Pairs = Answer<InferResponseType<typeof one.duplicates.$get, 200>>;
export type Pair = Pairs['pairs'][number];
export type UndoAnswer = Answer<InferResponseType<typeof one.undo.$post, 200>>;

/** The client's type of an answer also names plain responses; `answered` throws those. */
const told = <T>(asked: Promise<unknown>): Promise<T> =>
  answered<T>(asked as Parameters<typeof answered<T>>[0]);
const of = (id: string) => ({ param: { id }, query: {} });
const init = (signal?: AbortSignal) => (signal ? { init: { signal } } : {});

export const listImports = (signal?: AbortSignal) =>
  told<ImportList>(api.imports.$get({ query: {} }, init(signal)));
export const readImport = (id: string, signal?: AbortSignal) =>
  told<ImportDetail>(one.$get(of(id), init(signal)));
export const changeImport = (id: string, json: ChoicesPatch) =>
  told<ImportDetail>(one.$patch({ ...of(id), json }));
export const checkImport = (id: string) => told<ImportDetail>(one.check.$post(of(id)));
export const cancelImport = (id: string) => told<ImportDetail>(one.cancel.$post(of(id)));
export const writeImport = (id: string) => told<ImportDetail>(one.write.$post(of(id)));
export const undoImport = (id: string) => told<UndoAnswer>(one.undo.$post(of(id)));
export const discardImport = async (id: string): Promise<void> => {
  const answer = await fetch(`/api/imports/${id}`, { method: 'DELETE' });
  if (!answer.ok) await answered(Promise.resolve(answer));
};

/** Rows of a checked import; `problem` is a code, `any`, or null for all rows. */
export const readRows = (
  id: string,
  asked: { problem: string | null; offset: number; limit: number },
  signal?: AbortSignal,
) =>
  told<Grid>(
    one.rows.$get(
      {
        param: { id },
        query: {
          ...(asked.problem === null ? {} : { problem: asked.problem }),
          offset: String(asked.offset),
          limit: String(asked.limit),
        },
      },
      init(signal),
    ),
  );

export const readPairs = (id: string, undecided: boolean, signal?: AbortSignal) =>
  told<Pairs>(
    one.duplicates.$get(
      { param: { id }, query: { undecided: undecided ? 'true' : 'false', limit: '200' } },
      init(signal),
    ),
  );

/** Placed rows of a checked import, at most 5,000 of them. */
export interface ImportPreview extends FeatureCollection {
  readonly total: number;
  readonly bbox?: [number, number, number, number];
}
export const readPreview = (id: string, signal: AbortSignal) =>
  told<ImportPreview>(fetch(`/api/imports/${id}/preview`, { signal }));

export const rejectedUrl = (id: string) => `/api/imports/${id}/rejected.csv`;

/** Groups of rows that are one object, of two or three checked lists; the first thousand. */
export interface MatchedLists {
  readonly counts: {
    readonly matched: number;
    readonly conflicting: number;
    readonly only: Readonly<Record<string, number>>;
  };
  readonly groups: readonly {
    readonly verdict: 'matched' | 'conflicting' | 'only';
    readonly differing: readonly string[];
    readonly rows: readonly {
      readonly import: string;
      readonly row: number;
      readonly id: string;
      readonly name: string | null;
      readonly differing: Readonly<Record<string, string | null>>;
    }[];
  }[];
}

const askLists = (imports: readonly string[], format: string, signal?: AbortSignal) =>
  fetch(`/api/match-lists?f=${format}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ imports }),
    ...(signal ? { signal } : {}),
  });
export const matchLists = (imports: readonly string[], signal: AbortSignal) =>
  told<MatchedLists>(askLists(imports, 'json', signal));

/** All groups as a file for the person. */
export async function takeLists(imports: readonly string[], format: 'csv' | 'geojson'): Promise<void> {
  const answer = await askLists(imports, format);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `lists.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}

/** Sends files with the share that has arrived, 0–1; rejects with the server's sentence. */
export function uploadFiles(
  files: readonly File[],
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<ImportDetail> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    // fetch does not tell how much of a body has been sent
    const request = new XMLHttpRequest();
    request.open('POST', '/api/imports');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Problem(0, 'offline', ''));
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    request.onload = () => {
      if (request.status === 201) return resolve(request.response as ImportDetail);
      const { type, detail, title } = (request.response ?? {}) as Partial<Record<string, string>>;
      const code = type?.split(':').at(-1) ?? 'unknown';
      reject(new Problem(request.status, code, detail ?? title ?? String(request.status)));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
