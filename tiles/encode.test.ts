import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { type Attribute, encodeTile } from './encode.ts';

type XY = readonly [number, number];

function wkb(type: number, body: readonly (number | readonly XY[])[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from([1]), uint32(type)];
  for (const item of body) parts.push(typeof item === 'number' ? uint32(item) : xys(item));
  return new Uint8Array(Buffer.concat(parts));
}
function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
function xys(points: readonly XY[]): Buffer {
  return Buffer.from(new Float64Array(points.flat()).buffer);
}
const point = (at: XY) => wkb(1, [[at]]);
const line = (points: readonly XY[]) => wkb(2, [points.length, points]);
const polygon = (...rings: readonly (readonly XY[])[]) =>
  wkb(3, [rings.length, ...rings.flatMap((ring) => [ring.length, ring])]);
const many = (type: number, parts: readonly Uint8Array[]) =>
  new Uint8Array(Buffer.concat([Buffer.from([1]), uint32(type), uint32(parts.length), ...parts]));

function decoded(shape: Uint8Array, attributes: Record<string, Attribute> = {}) {
  const bytes = encodeTile([{ name: 'layer', features: [{ fid: 7, wkb: shape, attributes }] }]);
  const layer = new VectorTile(new PbfReader(bytes)).layers.layer;
  if (!layer) return undefined;
  const feature = layer.feature(0);
  const geometry = feature.loadGeometry().map((ring) => ring.map(({ x, y }): XY => [x, y]));
  return {
    version: layer.version,
    extent: layer.extent,
    id: feature.id,
    type: feature.type,
    properties: feature.properties,
    geometry,
  };
}

const square = (at: number, size: number): XY[] => [
  [at, at],
  [at + size, at],
  [at + size, at + size],
  [at, at + size],
  [at, at],
];
const doubleArea = (ring: readonly XY[]) =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);

describe('the tile encoder', () => {
  it('writes version 2 with extent 4096, the feature id and its attributes', () => {
    const attributes = { name: '化工厂', grade: 1, factor: 0.25, change: -3, open: false };
    expect(decoded(point([5, -64]), attributes)).toEqual({
      version: 2,
      extent: 4096,
      id: 7,
      type: 1,
      properties: attributes,
      geometry: [[[5, -64]]],
    });
  });

  it('winds outer rings clockwise on the screen and holes the other way, however they came', () => {
    for (const outer of [square(0, 100), square(0, 100).reverse()]) {
      for (const hole of [square(10, 20), square(10, 20).reverse()]) {
        const areas = decoded(polygon(outer, hole))?.geometry.map((ring) => doubleArea(ring) / 2);
        expect(areas).toEqual([10_000, -400]);
      }
    }
  });

  it('leaves out rings without area, and with an outer ring its holes', () => {
    const flat: XY[] = [
      [0, 0],
      [50, 50],
      [0, 0],
    ];
    expect(decoded(polygon(square(0, 100), flat))?.geometry).toHaveLength(1);
    expect(decoded(polygon(flat, square(10, 20)))).toBeUndefined();
  });

  it('keeps the parts of multiple geometries, and of a mixed collection those of the first kind', () => {
    expect(decoded(many(4, [point([1, 2]), point([3, 4])]))?.geometry).toEqual([[[1, 2]], [[3, 4]]]);
    expect(decoded(many(6, [polygon(square(0, 10)), polygon(square(50, 10))]))?.geometry).toHaveLength(2);
    const mixed = decoded(
      many(7, [
        line([
          [0, 0],
          [5, 5],
        ]),
        point([9, 9]),
      ]),
    );
    expect(mixed).toMatchObject({
      type: 2,
      geometry: [
        [
          [0, 0],
          [5, 5],
        ],
      ],
    });
  });

  it('has no bytes without features', () => {
    expect(encodeTile([])).toHaveLength(0);
    expect(encodeTile([{ name: 'a', features: [] }])).toHaveLength(0);
    expect(
      encodeTile([{ name: 'a', features: [{ fid: 1, wkb: many(7, []), attributes: {} }] }]),
    ).toHaveLength(0);
  });

  it('refuses what is not little-endian WKB', () => {
    const big = point([1, 2]);
    big[0] = 0;
    expect(() => decoded(big)).toThrow('little-endian');
    expect(() => decoded(wkb(17, []))).toThrow('Unexpected WKB geometry type: 17');
  });

  it('gives lines back as they were', () => {
    const coordinate = fc.integer({ min: -512, max: 4608 });
    const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(points, (given) => {
        expect(decoded(line(given))?.geometry).toEqual([given]);
      }),
    );
  });
});
