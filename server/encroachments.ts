/** What stands inside the protection strips of pipelines: the process `encroachments`. */
import type { z } from '@hono/zod-openapi';
import { widenBox } from '../data/geo/widen-box.ts';
import { valueProblem } from '../data/problem.ts';
import { type ProtectedPipeline, type Protection, protectionOf } from '../data/safety/pipeline-protection.ts';
import type { Session, Who } from './db/database.ts';
import { Invalid, NotFound } from './failure.ts';
import { declareProcess } from './process.ts';
import { type Area, areaOf } from './questions/area.ts';
import { type Asked, askedLayer } from './questions/asked.ts';
import { NEAR_TIMEOUT_MS, type Near, nearOf, nearSql } from './questions/near.ts';
import { type Box, column, findReading, nearBox, parameters, type Reading, readingOf } from './reading.ts';
import { EncroachmentInputs, EncroachmentOutputs } from './safety-distance-contract.ts';
import type { Services } from './services.ts';

type Inputs = z.output<typeof EncroachmentInputs>;

/** What may stand in the way; all are points. */
const LAYERS = ['enterprises', 'places', 'protected_targets'] as const;
/** Strips drawn in one answer. */
const MOST_STRIPS = 2_000;
/** The widest protection that the register takes. */
const WIDEST_M = 5_000;

const NOTE = {
  zh: '决策参考：登记的点位代表建筑物或场所，轮廓可能更近；管道位置以登记的中心线为准。认定占压须现场核实。',
  en: 'Decision support: a registered point stands for a building or site, whose outline may be nearer; the pipeline lies where its registered middle line is. Encroachment is established on site.',
};
const LITERATURE = [
  '石油天然气管道保护法 (Law on the Protection of Oil and Gas Pipelines, 2010), articles 2, 3 and 30',
  '危险化学品输送管道安全管理规定 (2012), article 21',
  'GB 55009-2021 燃气工程项目规范, 5.1.6 and 5.1.8',
];

/** The process: the enterprises, places and protected targets inside the strips, deepest first. */
export const encroachments = declareProcess({
  id: 'encroachments',
  title: { zh: '管道占压', en: 'Pipeline encroachments' },
  description: {
    zh: '管道保护范围内的企业、场所和防护目标：测地距离、所违反的条款、侵入深度；按管道计数。决策参考，以现场核实为准。',
    en: 'Enterprises, places and protected targets inside the protection strips of pipelines: geodesic distance, the clause, how deep inside; counted by pipeline. Decision support, to be verified on site.',
  },
  inputs: EncroachmentInputs,
  outputs: EncroachmentOutputs,
  run: answer,
});

interface PipelineRow extends ProtectedPipeline {
  readonly fid: number;
  readonly id: string;
  readonly name: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}
interface Strip extends PipelineRow {
  readonly protection: Protection;
}

async function answer(services: Services, who: Who, inputs: Inputs): Promise<string> {
  const pipelines = readingOf('pipelines', who);
  const { bbox, pipelineId, limit } = inputs;
  if (bbox && pipelineId) throw new Invalid(valueProblem('/inputs/bbox', 'choice'));
  if (bbox && !(bbox[0] < bbox[2] && bbox[1] < bbox[3]))
    throw new Invalid(valueProblem('/inputs/bbox', 'range'));
  return services.database.as(
    who,
    async (session) => {
      const rows = await pipelinesOf(session, pipelines, inputs);
      if (pipelineId && rows.length === 0) throw new NotFound();
      const strips: Strip[] = [];
      const notComputed: z.input<typeof EncroachmentOutputs>['notComputed'] = [];
      for (const row of rows) {
        const protection = protectionOf(row);
        if ('missing' in protection)
          notComputed.push({ pipelineId: row.id, name: row.name, reason: protection.missing });
        else strips.push({ ...row, protection });
      }
      const found = (await foundIn(session, who, inputs, strips)).sort(deepestFirst);
      const counts = new Map<string, number>();
      for (const one of found) counts.set(one.pipelineId, (counts.get(one.pipelineId) ?? 0) + 1);
      const struck = strips.filter(({ id }) => counts.has(id));
      const drawn = pipelineId ? strips : struck.slice(0, MOST_STRIPS);
      const [changed] = await session.query<{ at: string | null }>(
        `select max(changed_at) as at
from fourcolor.layer_versions
where layer = any($1::text[])`,
        [['pipelines', ...LAYERS]],
      );
      return JSON.stringify({
        count: found.length,
        byPipeline: struck
          .map(({ id, name, medium, network, protection }) => ({
            pipelineId: id,
            name,
            medium,
            network,
            protectionM: protection.protectionM,
            rule: ruleOf(protection),
            count: counts.get(id)!,
          }))
          .sort((a, b) => b.count - a.count || (a.pipelineId < b.pipelineId ? -1 : 1)),
        strips: {
          type: 'FeatureCollection',
          features: await shapesOf(session, pipelines, drawn),
        },
        objects: {
          type: 'FeatureCollection',
          features: found.slice(0, limit).map(({ lon, lat, ...properties }) => ({
            type: 'Feature',
            properties,
            geometry: { type: 'Point', coordinates: [lon, lat] },
          })),
        },
        notComputed,
        truncated: found.length > limit || drawn.length < struck.length,
        note: NOTE,
        literature: LITERATURE,
        asOf: changed?.at ?? new Date().toISOString(),
      } satisfies z.input<typeof EncroachmentOutputs>);
    },
    { readOnly: true, timeoutMs: NEAR_TIMEOUT_MS },
  );
}

