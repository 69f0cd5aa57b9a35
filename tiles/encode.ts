/** Rows with tile-scaled geometry → the bytes of a Mapbox Vector Tile 2.1 (for the engine without ST_AsMVT). */
import { fromVectorTileJs, type VectorTileFeatureLike, type VectorTileLayerLike } from '@maplibre/vt-pbf';
import { EXTENT } from './address.ts';

/** The writer's point class; it reads x and y only, so plain objects will do. */
type Point = ReturnType<VectorTileFeatureLike['loadGeometry']>[number][number];

export type Attribute = string | number | boolean;

export interface TileFeature {
  readonly fid: number;
  /** Little-endian WKB in tile units: x to the right, y down, whole numbers. */
  readonly wkb: Uint8Array;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface TileLayer {
  readonly name: string;
  readonly features: readonly TileFeature[];
}

type GeometryKind = 1 | 2 | 3;

/** The uncompressed tile; layers without features are left out, and a tile without layers has no bytes. */
export function encodeTile(layers: readonly TileLayer[]): Uint8Array {
  const written: Record<string, VectorTileLayerLike> = {};
  for (const layer of layers) {
    const features = layer.features.flatMap((feature) => {
      const parts = mvtGeometry(feature.wkb);
      return parts.length === 0 ? [] : [{ feature, parts, kind: parts[0]!.kind }];
    });
    if (features.length === 0) continue;
    written[layer.name] = {
      version: 2,
      name: layer.name,
      extent: EXTENT,
      length: features.length,
      feature(i: number) {
        const { feature, parts, kind } = features[i]!;
        return {
          type: kind,
          id: feature.fid,
          properties: { ...feature.attributes },
          extent: EXTENT,
          loadGeometry: () => parts.map((part) => part.points),
        };
      },
    };
  }
  return fromVectorTileJs({ layers: written });
}

interface Part {
  readonly kind: GeometryKind;
  readonly points: Point[];
}

/** Rings and lines of one feature; of a mixed collection only the parts of the first kind can be in one feature. */
function mvtGeometry(wkb: Uint8Array): Part[] {
  const parts = wkbParts(wkb);
  const kind = parts[0]?.kind;
  const same = parts.filter((part) => part.kind === kind);
  // all points of a multipoint are one part: the format writes them with one MoveTo
  return kind === 1 ? [{ kind, points: same.flatMap((part) => part.points) }] : same;
}

/** Reads 2D little-endian WKB (OGC 06-103r4, 8.2): points, lines, polygons, their multiples and collections. */
function wkbParts(wkb: Uint8Array): Part[] {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
  let at = 0;
  const uint32 = () => {
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const point = (): Point => {
    at += 16;
    return {
      x: Math.round(view.getFloat64(at - 16, true)),
      y: Math.round(view.getFloat64(at - 8, true)),
    } as Point;
  };
  const points = (): Point[] => Array.from({ length: uint32() }, point);

  function geometry(): Part[] {
    if (view.getUint8(at) !== 1) throw new Error('WKB is not little-endian');
    at++;
    const type = uint32();
    if (type === 1) return [{ kind: 1, points: [point()] }];
    if (type === 2) {
      const line = points();
      return line.length < 2 ? [] : [{ kind: 2, points: line }];
    }
    if (type === 3) return polygon(Array.from({ length: uint32() }, points));
    if (type >= 4 && type <= 7) return Array.from({ length: uint32() }, geometry).flat();
    throw new Error(`Unexpected WKB geometry type: ${type}`);
  }
  return geometry();
}

/** Outer ring clockwise on the screen (positive area with y down), holes the other way (MVT 2.1, 4.3.4.4). */
function polygon(rings: Point[][]): Part[] {
  const wound: Part[] = [];
  for (const [index, ring] of rings.entries()) {
    const area = doubleArea(ring);
    if (area === 0) {
      if (index === 0) return [];
      continue;
    }
    wound.push({ kind: 3, points: area > 0 === (index === 0) ? ring : ring.reverse() });
  }
  return wound;
}

/** Twice the signed area by the surveyor's formula. */
function doubleArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    sum += a.x * b.y - b.x * a.y;
  }
  return sum;
}
