/** Shapes written to a file are read again as they were; what cannot be a shape is named with what helps. */
import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { expect, it } from 'vitest';
import { type FileFeature, geoJsonOf, readGeoJson, readShapes, rowsOf } from './files.ts';
import { kmlOf, readKml } from './kml.ts';

const degrees = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((n) => n / 1e6);
const place = fc.tuple(degrees(180), degrees(90));
const line = fc.array(place, { minLength: 2, maxLength: 6 });
const ring = fc.array(place, { minLength: 3, maxLength: 6 }).map((places) => [...places, places[0]!]);
const area = fc.array(ring, { minLength: 1, maxLength: 3 });
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 2, maxLength: 3 });
const geometry = fc.oneof(
  place.map((coordinates) => ({ type: 'Point', coordinates })),
  line.map((coordinates) => ({ type: 'LineString', coordinates })),
  area.map((coordinates) => ({ type: 'Polygon', coordinates })),
  several(place).map((coordinates) => ({ type: 'MultiPoint', coordinates })),
  several(line).map((coordinates) => ({ type: 'MultiLineString', coordinates })),
  several(area).map((coordinates) => ({ type: 'MultiPolygon', coordinates })),
) as fc.Arbitrary<Geometry>;
/** XML keeps no control characters, and files no blanks around a text. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() === text && !/[\p{Cc}\ufffe\uffff]/u.test(text));
const shape = fc.record({
  id: fc.constant('1'),
  name: words,
  note: fc.oneof(fc.constant(''), words),
  geometry,
  properties: fc.dictionary(fc.constantFrom('种类', 'a<b', 'q"&', 'kind'), words),
  shared: fc.constant(false),
  mine: fc.constant(true),
});
const told = ({ name, note, geometry, properties }: FileFeature) => ({ name, note, geometry, properties });

it('reads shapes again that it wrote as KML', () => {
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 4 }), (shapes) => {
      expect(readKml(kmlOf(shapes)).map(told)).toEqual(shapes.map(told));
    }),
  );
});

it('reads shapes again that it wrote as GeoJSON', () => {
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 4 }), (shapes) => {
      expect(readGeoJson(geoJsonOf(shapes))).toEqual(shapes.map(told));
    }),
  );
});

it('takes the good placemarks of a file and names each bad one with what helps', async () => {
  const file = new File(
    [
      `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>F</name>
<Placemark><name>Gate</name><Point><coordinates>122.4,30.2,5</coordinates></Point></Placemark>
<Placemark><name>Metres</name><Point><coordinates>40521000,3340000</coordinates></Point></Placemark>
<Placemark><name>Words</name><Point><coordinates>here,there</coordinates></Point></Placemark>
<Placemark><Style/></Placemark></Folder></Document></kml>`,
    ],
    'a.kml',
  );
  const read = await readShapes(file, 'Shape');
  if ('bad' in read) throw new Error(read.bad.en);
  expect(read.rows).toEqual([
    {
      row: 0,
      shape: {
        name: 'Gate',
        note: '',
        properties: {},
        geometry: { type: 'Point', coordinates: [122.4, 30.2] },
      },
    },
  ]);
  expect(read.refused.map(({ row, name, reason }) => [row, name, reason.en])).toEqual([
    [1, 'Metres', expect.stringContaining('WGS 84')],
    [2, 'Words', expect.stringContaining('here,there')],
    [3, 'Shape 4', expect.stringContaining('no geometry')],
  ]);
});

it('says why a whole file brings nothing', async () => {
  const why = async (text: string) => {
    const read = await readShapes(new File([text], 'x'), '');
    return 'bad' in read ? read.bad.en : '';
  };
  expect(await why('<kml><Placemark></kml>')).toMatch(/^Line 1 of the KML/);
  expect(await why('PK\u0003\u0004')).toContain('Unpack');
  expect(await why('lon;lat')).toContain('neither GeoJSON nor KML');
  expect(await why('{"type":"FeatureCollection","features":[]}')).toContain('no shapes');
  const odd = [{ name: '', note: '', properties: {}, geometry: { type: 'GeometryCollection' } }];
  expect(rowsOf(odd, 'Shape')).toMatchObject({ rows: [], refused: [{ name: 'Shape 1' }] });
});