async function foundIn(
  session: Session,
  who: Who,
  { bbox, pipelineId }: Inputs,
  strips: readonly Strip[],
): Promise<Found[]> {
  if (strips.length === 0) return [];
  const area = bbox ? await areaOf(session, who, boxPolygon(bbox), undefined) : undefined;
  const near = await nearOf(
    session,
    who,
    {
      layer: 'pipelines',
      radiusM: Math.max(...strips.map(({ protection }) => protection.stripM)),
      from: 'boundary',
      ...(pipelineId ? { filter: `id = '${pipelineId.replaceAll("'", "''")}'` } : {}),
    },
    area,
  );
  const byId = new Map(strips.map((strip) => [strip.id, strip]));
  const found: Found[] = [];
  for (const layer of LAYERS)
    if (findReading(layer, who))
      found.push(...(await objectsIn(session, askedLayer(layer, {}, who, '/inputs'), near, area, byId)));
  return found;
}

const boxPolygon = ([west, south, east, north]: Box) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as [number, number][],
  ],
});

const ruleOf = ({ rule: { zh, en, clause } }: Protection) => ({ zh, en, clause });

async function pipelinesOf(
  session: Session,
  reading: Reading,
  { pipelineId, bbox }: Inputs,
): Promise<PipelineRow[]> {
  const { values, add } = parameters();
  const where = pipelineId
    ? `id = ${add(pipelineId.replaceAll('\0', ''))}::text`
    : bbox
      ? nearBox(reading, widenBox(bbox, WIDEST_M), add)
      : 'true';
  return session.query<PipelineRow>(
    `select fid, id, name, medium, network, pressure_class as "pressureClass", pressure_mpa as "pressureMPa",
  diameter_mm as "diameterMm", protection_m as "protectionM",
  st_xmin(geom) as west, st_ymin(geom) as south, st_xmax(geom) as east, st_ymax(geom) as north
from ${reading.table}
where ${where}
order by id collate "C"`,
    values,
  );
}

interface Found {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly pipelineId: string;
  readonly pipelineName: string;
  readonly distanceM: number;
  readonly protectionM: number;
  readonly depthM: number;
  readonly rule: { readonly zh: string; readonly en: string; readonly clause: string };
  readonly lon: number;
  readonly lat: number;
}

const deepestFirst = (a: Found, b: Found) =>
  b.depthM - a.depthM || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.pipelineId < b.pipelineId ? -1 : 1);

/** Objects of a layer in the strips: found through the pieces of the pipelines, then each strip by its own width. */
async function objectsIn(
  session: Session,
  target: Asked,
  near: Near,
  area: Area | undefined,
  strips: ReadonlyMap<string, Strip>,
): Promise<Found[]> {
  const { reading } = target;
  const { values, add } = parameters();
  const kind = reading.layer.kindField;
  const rows = await session.query<{
    pipeline: string;
    id: string;
    name: string;
    kind: string | null;
    distance: number;
    lon: number;
    lat: number;
  }>(
    `with ${nearSql(target, near, area, add)},
struck as (
  select fid, near_id, min(distance_m) as distance_m
  from pair
  group by fid, near_id
)
select struck.near_id as pipeline, object.id, object.name, ${kind ? `object.${column(kind)}` : 'null::text'} as kind,
  struck.distance_m as distance, st_x(object.geom) as lon, st_y(object.geom) as lat
from struck
join ${reading.table} as object on object.fid = struck.fid`,
    values,
  );
  return rows.flatMap((row) => {
    const strip = strips.get(row.pipeline);
    if (!strip || row.distance > strip.protection.stripM) return [];
    const { id, name, protection } = strip;
    return [
      {
        layer: reading.layer.id,
        id: row.id,
        name: row.name,
        kind: row.kind,
        pipelineId: id,
        pipelineName: name,
        distanceM: row.distance,
        protectionM: protection.protectionM,
        depthM: Math.round((protection.stripM - row.distance) * 1000) / 1000,
        rule: ruleOf(protection),
        lon: row.lon,
        lat: row.lat,
      },
    ];
  });
}

/** The strips as areas. */
async function shapesOf(session: Session, reading: Reading, strips: readonly Strip[]) {
  if (strips.length === 0) return [];
  const rows = await session.query<{ fid: number; shape: string }>(
    `select fid, st_asgeojson(st_buffer(geom::geography, strip_m, 'quad_segs=4')::geometry, 7) as shape
from ${reading.table}
join unnest($1::bigint[], $2::double precision[]) as given (strip_fid, strip_m) on strip_fid = fid`,
    [strips.map(({ fid }) => fid), strips.map(({ protection }) => protection.stripM)],
  );
  const byFid = new Map(rows.map(({ fid, shape }) => [Number(fid), shape]));
  return strips.flatMap(({ fid, id, protection }) => {
    const shape = byFid.get(Number(fid));
    return shape
      ? [
          {
            type: 'Feature' as const,
            properties: { pipelineId: id, protectionM: protection.protectionM },
            geometry: JSON.parse(shape) as object,
          },
        ]
      : [];
  });
}
