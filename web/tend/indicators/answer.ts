/** What the server says of indicators, their rows and the scorecard. */
import type { InferResponseType } from 'hono/client';
import { hc } from 'hono/client';
import type { Api } from '../../../server/api.ts';
import { answered } from '../../api.ts';

const client = hc<Api>('/');

export interface Asked {
  readonly month: string;
  readonly span: 'month' | 'year';
  readonly region: string | null;
}
const queryOf = ({ month, span, region }: Asked) => ({ month, span, ...(region && { region }) });

// problems are the other answers; `answered` throws them
type Body<Route> = Exclude<InferResponseType<Route, 200>, Response>;
const told = <Route>(asked: Promise<unknown>) =>
  answered(asked as Parameters<typeof answered<Body<Route>>>[0]);

export type Figures = Body<typeof client.api.indicators.$get>;
export type Figure = Figures['figures'][number];
export type Scorecard = Body<typeof client.api.scorecard.$get>;
export type Criterion = Scorecard['criteria'][number];

const rowsRoute = client.api.indicators[':id'].rows;
const rankingRoute = client.api.indicators[':id'].ranking;
export const readFigures = (asked: Asked) =>
  told<typeof client.api.indicators.$get>(client.api.indicators.$get({ query: queryOf(asked) }));
export const readRows = (id: Figure['id'], asked: Asked) =>
  told<typeof rowsRoute.$get>(rowsRoute.$get({ param: { id }, query: { ...queryOf(asked), limit: 200 } }));
export const readRanking = (id: Figure['id'], asked: Asked) =>
  told<typeof rankingRoute.$get>(rankingRoute.$get({ param: { id }, query: queryOf(asked) }));
export const readScorecard = () =>
  told<typeof client.api.scorecard.$get>(client.api.scorecard.$get({ query: {} }));

/** Sends JSON; throws Problem with the server's sentence. */
export const send = <T>(
  path: string,
  method: 'POST' | 'PUT' | 'DELETE',
  body: unknown,
): Promise<T | null> => {
  const asked = fetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answered<T | null>(
    asked.then((answer) => ({
      ok: answer.ok,
      status: answer.status,
      headers: answer.headers,
      json: async () => (answer.status === 204 ? null : answer.json()),
    })),
  );
};
