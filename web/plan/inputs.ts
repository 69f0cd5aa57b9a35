/** A question as the inputs of a process. */
import type { RegionLevel } from '../../data/layers/regions.ts';
import type { LonLat } from '../map/props.ts';
import { isReady, type Question } from './question.ts';

export interface Asked {
  readonly question: Question;
  readonly process: 'within' | 'nearest';
  readonly inputs: object;
}

/** Most objects of a layer that one answer lists; the counts are of all. */
const MOST_LISTED = 10_000;

/** What to ask of the server; null while something is missing. */
export function askedOf(question: Question): Asked | null {
  if (!isReady(question)) return null;
  if (question.way === 'nearest') return { question, process: 'nearest', inputs: nearestInputs(question) };
  const inputs = { layers: question.layers, limit: MOST_LISTED, ...narrowing(question), ...where(question) };
  return { question, process: 'within', inputs };
}

/** Regions are listed at the level whose size suits the reach. */
export const levelFor = (reachM: number): RegionLevel => (reachM <= 3000 ? 'village' : 'township');

/** The level at which this question lists regions: levels cover each other, so one at a time. */
export function regionLevelOf(question: Question): RegionLevel {
  const { way, ring, line } = question;
  if (way === 'circle') return levelFor(question.radiusM);
  if (way === 'layer') return levelFor(question.nearM);
  const corners = way === 'polygon' ? ring : way === 'line' ? line : [];
  return levelFor(corners.length > 1 ? spanM(corners) / 2 : question.aroundM);
}

function where(question: Question): object {
  switch (question.way) {
    case 'polygon':
      return {
        geometry: { type: 'Polygon', coordinates: [[...question.ring, question.ring[0]]] },
      };
    case 'line':
      return {
        geometry: { type: 'LineString', coordinates: question.line },
        radiusM: question.widthM,
      };
    case 'object': {
      const { layer, id } = question.object!;
      return {
        geometry: { layer, id },
        ...(question.aroundM > 0 ? { radiusM: question.aroundM } : {}),
      };
    }
    case 'layer':
      return {
        near: {
          layer: question.nearLayer,
          radiusM: question.nearM,
          ...(question.nearKinds?.length ? { kinds: question.nearKinds } : {}),
        },
      };
    default:
      return { geometry: question.center, radiusM: question.radiusM };
  }
}

function narrowing(question: Question): object {
  const kinds = Object.fromEntries(
    question.layers.flatMap((layer) => {
      const words = question.kinds[layer];
      return words?.length ? [[layer, words]] : [];
    }),
  );
  return {
    ...(Object.keys(kinds).length > 0 ? { kinds } : {}),
    ...(question.layers.includes('regions')
      ? { filter: { regions: `level = '${regionLevelOf(question)}'` } }
      : {}),
  };
}

function nearestInputs({ nearestOf, nearestKind, center, limit, stock, quantity }: Question): object {
  const item = stock.trim();
  return {
    layers: [nearestOf],
    point: center,
    limit,
    ...(nearestKind ? { kinds: [nearestKind] } : {}),
    ...(nearestOf === 'resources' && item ? { stock: { item, quantity } } : {}),
  };
}

function spanM(corners: readonly LonLat[]): number {
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  const wide = (Math.max(...lons) - Math.min(...lons)) * Math.cos((lats[0]! * Math.PI) / 180);
  return Math.max(wide, Math.max(...lats) - Math.min(...lats)) * 111_320;
}
