/** The risk surface of what the reader may see: counted cells read with a margin, the rest is arithmetic. */
import { createRoute, z } from '@hono/zod-openapi';
import { type CountedCell, cellsWithinReach, surface } from '../data/grading/surface.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import { valueProblem } from '../data/problem.ts';
import { WORLD_HALF_M } from '../tiles/address.ts';
import { PUBLIC_CELLS_TO_ZOOM } from '../tiles/cells.ts';
import { BoxSchema, json, query, router } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { BadParameter } from './failure.ts';
import { type Box, nearBox, parameters, readingOf } from './reading.ts';
import type { Services, TileFilter } from './services.ts';
import { gradeFilter, sectorFilter } from './tile-routes.ts';

// Cells nearest to a third of the kernel's width (265 m at 30° N). Fixed, so that zooming changes no value.
const STAFF_ZOOM = 11;
/** A cell is one 64th of a tile's side. */
const CELLS_PER_TILE_LEVELS = 6;

const side = z
  .stringFormat('pixels', /^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(256));

export const bboxText = z
  .stringFormat('box', /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/)
  .transform((text) => text.split(',').map(Number) as [number, number, number, number])
  .refine(([w, s, e, n]) => w >= -180 && e <= 180 && s >= -90 && n <= 90 && w < e && s < n, {
    params: { code: 'range' },
  });

const route = createRoute({
  method: 'get',
  path: '/api/surface',
  tags: ['catalogue'],
  summary: 'Risk index 0–100 on a grid that is regular in Web Mercator',
  request: {
    query: query({ bbox: bboxText, width: side, height: side, grade: gradeFilter, sector: sectorFilter }),
  },
  responses: {
    200: json(
      z.object({
        bbox: BoxSchema,
        width: z.int(),
        height: z.int(),
        asOf: z.string().nullable(),
        values: z
          .string()
          .openapi({ description: 'base64 of one byte a pixel, from the north; 255 = no data' }),
      }),
      'The surface',
    ),
  },
});

/** The route of the surface. */
export function surfaceRoutes(services: Services) {
  return router().openapi(route, async (c) => {
    const { bbox, width, height, grade, sector } = c.req.valid('query');
    const who = c.var.who;
    if (who.role === 'public' && sector) throw new BadParameter(valueProblem('sector', 'unknown'));
    const zoom = who.role === 'public' ? PUBLIC_CELLS_TO_ZOOM : STAFF_ZOOM;
    const level = zoom + CELLS_PER_TILE_LEVELS;
    const { cells, asOf } = await services.database.as(
      who,
      async (session) => ({
        cells: await readCells(session, who, bbox, zoom, sector),
        asOf: await asOfFor(session, who),
      }),
      { readOnly: true },
    );
    const kept = grade ? cells.map((cell) => narrowed(cell, grade)) : cells;
    const values = Buffer.from(surface(kept, level, { bbox, width, height })).toString('base64');
    return c.json({ bbox, width, height, asOf, values }, 200, {
      'Cache-Control': 'no-cache',
      Vary: 'Cookie',
    });
  });
}

interface CellRow {
  readonly x: number;
  readonly y: number;
  readonly g1: number;
  readonly g2: number;
  readonly g3: number;
  readonly g4: number;
}

async function readCells(
  session: Session,
  who: Who,
  bbox: Box,
  zoom: number,
  sectors: readonly string[] | undefined,
): Promise<CountedCell[]> {
  const level = zoom + CELLS_PER_TILE_LEVELS;
  const { x0, x1, y0, y1 } = cellsWithinReach(bbox, level);
  const window = [zoom, x0, x1, y0, y1];
  const rows =
    who.role === 'public'
      ? await session.query<CellRow>(PUBLISHED_CELLS, window)
      : who.regions
        ? await countedFromRegister(session, who, [x0, y0, x1, y1], level, sectors)
        : await session.query<CellRow>(COUNTED_CELLS, [...window, sectors ?? who.sectors ?? ['*']]);
  return rows.map(({ x, y, g1, g2, g3, g4 }) => ({ x, y, counts: [g1, g2, g3, g4] }));
}

const PUBLISHED_CELLS = `select x, y, g1, g2, g3, g4
from published.layer_cells
where layer = 'enterprises'
  and part = '*'
  and z = $1::smallint
  and x between $2::integer and $3::integer
  and y between $4::integer and $5::integer`;

const COUNTED_CELLS = `select x, y, sum(g1) as g1, sum(g2) as g2, sum(g3) as g3, sum(g4) as g4
from fourcolor.layer_cells
where layer = 'enterprises'
  and part = any($6::text[])
  and z = $1::smallint
  and x between $2::integer and $3::integer
  and y between $4::integer and $5::integer
group by x, y`;

/** People scoped to regions may not read whole cells: their own enterprises are counted instead. */
async function countedFromRegister(
  session: Session,
  who: Who,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  level: number,
  sectors: readonly string[] | undefined,
): Promise<CellRow[]> {
  const { values, add } = parameters();
  const cells = 2 ** level;
  const box: Box = [lonOf(x0 / cells), latOf((y1 + 1) / cells), lonOf((x1 + 1) / cells), latOf(y0 / cells)];
  const near = nearBox(readingOf(enterprises.id, who), box, add);
  const half = add(WORLD_HALF_M);
  const count = add(cells);
  const cell = (metres: string) =>
    `floor((${metres} + ${half}::double precision) / (2 * ${half}::double precision) * ${count}::double precision)::integer`;
  return session.query<CellRow>(
    `select ${cell('st_x(geom_3857)')} as x, ${cell('-st_y(geom_3857)')} as y,
       count(*) filter (where grade = 1) as g1, count(*) filter (where grade = 2) as g2,
       count(*) filter (where grade = 3) as g3, count(*) filter (where grade = 4) as g4
     from fourcolor.enterprises
     where ${near}
       ${sectors ? `and sector = any(${add(sectors)}::text[])` : ''}
     group by 1, 2`,
    values,
  );
}

async function asOfFor(session: Session, who: Who): Promise<string | null> {
  const [row] =
    who.role === 'public'
      ? await session.query<{ at: string | null }>('select published_at as at from published.city')
      : await session.query<{ at: string | null }>(
          'select changed_at as at from fourcolor.layer_versions where layer = $1',
          [enterprises.id],
        );
  return row?.at ?? null;
}

function narrowed(cell: CountedCell, grades: NonNullable<TileFilter['grade']>): CountedCell {
  const counts = cell.counts.map((count, i) => (grades.includes((i + 1) as 1 | 2 | 3 | 4) ? count : 0));
  return { ...cell, counts: counts as [number, number, number, number] };
}

// shares of the Web Mercator square to degrees
const lonOf = (share: number) => share * 360 - 180;
const latOf = (share: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * share))) * 180) / Math.PI;
