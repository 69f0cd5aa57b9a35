/** The risk field for drawing and the kernel of a proposed plant: `POST /api/risk-grid` and `POST /api/risk-kernel`. */
import { createRoute, z } from '@hono/zod-openapi';
import { valueProblem } from '../data/problem.ts';
import type { Grid } from '../data/risk/field.ts';
import { FIRST_M, type Kernel, RATIO } from '../data/risk/polar.ts';
import { PlantInput, unitOfPlant } from '../data/risk/proposal.ts';
import { FIELD_NOTE, FIELD_SOURCES, fieldAssumptions } from '../data/risk/provenance.ts';
import { json, media, query, router } from './contract.ts';
import { Invalid } from './failure.ts';
import { PERSONAL } from './ogc/format.ts';
import { readingOf } from './reading.ts';
import { roseOf } from './risk-field.ts';
import { BoxInput, boxOf, cellsOf, changeInputs, SourceOutput, TextOutput } from './risk-inputs.ts';
import { readyUnits } from './risk-kernels.ts';
import { readyLines } from './risk-lines.ts';
import { sourcesOf, sumField } from './risk-sum.ts';
import { readRiskUnits } from './risk-units.ts';
import type { Services } from './services.ts';

/** Cells of one picture; 8 MB as 32-bit numbers. */
const MOST_CELLS = 2_000_000;

const hidden = media('The layer is hidden from you', 'application/problem+json');
const unusable = media('Inputs that cannot be used', 'application/problem+json');
const base64 = (description: string) => z.string().openapi({ description });

const GridInput = z.strictObject({
  bbox: BoxInput,
  width: z.int().min(1).max(4_096),
  height: z.int().min(1).max(4_096),
  ...changeInputs,
});
const GridOutput = z
  .object({
    bbox: z.array(z.number()),
    width: z.int(),
    height: z.int(),
    values: base64(
      'base64 of little-endian 32-bit floats: individual risk per year at the centres of the cells; rows from the north, equally high in Web Mercator',
    ),
    max: z.number(),
    units: z.array(SourceOutput),
    fieldVersion: z.string(),
    asOf: z.string(),
    note: TextOutput,
    assumptions: z.array(TextOutput),
    literature: z.array(z.string()),
  })
  .openapi('RiskGrid');
const gridRoute = createRoute({
  method: 'post',
  path: '/api/risk-grid',
  tags: ['risk'],
  summary: 'Individual risk on a grid that is regular in Web Mercator, for drawing',
  request: {
    query: query({}),
    body: { required: true, content: { 'application/json': { schema: GridInput } } },
  },
  responses: { 200: json(GridOutput, 'The field'), 404: hidden, 422: unusable },
});

const KernelOutput = z
  .object({
    nodes: z.int(),
    reachM: z.number(),
    firstM: z.number(),
    ratio: z.number(),
    values: base64(
      'base64 of little-endian 32-bit floats: `nodes` rows at distances firstM × ratio^i, each of 360 bearings clockwise from north; risk per year, linear between in the logarithm of the distance and in the bearing',
    ),
    notes: z.array(TextOutput),
    missing: z.array(TextOutput),
  })
  .openapi('RiskKernel');
const kernelRoute = createRoute({
  method: 'post',
  path: '/api/risk-kernel',
  tags: ['risk'],
  summary: 'Individual risk around a proposed plant, wherever it stands',
  request: {
    query: query({}),
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ plant: PlantInput }) } },
    },
  },
  responses: { 200: json(KernelOutput, 'The kernel'), 404: hidden, 422: unusable },
});

const inBase64 = (values: Float32Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

function kernelAnswer({ nodes, reachM, values }: Kernel) {
  return { nodes, reachM, firstM: FIRST_M, ratio: RATIO, values: inBase64(values) };
}

/** The routes of the field as the map and the tools read it; for whoever may read the major hazard sources. */
export function riskGridRoutes(services: Services) {
  return router()
    .openapi(gridRoute, async (c) => {
      const { bbox: box, width, height, ...change } = c.req.valid('json');
      const bbox = boxOf(box, '/bbox');
      const grid: Grid = { bbox, width, height, rows: 'mercator' };
      if (cellsOf(grid) > MOST_CELLS)
        throw new Invalid(
          valueProblem('/width', 'range', {
            zh: `网格 ${width} × ${height} 超过 ${MOST_CELLS} 个单元`,
            en: `${width} × ${height} cells are more than ${MOST_CELLS}`,
          }),
        );
      const { units, pipelines, version, asOf } = await readRiskUnits(services, c.var.who, bbox, change);
      const [ready, lines] = await Promise.all([
        readyUnits(units, services.demo),
        readyLines(pipelines, services.demo),
      ]);
      const values = Float32Array.from(await sumField(ready, lines, grid));
      let max = 0;
      for (const value of values) if (value > max) max = value;
      return c.json(
        {
          bbox: [...bbox],
          width,
          height,
          values: inBase64(values),
          max,
          units: sourcesOf(ready, lines),
          fieldVersion: version,
          asOf,
          note: FIELD_NOTE,
          assumptions: fieldAssumptions(roseOf(services)),
          literature: [...FIELD_SOURCES],
        },
        200,
        PERSONAL,
      );
    })
    .openapi(kernelRoute, async (c) => {
      // the same people as the field: 404 where the sources are hidden
      readingOf('major_hazards', c.var.who);
      const [ready] = await readyUnits([unitOfPlant(c.req.valid('json').plant)], services.demo);
      const { kernel, notes, missing } = ready!;
      return c.json({ ...kernelAnswer(kernel), notes: [...notes], missing: [...missing] }, 200, PERSONAL);
    });
}
