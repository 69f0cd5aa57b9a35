/** Any layer: declared ways of writing, times, places of another type, and objects that come twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accidents } from '../layers/accidents.ts';
import { hazardPoints } from '../layers/hazard-points.ts';
import { parks } from '../layers/parks.ts';
import { pipelines } from '../layers/pipelines.ts';
import { resources } from '../layers/resources.ts';
import { roads } from '../layers/roads.ts';
import { checkFile, digest, fileOf } from './fixture.ts';
import { checkGeometry } from './geometry.ts';
import type { Mapping } from './mapping.ts';
import { objectPrint, osmId } from './object.ts';
import { valueParser } from './values.ts';

const open = [
  [1, 1],
  [2, 1],
  [2, 2],
];
const ring = [...open, [1, 1]];

describe('values', () => {
  const people = hazardPoints.fields.threatened_people;
  const occurred = hazardPoints.fields.occurred_on;
  const happened = accidents.fields.happened_at;
  it('reads a number with separators only where the mapping declares them', () => {
    const declared = valueParser(hazardPoints, 'threatened_people', people, { format: '1,234.5' });
    const plain = valueParser(hazardPoints, 'threatened_people', people);
    expect(declared('64,409')).toEqual({ ok: true, value: 64409 });
    expect(declared('409')).toEqual({ ok: true, value: 409 });
    expect(declared('6,44,09')).toMatchObject({ ok: false, code: 'not_an_integer' });
    expect(plain('64,409')).toMatchObject({ ok: false, code: 'not_an_integer' });
    const continental = valueParser(pipelines, 'pressure_mpa', pipelines.fields.pressure_mpa, {
      format: '1.234,5',
    });
    expect(continental('1.000,25')).toMatchObject({ ok: false, code: 'out_of_range' });
    expect(continental('999,25')).toEqual({ ok: true, value: 999.25 });
  });

  it('keeps the value of every number written with separators', () => {
    const parse = valueParser(hazardPoints, 'threatened_people', people, { format: '1,234.5' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (value) => {
        expect(parse(value.toLocaleString('en-US'))).toEqual({ ok: true, value });
      }),
    );
  });

  it('reads dates in the declared order of month and day', () => {
    const read = (format: 'M/D/YYYY' | 'D/M/YYYY' | 'YYYYMMDD', text: string) =>
      valueParser(hazardPoints, 'occurred_on', occurred, { format })(text);
    expect(read('M/D/YYYY', '1/5/2007')).toEqual({ ok: true, value: '2007-01-05' });
    expect(read('D/M/YYYY', '1/5/2007')).toEqual({ ok: true, value: '2007-05-01' });
    expect(read('YYYYMMDD', '20070105')).toEqual({ ok: true, value: '2007-01-05' });
    expect(read('M/D/YYYY', '13/5/2007')).toMatchObject({ ok: false, code: 'not_a_date' });
    expect(read('M/D/YYYY', '2007-01-05')).toMatchObject({ ok: false, code: 'not_a_date' });
  });

  it('wants to know the zone of a time', () => {
    const read = (text: string, timeZone?: string) =>
      valueParser(accidents, 'happened_at', happened, { timeZone })(text);
    expect(read('2026-03-01T08:30:00+08:00')).toEqual({ ok: true, value: '2026-03-01T00:30:00.000Z' });
    expect(read('2026/3/1 8:30', '+08:00')).toEqual({ ok: true, value: '2026-03-01T00:30:00.000Z' });
    expect(read('2026-03-01', '+08:00')).toEqual({ ok: true, value: '2026-02-28T16:00:00.000Z' });
    expect(read('2026-03-01T08:30:00.5Z', '+08:00')).toEqual({ ok: true, value: '2026-03-01T08:30:00.500Z' });
    expect(read('2026-03-01 08:30')).toMatchObject({ ok: false, code: 'time_zone_missing' });
    expect(read('2026-03-01 25:30Z')).toMatchObject({ ok: false, code: 'not_a_time' });
    expect(read('yesterday')).toMatchObject({ ok: false, code: 'not_a_time' });
  });
});

describe('places of another type', () => {
  const line = { type: 'LineString', coordinates: open };
  const loop = { type: 'LineString', coordinates: ring };
  const area = { type: 'Polygon', coordinates: [ring] };
  it.each([
    [resources, line, 'MultiLineString', 'to_point', 1],
    [resources, loop, 'MultiPolygon', 'to_point', 1],
    [resources, area, 'MultiPolygon', 'to_point', 2],
    [parks, loop, 'MultiPolygon', 'to_area', 1],
    [parks, area, 'MultiPolygon', null, 2],
    [hazardPoints, loop, 'MultiLineString', null, 1],
    [roads, loop, 'MultiLineString', null, 1],
    [resources, { type: 'MultiPoint', coordinates: [[1, 2]] }, 'Point', null, 0],
  ] as const)('%o', (layer, geometry, type, change, dimension) => {
    expect(checkGeometry(geometry, layer.geometry)).toMatchObject({
      ok: true,
      geometry: { type },
      change,
      dimension,
    });
  });
  it.each([
    [parks, { type: 'Point', coordinates: [1, 2] }],
    [parks, line],
    [roads, area],
    [roads, { type: 'Point', coordinates: [1, 2] }],
    [
      resources,
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [resources, { type: 'GeometryCollection', geometries: [] }],
  ] as const)('refuses %o', (layer, geometry) => {
    expect(checkGeometry(geometry, layer.geometry)).toMatchObject({ ok: false, code: 'geometry_type' });
  });
});

describe('one object', () => {
  const record = (id: string | number | undefined, values: Record<string, unknown>, type = 'Point') => ({
    row: 1,
    line: 1,
    values,
    geometry: { type },
    ...(id === undefined ? {} : { id }),
  });
  it('is known by its number in OpenStreetMap, however the file writes it', () => {
    expect(osmId(record('n12', {}))).toBe('n12');
    expect(osmId(record('a246', {}))).toBe('w123');
    expect(osmId(record('a247', {}))).toBe('r123');
    expect(osmId(record('way/123', {}))).toBe('w123');
    expect(osmId(record(undefined, { '@id': 78103491 }, 'LineString'))).toBe('w78103491');
    expect(osmId(record(undefined, { '@id': 5, '@type': 'relation' }, 'Polygon'))).toBe('r5');
    expect(osmId(record(undefined, { osm_id: '4416443' }, 'LineString'))).toBe('w4416443');
    expect(osmId(record(undefined, { osm_way_id: '9', osm_id: null }, 'MultiPolygon'))).toBe('w9');
    expect(osmId(record(undefined, { osm_id: -7 }, 'MultiPolygon'))).toBe('r7');
    expect(osmId(record(undefined, { name: 'x' }))).toBeUndefined();
  });

  const position = fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -80, max: 80 }));
  it('has one print, wherever its ring begins and whichever way it runs', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(position, { minLength: 3, maxLength: 9, selector: String }),
        fc.nat(8),
        fc.boolean(),
        (places, turn, back) => {
          const turned = places.map((_, i) => places[(i + turn) % places.length]!);
          const other = back ? turned.toReversed() : turned;
          const values = { name: '甲', source: 's' };
          const line = objectPrint(
            { type: 'MultiLineString', coordinates: [[...places, places[0]!]] },
            { ...values, source_id: '1' },
            digest,
          );
          const area = objectPrint(
            { type: 'MultiPolygon', coordinates: [[[...other, other[0]!]]] },
            { ...values, source_id: '2' },
            digest,
          );
          expect(area).toBe(line);
          const named = objectPrint(
            { type: 'MultiPolygon', coordinates: [[[...other, other[0]!]]] },
            { ...values, name: '乙', source_id: '2' },
            digest,
          );
          expect(named).not.toBe(line);
        },
      ),
    );
  });
});

describe('a mapping', () => {
  const file = (rows: string) => fileOf(`id,name,kind,lon,lat\n${rows}`, 'r.csv', 1 << 16);
  const mapping = (kind: object, more: Partial<Mapping> = {}): Mapping => ({
    source: 's',
    key: ['id'],
    fields: { name: { column: 'name', otherwise: '未命名' }, kind: { column: 'kind', ...kind } },
    ...more,
  });
  it('says what stands where the file says nothing that is listed', async () => {
    const kinds = { values: { hospital: 'hospital' }, otherwise: 'team' };
    const { rows, problems } = await checkFile(
      resources,
      file('1,,hospital,1,2\n2,乙,other,1,3'),
      mapping(kinds),
    );
    expect(problems).toEqual([]);
    expect(rows.map(({ values }) => [values.name, values.kind])).toEqual([
      ['未命名', 'hospital'],
      ['乙', 'team'],
    ]);
  });
  it('takes the first of several columns that says something, and keys of which a part may be blank', async () => {
    const csv = fileOf('a,b,x,y,lon,lat\n1,2,,乙,1,2\n3,,甲,丙,1,3\n,4,丁,,1,4', 'k.csv');
    const several: Mapping = {
      source: 's',
      key: ['a', 'b?'],
      fields: { name: { column: ['x', 'y'] }, kind: { value: 'team' } },
    };
    const { rows, problems } = await checkFile(resources, csv, several);
    expect(rows.map(({ values }) => [values.source_id, values.name])).toEqual([
      ['1-2', '乙'],
      ['3-', '甲'],
    ]);
    expect(problems.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, 'source_id', 'required'],
    ]);
  });
  it('shortens keys of several columns that are too long together, each in its own way', async () => {
    const long = 'x'.repeat(100);
    const csv = fileOf(`a,b,lon,lat\n${long},${long}1,1,2\n${long},${long}2,1,3`, 'k.csv');
    const named: Mapping = { source: 's', key: ['a', 'b'], fields: { name: 'b', kind: { value: 'team' } } };
    const { rows, problems } = await checkFile(resources, csv, named);
    expect(problems).toEqual([]);
    const [one, other] = rows.map(({ values }) => String(values.source_id));
    expect([one?.length, one === other, one?.startsWith(long)]).toEqual([120, false, true]);
  });
  it('passes over records whose words it does not list', async () => {
    const only = mapping({}, { where: { values: { kind: ['hospital'] } } });
    const { rows, problems } = await checkFile(resources, file('1,甲,hospital,1,2\n2,乙,bench,1,3'), only);
    expect([rows.length, problems]).toEqual([1, []]);
  });
  it('may not declare a way of writing dates for a word', async () => {
    await expect(
      checkFile(resources, file('1,甲,hospital,1,2'), mapping({ format: 'M/D/YYYY' })),
    ).rejects.toMatchObject({ problems: [{ code: 'mapping_invalid' }] });
  });
  it('reads lines and areas of a CSV from a column with their text', async () => {
    const csv = fileOf(
      'source_id,name,medium,wkt\n1,甲,water,"LINESTRING (1 2, 3 4)"\n2,乙,water,LINE (1 2)',
      'p.csv',
    );
    const { rows, problems } = await checkFile(pipelines, csv, { source: 's' });
    expect(rows.map(({ geometry }) => geometry)).toEqual([
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    ]);
    expect(problems.map(({ row, code }) => [row, code])).toEqual([[2, 'wkt_form']]);
  });
  it('takes away the apostrophe that an export puts before what looks like a formula', async () => {
    const text = "source_id,name,kind,lon,lat\n'-1,'=甲,team,1,2\n2,''=乙,team,1,2\n3,'s-Gravenhage,team,1,2";
    const { rows } = await checkFile(resources, fileOf(text), { source: 's' });
    expect(rows.map(({ values }) => [values.source_id, values.name])).toEqual([
      ['-1', '=甲'],
      ['2', "'=乙"],
      ['3', "'s-Gravenhage"],
    ]);
  });
});
