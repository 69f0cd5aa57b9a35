/** What the server says of assessment rounds. */
import { hc } from 'hono/client';
import type { Api } from '../../../server/api.ts';
import { answered, type Body, bodyOf } from '../../api.ts';

const client = hc<Api>('/');

const compareRoute = client.api.rounds[':id'].compare;
export type Rounds = Body<typeof client.api.rounds.$get>;
export type Round = Rounds['rounds'][number];
export type Comparison = Body<typeof compareRoute.$get>;
export type RoundLayer = Comparison['layer'];

export const readRounds = () => bodyOf<typeof client.api.rounds.$get>(client.api.rounds.$get({ query: {} }));
export const compareRounds = (id: string, earlier: string, layer: RoundLayer) =>
  bodyOf<typeof compareRoute.$get>(
    compareRoute.$get({ param: { id }, query: { with: earlier, layer, limit: 200 } }),
  );

/** Attaches a paper. Throws Problem. */
export const attach = (id: string, form: FormData): Promise<Round> =>
  answered<Round>(fetch(`/api/rounds/${id}/files`, { method: 'POST', body: form }));
