/** Saved views as the server keeps them. */
import { hc } from 'hono/client';
import type { Api } from '../../../server/api.ts';
import { answered } from '../../api.ts';

const client = hc<Api>('/');

export type SavedView = Awaited<ReturnType<typeof readViews>>['views'][number];
/** What of a view its person changes; `deleted: false` brings it back. */
export interface ViewPatch {
  readonly name?: string;
  readonly link?: string;
  readonly shared?: boolean;
  readonly deleted?: boolean;
}

/** One's own and those that colleagues share, last changed first. */
export const readViews = (signal: AbortSignal) =>
  answered(client.api.views.$get({ query: {} }, { init: { signal } }));

export const saveView = (json: { readonly name: string; readonly link: string; readonly shared: boolean }) =>
  answered(client.api.views.$post({ query: {}, json }));

export const changeView = (id: string, json: ViewPatch) =>
  answered(client.api.views[':id'].$patch({ param: { id }, query: {}, json }));
