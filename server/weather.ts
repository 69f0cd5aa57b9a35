/** The weather for accidents: `GET /api/weather` of the configured station, `GET /api/wind-rose` of the year. */
import { createRoute, z } from '@hono/zod-openapi';
import { CLASSES } from '../data/models/meteorology.ts';
import { observedStability } from '../data/weather/observed-stability.ts';
import { readCity } from './city.ts';
import { json, media, query, router, TextSchema } from './contract.ts';
import { Failure } from './failure.ts';
import { PERSONAL } from './ogc/format.ts';
import { readingOf } from './reading.ts';
import { roseOf } from './risk-field.ts';
import type { Services } from './services.ts';
import { type Observed, openStation, type Station, StationSilent } from './weather-station.ts';
import { roseAnswer } from './wind-rose.ts';

/** An observation older than this is told as stale. */
const STALE_S = 30 * 60;

const Stability = z.object({
  class: z.enum(CLASSES),
  solarElevationDeg: z.number(),
  cloudOktas: z.number().openapi({ description: 'Counted with; assumed where the station reports none' }),
  validity: z.enum(['in', 'edge', 'out']),
  reasons: z.array(TextSchema),
  source: z.string(),
});
const WeatherOutput = z
  .object({
    station: z.string().nullable(),
    point: z.array(z.number()).nullable().openapi({ description: 'Of the station, else of the city' }),
    observedAt: z.string(),
    ageS: z.number(),
    stale: z.boolean().openapi({ description: 'Older than 30 minutes' }),
    failed: z
      .boolean()
      .openapi({ description: 'The station did not answer now; this is its last observation' }),
    windMS: z.number(),
    windFromDeg: z.number(),
    tempC: z.number(),
    rh: z.number(),
    cloudOktas: z.number().nullable(),
    pressurePa: z.number().nullable(),
    stability: Stability.nullable().openapi({
      description: 'Pasquill, from the sun, the cloud and the wind; null where the place is not known',
    }),
  })
  .openapi('Weather');

const RoseOutput = z
  .object({
    id: z.string(),
    label: TextSchema,
    source: TextSchema,
    simulated: z.boolean(),
    station: z.boolean().openapi({ description: 'A weather station is configured: ask /api/weather' }),
    classes: z.array(z.object({ stability: z.enum(CLASSES), windMS: z.number(), share: z.number() })),
    sectors: z.array(z.object({ fromDeg: z.number(), share: z.number() })),
    mostFrequent: z.object({ stability: z.enum(CLASSES), windMS: z.number(), windFromDeg: z.number() }),
    worst: z.object({ stability: z.enum(CLASSES), windMS: z.number() }),
  })
  .openapi('WindRose');

const hidden = media('Hidden from you, or no station is configured', 'application/problem+json');
const weather = createRoute({
  method: 'get',
  path: '/api/weather',
  tags: ['risk'],
  summary: 'The weather at the configured station, with its stability class',
  request: { query: query({}) },
  responses: {
    200: json(WeatherOutput, 'The last observation'),
    404: hidden,
    502: media('The station does not answer', 'application/problem+json'),
  },
});
const rose = createRoute({
  method: 'get',
  path: '/api/wind-rose',
  tags: ['risk'],
  summary: 'How often which weather, and from where the wind comes',
  request: { query: query({}) },
  responses: { 200: json(RoseOutput, 'Classes and sectors with their shares'), 404: hidden },
});

/** The routes; staff only, as the accidents that they serve. */
export function weatherRoutes(services: Services) {
  const { weatherUrl } = services.settings;
  const station = weatherUrl ? openStation(weatherUrl) : undefined;
  return router()
    .openapi(weather, async (c) => {
      readingOf('major_hazards', c.var.who);
      const observed = await observe(station);
      const city = await readCity(services.database);
      return c.json(weatherAnswer(observed, centreOf(city.bbox), Date.now()), 200, PERSONAL);
    })
    .openapi(rose, (c) => {
      readingOf('major_hazards', c.var.who);
      return c.json(roseAnswer(roseOf(services), services.demo, station !== undefined), 200, PERSONAL);
    });
}

async function observe(station: Station | undefined): Promise<Observed> {
  if (!station)
    throw new Failure('not_configured', {
      detail: {
        zh: '没有接入气象站。在环境变量 FOURCOLOR_WEATHER_URL 中填入气象站 JSON 的地址，见 docs/accident.md。',
        en: 'No weather station is connected. Set FOURCOLOR_WEATHER_URL to the address of its JSON document, see docs/accident.md.',
      },
    });
  try {
    return await station.observe();
  } catch (error) {
    if (!(error instanceof StationSilent)) throw error;
    throw new Failure('station_silent', {
      detail:
        error.why === 'silent'
          ? { zh: '气象站没有应答。', en: 'The weather station does not answer.' }
          : {
              zh: '气象站的应答读不懂，见 docs/accident.md 的格式。',
              en: 'The answer of the weather station cannot be read; its form is in docs/accident.md.',
            },
    });
  }
}

type Place = readonly [lon: number, lat: number];

/** Middle of the city; null where the extent is the whole world, since no region is published yet. */
function centreOf([west, south, east, north]: readonly [number, number, number, number]): Place | null {
  return east - west > 90 ? null : [(west + east) / 2, (south + north) / 2];
}

function weatherAnswer({ observation, failed }: Observed, city: Place | null, nowMs: number) {
  const { observedAt, windMS, windFromDeg, tempC, rh, lon, lat } = observation;
  const ageS = Math.max(0, Math.round((nowMs - Date.parse(observedAt)) / 1000));
  const cloudOktas = observation.cloud ?? null;
  const point: Place | null = typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : city;
  const stability = point && observedStability(new Date(observedAt), point, windMS, cloudOktas);
  return {
    station: observation.station ?? null,
    point: point && [...point],
    observedAt,
    ageS,
    stale: ageS > STALE_S,
    failed,
    windMS,
    windFromDeg,
    tempC,
    rh,
    cloudOktas,
    pressurePa: observation.pressurePa ?? null,
    stability: stability && { ...stability, reasons: stability.reasons.map(({ zh, en }) => ({ zh, en })) },
  };
}
