/** Objects of a layer as the map shows them, from the server. */
import type { FeatureCollection } from 'geojson';
import { answered, type Item } from '../../api.ts';

export interface Listed extends FeatureCollection {
  readonly features: Item[];
  /** Also those that are not in the answer. */
  readonly numberMatched: number;
}

export const readListed = (layer: string, query: URLSearchParams, signal: AbortSignal) =>
  answered<Listed>(fetch(`/ogc/collections/${layer}/items?${query}`, { signal }));
