/** The HTTP API as scripts and other systems meet it, on both engines. */
import { createHash } from 'node:crypto';
import { distance } from '@turf/turf';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYERS } from '../data/layers/all.ts';
import { servant } from '../server/db/database.ts';
import { filterSql, readFilter } from '../server/ogc/filter-sql.ts';
import { readingOf } from '../server/reading.ts';
import { type Api, openApi, PASSWORD } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

const enterprises = smallEnterprises(300);
const ITEMS = '/ogc/collections/enterprises/items';
const EXECUTE = '/ogc/processes/within/execution';
const encoded = encodeURIComponent;

interface LayerEvent {
  readonly layer: string;
  readonly version: number;
  readonly bbox: readonly number[] | null;
}

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let planner: string;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, enterprises);
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
  });
  afterAll(() => api?.close());

  const items = (query: string) => api.json(`${ITEMS}?${query}`, { cookie: planner });
  const status = async (path: string, cookie?: string) =>
    (await api.ask(path, cookie ? { cookie } : {})).status;

  describe('errors', () => {
    it('refuses unknown parameters everywhere, by name', async () => {
      for (const path of [
        '/api/session',
        '/api/layers',
        '/ogc',
        `${ITEMS}`,
        '/healthz',
        '/ogc/processes',
        '/tiles/regions.json',
      ]) {
        const answer = await api.ask(`${path}?nonsense=1`, { cookie: planner });
        expect([path, answer.status]).toEqual([path, 400]);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect((await answer.json()).errors[0]).toMatchObject({ pointer: 'nonsense', code: 'unknown' });
      }
    });

    it('speaks the reader’s language: ?lang, cookie, Accept-Language, Chinese', async () => {
      const title = async (path: string, headers = {}) =>
        (await (await api.ask(path, { headers })).json()).title;
      expect(await title('/api/nothing')).toBe('没有找到');
      expect(await title('/api/nothing', { 'accept-language': 'fr, en-GB;q=0.8, zh;q=0.2' })).toBe(
        'Not found',
      );
      expect(await title('/api/nothing', { 'accept-language': 'en', cookie: 'lang=zh' })).toBe('没有找到');
      expect(await title('/api/nothing?lang=en', { cookie: 'lang=zh' })).toBe('Not found');
    });

    it('points into an invalid body', async () => {
      const answer = await api.ask(EXECUTE, {
        body: { inputs: { layers: ['regions'], geometry: [1, 2], radiusM: 'far' } },
      });
      expect(answer.status).toBe(422);
      expect((await answer.json()).errors).toEqual([
        expect.objectContaining({ pointer: '/inputs/radiusM', code: 'type' }),
      ]);
      expect((await api.ask(EXECUTE, { body: '{"inputs":' })).status).toBe(422);
      expect((await api.ask(EXECUTE, { body: `${'['.repeat(70)}${']'.repeat(70)}` })).status).toBe(422);
      expect((await api.ask(EXECUTE, { body: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(
        415,
      );
      expect((await api.ask(EXECUTE, { body: `"${'x'.repeat(2_200_000)}"` })).status).toBe(413);
    });

    it('tells a wrong method from a missing place, and answers HEAD', async () => {
      const wrong = await api.ask('/api/layers', { method: 'DELETE' });
      expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
      const head = await api.ask('/api/layers', { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
    });

    it('carries the security headers on every answer', async () => {
      for (const path of ['/api/session', '/api/nothing', '/ogc', '/healthz']) {
        const { headers } = await api.ask(path);
        expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
        expect(headers.get('x-content-type-options')).toBe('nosniff');
      }
    });

    it('answers 503 with the step until the database is open', async () => {
      const { createApp } = await import('../server/app.ts');
      const step = { zh: '正在迁移', en: 'migrating' };
      const app = createApp({ ...api.services, ready: () => ({ ready: false, step, percent: 40 }) });
      const ready = await app.request('/readyz');
      expect([ready.status, await ready.json()]).toEqual([503, { ready: false, step, percent: 40 }]);
      const layers = await app.request('/api/layers');
      expect([layers.status, layers.headers.get('retry-after')]).toEqual([503, '1']);
      expect((await app.request('/healthz')).status).toBe(200);
    });
  });

  describe('sessions', () => {
    it('opens, shows and closes a session', async () => {
      const answer = await api.ask('/api/session', { body: { username: 'planner', password: PASSWORD } });
      const cookie = answer.headers.get('set-cookie')!;
      expect(cookie).toMatch(/^fc_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
      const mine = { cookie: cookie.split(';')[0]! };
      expect(await api.json('/api/session', mine)).toMatchObject({
        user: { username: 'planner' },
        role: 'planner',
      });
      expect((await api.ask('/api/session', { ...mine, method: 'DELETE' })).status).toBe(204);
      expect(await api.json('/api/session', mine)).toEqual({
        user: null,
        role: 'public',
        scope: { regions: null, sectors: null },
      });
    });

    it('keeps only a hash of the cookie', async () => {
      const token = planner.split('=')[1]!;
      const count = (bytes: Uint8Array) =>
        opened.database.as(servant('security', 'test'), async (session) => {
          const sql =
            'select count(*) as n from fourcolor.sessions where position($1::bytea in token_hash) > 0';
          return (await session.query<{ n: number }>(sql, [bytes]))[0]!.n;
        });
      expect(await count(createHash('sha256').update(token).digest())).toBe(1);
      expect(await count(Buffer.from(token))).toBe(0);
      expect(await count(Buffer.from(token, 'base64url'))).toBe(0);
    });

    it('locks a name after five wrong passwords, known or not, and says for how long', async () => {
      await api.signIn('forgetful', 'planner');
      for (const username of ['forgetful', 'nobody-at-all']) {
        const tries = [];
        for (let i = 0; i < 6; i++)
          tries.push(await api.ask('/api/session', { body: { username, password: 'wrong' } }));
        expect(tries.map((one) => one.status)).toEqual([401, 401, 401, 401, 401, 429]);
        expect(Number(tries[5]!.headers.get('retry-after'))).toBeGreaterThan(590);
      }
      const right = await api.ask('/api/session', { body: { username: 'forgetful', password: PASSWORD } });
      expect(right.status).toBe(429);
    });

    it('refuses what another site makes the browser send, and lets scripts pass', async () => {
      const body = { username: 'planner', password: PASSWORD };
      const from = (headers: Record<string, string>) =>
        api.ask('/api/session', { body, headers }).then((r) => r.status);
      expect(await from({ origin: 'https://evil.example' })).toBe(403);
      expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403);
      expect(await from({ origin: 'null' })).toBe(403);
      expect(await from({ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).toBe(200);
      expect(await from({})).toBe(200);
    });

    it('hides demo accounts from a server that others can reach', async () => {
      const { createDemoAccounts, DEMO_PASSWORD } = await import('../server/demo-accounts.ts');
      await createDemoAccounts(opened.database, TOWNSHIP);
      const body = { username: 'auditor', password: DEMO_PASSWORD };
      const outside = await openApi(opened, { HOST: '0.0.0.0' });
      const chosen = await openApi(opened, { HOST: '0.0.0.0', FOURCOLOR_DEMO_PUBLIC: '1' });
      expect((await outside.ask('/api/session', { body })).status).toBe(401);
      expect(await outside.json('/api/demo-accounts')).toEqual({ accounts: [] });
      expect((await chosen.ask('/api/session', { body })).status).toBe(200);
      expect((await chosen.json('/api/demo-accounts')).accounts).toHaveLength(9);
      await Promise.all([outside.close(), chosen.close()]);
    });

    it('takes away a disabled person’s rights within five seconds', async () => {
      const cookie = await api.signIn('leaver', 'planner');
      expect(await status(ITEMS, cookie)).toBe(200);
      await opened.database.as(servant('security', 'test'), (session) =>
        session.query("update fourcolor.accounts set disabled = true where username = 'leaver'"),
      );
      await new Promise((resolve) => setTimeout(resolve, 5_100));
      expect(await status(ITEMS, cookie)).toBe(404);
    });
  });

  describe('features', () => {
    it('pages through everything once, in a stable order', async () => {
      const seen: string[] = [];
      let next: string | undefined = `${ITEMS}?limit=70&sortby=grade`;
      while (next) {
        const page = await api.json(next, { cookie: planner });
        expect(page.numberMatched).toBe(300);
        expect(page.numberReturned).toBe(page.features.length);
        seen.push(...page.features.map((feature: { id: string }) => feature.id));
        const link = page.links.find((one: { rel: string }) => one.rel === 'next');
        next = link?.href.replace('http://localhost', '');
      }
      expect(new Set(seen).size).toBe(300);
      expect(seen).toHaveLength(300);
    });

    it('sorts with empty values last, either way', async () => {
      for (const sortby of ['grade', '-grade']) {
        const page = await items(`limit=300&sortby=${sortby},name`);
        const grades = page.features.map(
          (feature: { properties: { grade: number | null } }) => feature.properties.grade,
        );
        expect(grades.indexOf(null)).toBe(grades.filter((grade: number | null) => grade !== null).length);
      }
    });

    it('finds by box exactly what lies in it, in each axis order and across the antimeridian', async () => {
      const [w, s, e, n] = [WEST + 0.11, SOUTH + 0.07, WEST + 0.37, SOUTH + 0.29];
      const expected = enterprises.filter(
        (one) => one.lon >= w && one.lon <= e && one.lat >= s && one.lat <= n,
      ).length;
      expect(expected).toBeGreaterThan(20);
      expect((await items(`limit=1&bbox=${w},${s},${e},${n}`)).numberMatched).toBe(expected);
      expect((await items(`limit=1&bbox=${w},${s},-50,${e},${n},900`)).numberMatched).toBe(expected);
      const crs = encoded('http://www.opengis.net/def/crs/EPSG/0/4326');
      expect((await items(`limit=1&bbox-crs=${crs}&bbox=${s},${w},${n},${e}`)).numberMatched).toBe(expected);
      expect((await items('limit=1&bbox=121,20,-170,40')).numberMatched).toBe(300);
      expect((await items('limit=1&bbox=170,20,-170,40')).numberMatched).toBe(0);
      for (const bad of ['1,2,3', '1,2,3,x', '190,0,191,1', '0,50,1,40', 'NaN,0,1,1']) {
        expect(await status(`${ITEMS}?bbox=${encoded(bad)}`, planner)).toBe(400);
      }
    });

    it('turns coordinates round for EPSG:4490 and says so', async () => {
      const path = `${ITEMS}/test:0`;
      const plain = await api.json(path, { cookie: planner });
      const turned = await api.ask(`${path}?crs=${encoded('http://www.opengis.net/def/crs/EPSG/0/4490')}`, {
        cookie: planner,
      });
      expect(turned.headers.get('content-crs')).toBe('<http://www.opengis.net/def/crs/EPSG/0/4490>');
      expect((await turned.json()).geometry.coordinates).toEqual([...plain.geometry.coordinates].reverse());
      expect(await status(`${path}?crs=EPSG:3857`, planner)).toBe(400);
    });

    it('filters by time with open ends', async () => {
      await opened.owner.run((session) =>
        session.query(
          "update fourcolor.enterprises set assessed_on = date '2026-01-01' + source_id::integer where source_id::integer < 10",
        ),
      );
      const matched = async (datetime: string) =>
        (await items(`limit=1&datetime=${encoded(datetime)}`)).numberMatched;
      expect(await matched('2026-01-03')).toBe(1);
      expect(await matched('2026-01-02T16:00:00Z')).toBe(1); // midnight of the 3rd in China
      expect(await matched('2026-01-03/2026-01-05')).toBe(3);
      expect(await matched('../2026-01-04')).toBe(4);
      expect(await matched('2026-01-09/')).toBe(2);
      for (const bad of [
        '2026-02-30',
        '2026-01-05/2026-01-03',
        '../..',
        'yesterday',
        '2026-01-01/2026-01-02/2026-01-03',
      ]) {
        expect(await status(`${ITEMS}?datetime=${encoded(bad)}`, planner)).toBe(400);
      }
    });

    it('gives CSV that no spreadsheet runs', async () => {
      const names = ['=1+1', '+1', '-1', '@a', '＝1', '\tx', 'a,"b"\r\nc'];
      await opened.owner.run((session) =>
        session.query(
          `insert into fourcolor.enterprises (source, source_id, id, name, people, geom)
           select 'csv', (row_number() over ())::text, '', name, 7, st_setsrid(st_point(-100, 10), 4326)
           from unnest($1::text[]) as name`,
          [names],
        ),
      );
      const answer = await api.ask(`${ITEMS}?f=csv&sortby=source_id&filter=${encoded("source = 'csv'")}`, {
        cookie: planner,
      });
      const text = await answer.text();
      const bytes = await (await api.ask(`${ITEMS}?f=csv&limit=1`, { cookie: planner })).arrayBuffer();
      expect([...new Uint8Array(bytes).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      for (const name of names.slice(0, 6)) expect(text).toContain(`,'${name},`);
      expect(text).toContain('"a,""b""\r\nc"');
      expect(text).toContain(',-100,10\r\n');
      await opened.owner.run((session) =>
        session.query("delete from fourcolor.enterprises where source = 'csv'"),
      );
    });

    it('shows a page to people and JSON to programs', async () => {
      const html = await api.ask(`${ITEMS}?limit=3&lang=en`, {
        cookie: planner,
        headers: { accept: 'text/html,*/*;q=0.5' },
      });
      expect(html.headers.get('content-type')).toContain('text/html');
      expect(await html.text()).toContain('<html lang="en">');
      const json = await api.ask(`${ITEMS}?limit=3`, { cookie: planner });
      expect(json.headers.get('content-type')).toBe('application/geo+json');
    });
  });

  describe('filters', () => {
    const matched = async (filter: string) =>
      (await items(`limit=1&filter=${encoded(filter)}`)).numberMatched;

    it('counts what plain code counts', async () => {
      const count = (test: (one: (typeof enterprises)[number]) => boolean) => enterprises.filter(test).length;
      expect(await matched('grade = 1')).toBe(count((one) => one.grade === 1));
      expect(await matched('grade IS NULL')).toBe(count((one) => one.grade === null));
      expect(await matched("grade IN (1, 2) AND sector <> 'food'")).toBe(
        count((one) => (one.grade === 1 || one.grade === 2) && one.sector !== 'food'),
      );
      expect(await matched("name LIKE '测试企业1_'")).toBe(10);
      expect(await matched("name LIKE '测试企业1\\_'")).toBe(0);
      expect(await matched(`S_WITHIN(geom, BBOX(${WEST}, ${SOUTH}, ${WEST + 0.3}, ${SOUTH + 0.3}))`)).toBe(
        count((one) => one.lon < WEST + 0.3 && one.lat < SOUTH + 0.3),
      );
      expect(
        await matched(`NOT S_INTERSECTS(geom, POLYGON((122 30, 122.3 30, 122.3 30.3, 122 30.3, 122 30)))`),
      ).toBe(count((one) => !(one.lon <= 122.3 && one.lat <= 30.3)));
    });

    it('knows only columns that the reader may read', async () => {
      const answer = async (name: string) => {
        const response = await api.ask(`${ITEMS}?filter=${encoded(`${name} = 'x'`)}`, { cookie: planner });
        return [response.status, (await response.text()).replaceAll(name, '…')];
      };
      expect(await answer('contact_phone')).toEqual(await answer('no_such_column'));
      expect((await answer('contact_phone'))[0]).toBe(400);
      expect(await status(`${ITEMS}?sortby=contact_phone`, planner)).toBe(400);
      const commander = await api.signIn('commander', 'commander');
      const found = await api.json(`${ITEMS}?limit=1&filter=${encoded("contact_phone = '000-1234'")}`, {
        cookie: commander,
      });
      expect(found.numberMatched).toBe(300);
    });

    it('never mixes values into the statement', () => {
      const reading = readingOf('enterprises', {
        role: 'planner',
        userId: null,
        regions: null,
        sectors: null,
      });
      fc.assert(
        fc.property(fc.string({ maxLength: 60 }), (text) => {
          const value = `§${text}§`;
          const literal = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
          const values: unknown[] = [];
          const filter = readFilter(
            `name = ${literal} or address like ${literal.replaceAll('\\', '')}`,
            reading,
          );
          const sql = filterSql(filter, reading, (one) => `$${values.push(one)}`);
          expect(sql).not.toContain('§');
          expect(values[0]).toBe(value.replaceAll('\0', ''));
        }),
      );
    });

    it('answers hostile filters with 400 and goes on', async () => {
      const hostile = [
        "name = 'x'; drop table fourcolor.enterprises; --",
        "name = 'x' or 1=1 --",
        'pg_sleep(10) = 1',
        `${'('.repeat(4000)}`,
        'S_WITHIN(geom, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))',
        "name LIKE 'x\\'",
        "grade = 'one'",
        'grade = 1e400',
        "assessed_on = '2026-02-31'",
      ];
      for (const filter of hostile)
        expect([filter, await status(`${ITEMS}?filter=${encoded(filter)}`, planner)]).toEqual([filter, 400]);
      expect(await matched(`name LIKE '${'%a'.repeat(500)}'`)).toBe(0);
      expect(await matched('grade is not null')).toBeGreaterThan(0);
    });
  });

  describe('the process within', () => {
    const within = (inputs: object, cookie = planner) => api.json(EXECUTE, { cookie, body: { inputs } });

    it('agrees with distances computed one by one', async () => {
      const place = fc.record({
        lon: fc.double({ min: WEST - 0.1, max: WEST + SIDE + 0.1, noNaN: true }),
        lat: fc.double({ min: SOUTH - 0.1, max: SOUTH + SIDE + 0.1, noNaN: true }),
        radiusM: fc.double({ min: 100, max: 30_000, noNaN: true }),
      });
      await fc.assert(
        fc.asyncProperty(place, async ({ lon, lat, radiusM }) => {
          const { layers } = await within({
            layers: ['enterprises'],
            geometry: [lon, lat],
            radiusM,
            limit: 10_000,
          });
          const found = new Set(layers.enterprises.features.features.map((f: { id: string }) => f.id));
          for (const one of enterprises) {
            // turf's sphere is within 0.6 % of the ellipsoid
            const metres = distance([lon, lat], [one.lon, one.lat], { units: 'meters' });
            if (metres < radiusM * 0.993) expect(found.has(`test:${one.sourceId}`)).toBe(true);
            if (metres > radiusM * 1.007) expect(found.has(`test:${one.sourceId}`)).toBe(false);
          }
          expect(layers.enterprises.count).toBe(found.size);
        }),
        { numRuns: 25 },
      );
    });

    it('sorts by distance, counts beyond the limit and by grade', async () => {
      const inputs = {
        layers: ['enterprises', 'regions'],
        geometry: { type: 'Point', coordinates: [122.3, 30.3] },
        radiusM: 20_000,
      };
      const all = (await within({ ...inputs, limit: 10_000 })).layers.enterprises;
      const distances = all.features.features.map(
        (f: { properties: { distanceM: number } }) => f.properties.distanceM,
      );
      expect(distances).toEqual([...distances].sort((a, b) => a - b));
      const few = await within({ ...inputs, limit: 3 });
      expect(few.truncated).toBe(true);
      expect(few.layers.enterprises.count).toBe(all.count);
      expect(few.layers.enterprises.features.features).toHaveLength(3);
      expect(Object.values(all.byGrade as Record<string, number>).reduce((a, b) => a + b)).toBe(all.count);
      expect(few.layers.regions.features.features[0].properties.distanceM).toBe(0);
    });

    it('counts touching, areas without a radius, and takes one filter or one for each layer', async () => {
      const corner = enterprises[7]!;
      const area = {
        type: 'Polygon',
        coordinates: [
          [
            [corner.lon, corner.lat],
            [corner.lon + 0.001, corner.lat],
            [corner.lon, corner.lat - 0.001],
            [corner.lon, corner.lat],
          ],
        ],
      };
      const touched = await within({ layers: ['enterprises'], geometry: area });
      expect(touched.layers.enterprises.features.features.map((f: { id: string }) => f.id)).toContain(
        'test:7',
      );
      const city = { layers: ['enterprises', 'regions'], geometry: [122.3, 30.3], radiusM: 60_000 };
      const one = await within({ ...city, filter: 'grade = 1' });
      const each = await within({ ...city, filter: { enterprises: 'grade = 1' } });
      expect(one.layers.enterprises.count).toBe(12);
      expect(each.layers.enterprises.count).toBe(12);
      expect(each.layers.regions.count).toBe(91);
      expect(one.layers.regions.count).toBeLessThan(91);
    });

    it('refuses what has no answer', async () => {
      const refused = async (inputs: object) => {
        const answer = await api.ask(EXECUTE, { cookie: planner, body: { inputs } });
        return [answer.status, (await answer.json()).errors?.[0]?.pointer];
      };
      const line = {
        type: 'LineString',
        coordinates: [
          [122, 30],
          [122.1, 30.1],
        ],
      };
      const bow = {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [1, 0],
            [0, 1],
            [0, 0],
          ],
        ],
      };
      expect(await refused({ layers: ['enterprises'], geometry: line })).toEqual([422, '/inputs/radiusM']);
      expect(await refused({ layers: ['enterprises'], geometry: bow })).toEqual([422, '/inputs/geometry']);
      expect(await refused({ layers: ['enterprises'], geometry: [122, 30], radiusM: -1 })).toEqual([
        422,
        '/inputs/radiusM',
      ]);
      expect(await refused({ layers: ['enterprises'], geometry: [122, 30], filter: 'x = 1' })).toEqual([
        422,
        '/inputs/filter',
      ]);
      expect(await refused({ layers: ['enterprises'], geometry: [122, 30], more: 1 })).toEqual([
        422,
        '/inputs/more',
      ]);
      expect((await refused({ layers: ['no_such_layer'], geometry: [122, 30] }))[0]).toBe(404);
      expect(
        (await within({ layers: ['enterprises'], geometry: line, radiusM: 5000 })).layers.enterprises.count,
      ).toBeGreaterThan(0);
    });

    it('answers visitors about published layers only', async () => {
      const open = await api.json(EXECUTE, {
        body: { inputs: { layers: ['regions'], geometry: [122.3, 30.3] } },
      });
      expect(open.layers.regions.count).toBeGreaterThan(2);
      const hidden = await api.ask(EXECUTE, {
        body: { inputs: { layers: ['enterprises'], geometry: [122.3, 30.3] } },
      });
      const absent = await api.ask(EXECUTE, {
        body: { inputs: { layers: ['nothing'], geometry: [122.3, 30.3] } },
      });
      expect([hidden.status, await hidden.text()]).toEqual([absent.status, await absent.text()]);
      expect(hidden.status).toBe(404);
    });
  });

  describe('the stream of events', () => {
    /** Reads events until `enough` says so, or the stream ends. */
    const listen = async (
      cookie: string | undefined,
      enough: (events: LayerEvent[]) => boolean,
      act?: () => Promise<unknown>,
    ) => {
      const answer = await api.ask('/api/events', cookie ? { cookie } : {});
      expect(answer.headers.get('content-type')).toContain('text/event-stream');
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      const events: LayerEvent[] = [];
      let acted = false;
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return { events, ended: true };
        for (const [, data] of value.matchAll(/^data: (.*)$/gm)) events.push(JSON.parse(data!));
        if (!acted && events.length >= (cookie ? LAYERS.length : 1)) {
          acted = true;
          await act?.();
        }
        if (enough(events)) {
          await reader.cancel();
          return { events, ended: false };
        }
      }
    };

    it('begins with the newest versions and tells what changed, where', async () => {
      const change = () =>
        opened.database.as(servant('admin', 'test'), (session) =>
          session.query("update fourcolor.enterprises set people = 9 where id = 'test:7'"),
        );
      const { events } = await listen(planner, (seen) => seen.length > LAYERS.length, change);
      const ids = LAYERS.map((layer) => layer.id);
      expect(events.slice(0, -1).map((event) => event.layer)).toEqual(ids);
      const place = enterprises[7]!;
      const before = events[ids.indexOf('enterprises')]!;
      const changed = events.at(-1)!;
      expect(changed).toMatchObject({ layer: 'enterprises', version: before.version + 1 });
      expect(changed.bbox![0]).toBeCloseTo(place.lon, 6);
      expect(changed.bbox![3]).toBeCloseTo(place.lat, 6);
    });

    it('ends within seconds of the end of the session', async () => {
      const cookie = await api.signIn('listener', 'planner');
      const began = performance.now();
      const { ended } = await listen(
        cookie,
        () => false,
        () => api.ask('/api/session', { cookie, method: 'DELETE' }),
      );
      expect(ended).toBe(true);
      expect(performance.now() - began).toBeLessThan(8_000);
    });
  });

  describe('the standards', () => {
    it('describes every route in OpenAPI 3.0', async () => {
      const document = await api.json('/ogc/api?f=json');
      expect(document.openapi).toBe('3.0.3');
      const paths = Object.keys(document.paths);
      for (const path of [
        '/api/session',
        '/ogc/collections/{layer}/items',
        '/ogc/processes/within/execution',
        '/tiles/{layer}/{z}/{x}/{file}',
      ]) {
        expect(paths).toContain(path);
      }
      for (const path of paths)
        for (const method of Object.values(document.paths[path])) expect(method).toHaveProperty('summary');
      const parameters = document.paths['/ogc/collections/{layer}/items'].get.parameters;
      expect(parameters.find((one: { name: string }) => one.name === 'limit').schema).toMatchObject({
        maximum: 10_000,
        default: 100,
      });
    });

    it('leads from the landing page to every document', async () => {
      const landing = await api.json('/ogc?f=json');
      for (const { href } of landing.links) {
        expect([href, await status(href.replace('http://localhost', ''))]).toEqual([href, 200]);
      }
      expect(await status('/ogc/assets/swagger-ui-bundle.js')).toBe(200);
      expect(await status('/ogc/assets/package.json')).toBe(404);
    });

    it('serves the same tile under both addresses', async () => {
      const short = await api.ask('/tiles/regions/9/429/210.mvt');
      const long = await api.ask('/ogc/collections/regions/tiles/WebMercatorQuad/9/210/429');
      expect([short.status, long.status]).toEqual([200, 200]);
      expect(Buffer.from(await long.arrayBuffer()).equals(Buffer.from(await short.arrayBuffer()))).toBe(true);
      const again = await api.ask('/tiles/regions/9/429/210.mvt', {
        headers: { 'if-none-match': short.headers.get('etag')! },
      });
      expect(again.status).toBe(304);
      for (const bad of ['9/600/210', '23/0/0', '09/1/1', '-1/0/0', '9/1.5/1', '9/%2e%2e/1']) {
        expect([bad, await status(`/tiles/regions/${bad}.mvt`)]).toEqual([bad, 404]);
      }
      expect(await status('/tiles/regions/9/429/210.mvt?grade=5')).toBe(400);
    });

    it('counts requests by pattern, not by address', async () => {
      await api.ask(`${ITEMS}/test:1`, { cookie: planner });
      const text = await (await api.ask('/metrics')).text();
      expect(text).toMatch(
        /http_requests_total\{method="GET",route="\/ogc\/collections\/:layer\/items\/:id",status="200"\}/,
      );
      expect(text).not.toContain('test:1');
    });
  });
});
