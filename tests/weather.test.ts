/** The weather station and the wind rose, over real HTTP. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStation, StationSilent } from '../server/weather-station.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';

const servers: Server[] = [];
/** A station on this machine; the address of its document. */
async function station(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/now.json`;
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const saying = (document: unknown): RequestListener => {
  return (_request, response) => response.end(JSON.stringify(document));
};
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const WIND = { windMS: 3.2, windFromDeg: 90, tempC: 18.5, rh: 72 };

describe('the weather station', () => {
  it('is asked once a minute, however many people look', async () => {
    let asked = 0;
    let nowMs = Date.parse('2026-06-21T12:00:00Z');
    const url = await station((_request, response) => {
      asked += 1;
      response.end(JSON.stringify({ observedAt: '2026-06-21T11:55:00Z', ...WIND }));
    });
    const open = openStation(url, () => nowMs);
    await Promise.all([open.observe(), open.observe(), open.observe()]);
    nowMs += 59_000;
    await open.observe();
    expect(asked).toBe(1);
    nowMs += 1_000;
    await open.observe();
    expect(asked).toBe(2);
  });

  it('is remembered while it is silent, and told to be so', async () => {
    let nowMs = Date.parse('2026-06-21T12:00:00Z');
    let silent = false;
    const url = await station((_request, response) => {
      response.writeHead(silent ? 500 : 200);
      response.end(JSON.stringify({ observedAt: '2026-06-21T11:55:00Z', ...WIND }));
    });
    const open = openStation(url, () => nowMs);
    expect((await open.observe()).failed).toBe(false);
    silent = true;
    nowMs += 61_000;
    expect(await open.observe()).toMatchObject({ failed: true, observation: WIND });
  });

  it('leads the server nowhere else: a redirect counts as silence', async () => {
    let reached = false;
    const elsewhere = await station((_request, response) => {
      reached = true;
      response.end(JSON.stringify({ observedAt: minutesAgo(1), ...WIND }));
    });
    const url = await station((_request, response) => {
      response.writeHead(302, { location: elsewhere });
      response.end();
    });
    await expect(openStation(url).observe()).rejects.toBeInstanceOf(StationSilent);
    expect(reached).toBe(false);
  });

  it.each([
    ['no JSON', 'wind from the east'],
    ['a wind of −1 m/s', JSON.stringify({ observedAt: minutesAgo(1), ...WIND, windMS: -1 })],
    ['no time', JSON.stringify(WIND)],
    ['a time of tomorrow', JSON.stringify({ observedAt: minutesAgo(-1440), ...WIND })],
    ['more than 64 KiB', JSON.stringify({ observedAt: minutesAgo(1), ...WIND, station: 'x'.repeat(70_000) })],
  ])('is not believed with %s', async (_name, text) => {
    const url = await station((_request, response) => response.end(text));
    await expect(openStation(url).observe()).rejects.toMatchObject({ why: 'unreadable' });
  });

  it('is given three seconds', async () => {
    const url = await station(() => undefined);
    const begun = performance.now();
    await expect(openStation(url).observe()).rejects.toMatchObject({ why: 'silent' });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

forEachEngine((_engine, open) => {
  let opened: Opened;
  let cookie: string;
  let plain: Api;
  beforeAll(async () => {
    opened = await open();
    plain = await openApi(opened);
    cookie = await plain.signIn('planner-of-weather', 'planner');
  });
  afterAll(async () => {
    await plain.close();
  });

  /** The API with a station, for one test. */
  async function asked(document: unknown) {
    const api = await openApi(opened, { FOURCOLOR_WEATHER_URL: await station(saying(document)) });
    try {
      const answer = await api.ask('/api/weather', { cookie });
      return { status: answer.status, body: await answer.json() };
    } finally {
      await api.close();
    }
  }

  describe('GET /api/weather', () => {
    it('tells a station in the evening with the stability of the night', async () => {
      const observedAt = minutesAgo(4);
      const { status, body } = await asked({
        observedAt,
        ...WIND,
        windMS: 1.5,
        cloud: 1,
        station: 'S1',
        // where it is midnight now
        lon: ((900 - ((Date.now() / 86_400_000) % 1) * 360) % 360) - 180,
        lat: 0,
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ station: 'S1', observedAt, stale: false, failed: false, cloudOktas: 1 });
      expect(body.ageS).toBeGreaterThanOrEqual(240);
      expect(body.stability).toMatchObject({ class: 'F', cloudOktas: 1 });
      expect(body.stability.solarElevationDeg).toBeLessThan(-60);
      expect(body.stability.source).toContain('Pasquill');
    });

    it('tells of an observation of half an hour ago that it is stale', async () => {
      expect((await asked({ observedAt: minutesAgo(31), ...WIND, lon: 122, lat: 30 })).body.stale).toBe(true);
      expect((await asked({ observedAt: minutesAgo(29), ...WIND, lon: 122, lat: 30 })).body.stale).toBe(
        false,
      );
    });

    it('has no stability where neither the station nor the city has a place', async () => {
      expect((await asked({ observedAt: minutesAgo(1), ...WIND })).body).toMatchObject({
        point: null,
        stability: null,
      });
    });

    it('says what is missing where no station is configured', async () => {
      const answer = await plain.ask('/api/weather', { cookie });
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({
        type: 'urn:fourcolor:problem:not_configured',
        detail: expect.stringContaining('FOURCOLOR_WEATHER_URL'),
      });
    });

    it('answers 502 with a sentence when the station speaks nonsense', async () => {
      const { status, body } = await asked({ hello: 'world' });
      expect(status).toBe(502);
      expect(body.type).toBe('urn:fourcolor:problem:station_silent');
    });

    it('never takes an address from a request, and is hidden from visitors', async () => {
      expect((await plain.ask('/api/weather?url=http://127.0.0.1/', { cookie })).status).toBe(400);
      expect((await plain.ask('/api/weather')).status).toBe(404);
      expect((await plain.ask('/api/wind-rose')).status).toBe(404);
    });
  });

  describe('GET /api/wind-rose', () => {
    it('tells classes and sectors that each add up to the year, the usual and the worst weather', async () => {
      const rose = await plain.json('/api/wind-rose', { cookie });
      const sum = (parts: { share: number }[]) => parts.reduce((total, { share }) => total + share, 0);
      expect(sum(rose.classes)).toBeCloseTo(1, 9);
      expect(sum(rose.sectors)).toBeCloseTo(1, 9);
      expect(rose.sectors).toHaveLength(16);
      const most = rose.sectors.find((one: { share: number }) => one.share === 0.11);
      expect(rose.mostFrequent).toEqual({ stability: 'D', windMS: 5, windFromDeg: most.fromDeg });
      expect(rose.worst).toEqual({ stability: 'F', windMS: 1.5 });
      expect(rose.simulated).toBe(true);
      expect(rose.station).toBe(false);
      expect(rose.label.zh).toContain('模拟数据');
    });
  });
});
