/** Simplifies areas that share borders: each shared arc once, so neighbours stay neighbours (Visvalingam–Whyatt). */
import type { MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';

/**
 * The same areas with fewer vertices, in the same order and CRS (planar units, e.g. Web Mercator metres).
 * A vertex goes when the triangle with its neighbours is smaller than tolerance² / 2 (Visvalingam & Whyatt 1993,
 * effective area); rings never collapse away: an area that would vanish keeps its outline.
 */
export function simplifyCoverage(areas: readonly MultiPolygon[], tolerance: number): MultiPolygon[] {
  const collection = { type: 'GeometryCollection' as const, geometries: [...areas] };
  const whole = presimplify(topology({ areas: collection }) as Topology<{ areas: GeometryCollection }>);
  const thinned = simplify(whole, (tolerance * tolerance) / 2);
  const simplified = feature(thinned, thinned.objects.areas);
  return simplified.features.map((one, index) => {
    const shape = asMultiPolygon(one.geometry as Polygon | MultiPolygon | null);
    return shape ?? areas[index]!;
  });
}

/** Rings that kept at least a triangle; undefined when none did. */
function asMultiPolygon(shape: Polygon | MultiPolygon | null): MultiPolygon | undefined {
  if (!shape) return undefined;
  const polygons = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates)
    .filter((rings) => (rings[0]?.length ?? 0) >= 4)
    .map((rings) => rings.filter((ring) => ring.length >= 4));
  return polygons.length > 0 ? { type: 'MultiPolygon', coordinates: polygons } : undefined;
}
