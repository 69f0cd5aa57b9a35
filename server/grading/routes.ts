/** Grading on demand, the numbers by which grades are given, and the record of grades. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Text } from '../../data/layer.ts';
import { DEFAULT_SETTINGS, GradingSettings, SETTINGS_SOURCE } from '../../data/ledger/settings.ts';
import { json, media, query, router, TextSchema } from '../contract.ts';
import type { Who } from '../db/database.ts';
import { Failure, NotFound } from '../failure.ts';
import type { Services } from '../services.ts';
import { regradeCity, regradeObjects } from './engine.ts';
import { currentSettings } from './settings.ts';
import { UNIT_LAYERS } from './unit-facts.ts';

const tags = ['grading'];
const PRIVATE = { 'Cache-Control': 'no-store' };
/** A whole city of a million objects takes minutes. */
const TIMEOUT_MS = 600_000;
const missing = media('Absent or hidden', 'application/problem+json');
const refused = media('Not allowed', 'application/problem+json');
const invalid = media('Values that cannot be used', 'application/problem+json');

const Regraded = z
  .object({ objects: z.int(), regions: z.int(), areas: z.int(), ms: z.int() })
  .openapi('Regraded');

const regrade = createRoute({
  method: 'post',
  path: '/api/regrade',
  tags,
  summary: 'Grade objects again with all that hangs on them, or the whole city',
  request: {
    query: query({}),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            objects: z
              .array(z.strictObject({ layer: z.enum([...UNIT_LAYERS, 'regions']), id: z.string().max(300) }))
              .max(2000)
              .optional(),
            assess: z
              .boolean()
              .default(false)
              .openapi({ description: 'Also regions that nobody has assessed yet' }),
            why: z.string().trim().min(1).max(300).optional(),
          }),
        },
      },
    },
  },
  responses: { 200: json(Regraded, 'How much changed'), 403: refused, 404: missing, 422: invalid },
});

const SettingsAnswer = z
  .object({
    version: z.int().openapi({ description: '0 = the defaults' }),
    at: z.string().nullable(),
    userId: z.string().nullable(),
    note: z.string().nullable(),
    settings: GradingSettings,
    defaults: GradingSettings,
    source: TextSchema,
  })
  .openapi('GradingSettingsAnswer');

const readSettings = createRoute({
  method: 'get',
  path: '/api/grading-settings',
  tags,
  summary: 'The numbers by which grades are given and supervision is arranged',
  request: { query: query({}) },
  responses: { 200: json(SettingsAnswer, 'The settings and the defaults'), 404: missing },
});
const writeSettings = createRoute({
  method: 'put',
  path: '/api/grading-settings',
  tags,
  summary: 'Set the numbers; the whole city is graded again at once',
  request: {
    query: query({}),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            version: z.int().min(0).openapi({ description: 'The version that was read' }),
            note: z.string().trim().min(1).max(500).optional(),
            settings: GradingSettings,
          }),
        },
      },
    },
  },
  responses: {
    200: json(z.object({ version: z.int(), regraded: Regraded }), 'The new version'),
    403: refused,
    404: missing,
    409: media('Somebody else set them meanwhile', 'application/problem+json'),
    422: invalid,
  },
});

const Entry = z
  .object({
    id: z.int(),
    layer: z.string(),
    objectId: z.string(),
    at: z.string(),
    validFrom: z.string(),
    method: z.string(),
    version: z.string(),
    score: z.number().nullable(),
    grade: z.int().nullable(),
    previousScore: z.number().nullable(),
    previousGrade: z.int().nullable(),
    cause: z.string(),
    settingsVersion: z.int(),
  })
  .openapi('GradingEntry');
