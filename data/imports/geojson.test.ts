/** GeoJSON: the three ways of writing features, and what is wrong with a text. */
import { expect, it } from 'vitest';
import { geojsonRecords, nestsDeeperThan } from './geojson.ts';
import type { SourceRecord } from './records.ts';

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 11) yield text.slice(at, at + 11);
}

async function read(text: string) {
  const file = await geojsonRecords(() => pieces(text));
  const records: SourceRecord[] = [];
  if (file) for await (const batch of file.batches) records.push(...batch);
  return { columns: file?.columns, crs: file?.crs, records };
}

const feature = (id: number, properties = '{"name":"甲"}') =>
  `{"type":"Feature","id":${id},"properties":${properties},"geometry":{"type":"Point","coordinates":[1,2]}}`;

it('reads a collection on one line or on many', async () => {
  const text = `{"type":"FeatureCollection","features":[${feature(1)},\n\n${feature(2, '{"b":1}')}]}`;
  for (const one of [text, text.replaceAll('\n', ''), text.replace('{', '{\r\n')]) {
    const { columns, records } = await read(one);
    expect(columns).toEqual(['name', 'b']);
    expect(records.map(({ row, id, values }) => [row, id, values])).toEqual([
      [1, 1, { name: '甲' }],
      [2, 2, { b: 1 }],
    ]);
  }
});

it('reads a single feature and one feature a line', async () => {
  expect((await read(feature(7))).records).toHaveLength(1);
  const { records } = await read(`\n${feature(1)}\n\u001e${feature(2)}\n{"type":"Feat\n`);
  expect(records.map(({ row, line, id, problem }) => [row, line, id, problem?.code])).toEqual([
    [1, 2, 1, undefined],
    [2, 3, 2, undefined],
    [3, 4, undefined, 'json_syntax'],
  ]);
});

it('names the line of a syntax error', async () => {
  const { records } = await read(`{"type":"FeatureCollection",\n\n"features":[\n${feature(1)},\n]}`);
  expect(records[0]?.problem).toMatchObject({ code: 'json_syntax', row: 1 });
  expect(records[0]?.problem?.message.en).toContain('Line 5');
});

it('tells what is not a feature', async () => {
  const { records } = await read(
    `{"type":"FeatureCollection","features":[${feature(1)},{"type":"Point"},4]}`,
  );
  expect(records.map(({ problem }) => problem?.code)).toEqual([undefined, 'not_a_feature', 'not_a_feature']);
  expect((await read('{"type":"Point","coordinates":[1,2]}')).records[0]?.problem?.code).toBe(
    'not_a_feature',
  );
});

it('reads the coordinate system of older files', async () => {
  const crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}}';
  expect((await read(`{"type":"FeatureCollection",${crs},"features":[]}`)).crs).toBe(
    'urn:ogc:def:crs:EPSG::3857',
  );
});

it('refuses nesting beyond 64 levels before parsing', async () => {
  const deep = `{"type":"FeatureCollection","features":[${'['.repeat(200_000)}`;
  expect((await read(deep)).records[0]?.problem?.code).toBe('json_depth');
  expect(nestsDeeperThan('"[[[[\\"[[["', 2)).toBe(false);
  expect(nestsDeeperThan('[[1],[2]]', 2)).toBe(false);
  expect(nestsDeeperThan('[[[1]]]', 2)).toBe(true);
});
