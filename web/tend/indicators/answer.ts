/** What the server says of indicators, their rows and the scorecard. */
import { hc } from 'hono/client';
import type { Api } from '../../../server/api.ts';
import { type Body, bodyOf } from '../../api.ts';

const client = hc<Api>('/');

export interface Asked {
  readonly month: string;
  readonly span: 'month' | 'year';
  readonly region: string | null;
}
const queryOf = ({ month, span, region }: Asked) => ({ month, span, ...(region && { region }) });

export type Figures = Body<typeof client.api.indicators.$get>;
export type Figure = Figures['figures'][number];
export type Scorecard = Body<typeof client.api.scorecard.$get>;
export type Criterion = Scorecard['criteria'][number];

const rowsRoute = client.api.indicators[':id'].rows;
const rankingRoute = client.api.indicators[':id'].ranking;
export const readFigures = (asked: Asked) =>
  bodyOf<typeof client.api.indicators.$get>(client.api.indicators.$get({ query: queryOf(asked) }));
export const readRows = (id: Figure['id'], asked: Asked) =>
  bodyOf<typeof rowsRoute.$get>(rowsRoute.$get({ param: { id }, query: { ...queryOf(asked), limit: 200 } }));
export const readRanking = (id: Figure['id'], asked: Asked) =>
  bodyOf<typeof rankingRoute.$get>(rankingRoute.$get({ param: { id }, query: queryOf(asked) }));
export const readScorecard = () =>
  bodyOf<typeof client.api.scorecard.$get>(client.api.scorecard.$get({ query: {} }));