const day = z.iso.date().optional();
const entries = createRoute({
  method: 'get',
  path: '/api/gradings',
  tags,
  summary: 'Grades given, newest first',
  request: {
    query: query({
      layer: z.string().max(60).optional(),
      id: z.string().max(300).optional(),
      region: z
        .string()
        .regex(/^\d{12}(\d{2})?$/)
        .optional(),
      from: day,
      to: day,
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
  },
  responses: { 200: json(z.object({ gradings: z.array(Entry) }), 'The entries'), 404: missing },
});

const READERS: readonly Who['role'][] = ['planner', 'commander', 'field', 'admin', 'audit'];
const WRITERS: readonly Who['role'][] = ['planner', 'admin'];

/** Throws NotFound for whoever may not read the register. */
export function reader(who: Who): Who {
  if (!READERS.includes(who.role)) throw new NotFound();
  return who;
}
/** Throws NotFound or, for a reader who may not write, a refusal. */
export function writer(who: Who): Who {
  if (!WRITERS.includes(reader(who).role)) throw new Failure('forbidden');
  return who;
}

const STALE: Text = {
  zh: '设置已被他人修改，请重新读取后再改',
  en: 'Somebody changed the settings meanwhile: read them again',
};

/** The routes of grading. */
export function gradingRoutes(services: Services) {
  return router()
    .openapi(regrade, async (c) => {
      const who = writer(c.var.who);
      const { objects, assess, why } = c.req.valid('json');
      // a whole city is no matter of one township
      if (!objects && (who.regions || who.sectors)) throw new Failure('forbidden');
      const began = Date.now();
      const text = why ?? (objects ? '重新评定 / regrade' : '全市重新评定 / regrade of the city');
      const done = await services.database.as(
        { ...who, why: text },
        (session) =>
          objects ? regradeObjects(session, objects, text) : regradeCity(session, text, { assess }),
        { timeoutMs: TIMEOUT_MS },
      );
      return c.json({ ...done, ms: Date.now() - began }, 200, PRIVATE);
    })
    .openapi(readSettings, async (c) => {
      const found = await services.database.as(reader(c.var.who), (session) => currentSettings(session), {
        readOnly: true,
      });
      return c.json({ ...found, defaults: DEFAULT_SETTINGS, source: SETTINGS_SOURCE }, 200, PRIVATE);
    })
    .openapi(writeSettings, async (c) => {
      const who = reader(c.var.who);
      if (who.role !== 'admin' || who.regions || who.sectors) throw new Failure('forbidden');
      const { version, note, settings } = c.req.valid('json');
      const began = Date.now();
      const answer = await services.database.as(
        { ...who, why: note ?? '修改评定设置 / grading settings' },
        async (session) => {
          // one change at a time
          await session.query("select pg_advisory_xact_lock(hashtext('fourcolor.grading_settings'))");
          const now = await currentSettings(session);
          if (now.version !== version) throw new Failure('conflict', { detail: STALE });
          const [row] = await session.query<{ version: number }>(
            `insert into fourcolor.grading_settings (user_id, note, settings)
values ($1::text, $2::text, $3::jsonb)
returning version`,
            [who.userId, note ?? null, JSON.stringify(settings)],
          );
          const regraded = await regradeCity(session, note ?? '修改评定设置 / grading settings');
          return { version: row!.version, regraded: { ...regraded, ms: Date.now() - began } };
        },
        { timeoutMs: TIMEOUT_MS },
      );
      return c.json(answer, 200, PRIVATE);
    })
    .openapi(entries, async (c) => {
      const { layer, id, region, from, to, limit } = c.req.valid('query');
      const gradings = await services.database.as(
        reader(c.var.who),
        (session) =>
          session.query<z.output<typeof Entry>>(
            `select id, layer, object_id as "objectId", at, valid_from as "validFrom", method, version, score, grade,
  previous_score as "previousScore", previous_grade as "previousGrade", cause,
  settings_version as "settingsVersion"
from fourcolor.gradings
where ($1::text is null or layer = $1::text)
  and ($2::text is null or object_id = $2::text)
  and ($3::text is null or region_code ^@ fourcolor.region_prefix($3::text))
  and ($4::date is null or valid_from >= $4::date)
  and ($5::date is null or valid_from <= $5::date)
order by id desc
limit $6::integer`,
            [layer ?? null, id ?? null, region ?? null, from ?? null, to ?? null, limit],
          ),
        { readOnly: true },
      );
      return c.json({ gradings }, 200, PRIVATE);
    });
}
