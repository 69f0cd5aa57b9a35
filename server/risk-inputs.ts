/** What questions about risk have in common: the box, proposals, what is thought away, and how sources are told. */
import { z } from '@hono/zod-openapi';
import { valueProblem } from '../data/problem.ts';
import type { Grid } from '../data/risk/field.ts';
import { ProposalInput } from '../data/risk/proposal.ts';
import { Invalid } from './failure.ts';
import type { Box } from './reading.ts';

export const TextOutput = z.object({ zh: z.string(), en: z.string() });

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-89).max(89);
export const BoxInput = z.tuple([longitude, latitude, longitude, latitude]).openapi({
  type: 'array',
  items: { type: 'number' },
  minItems: 4,
  maxItems: 4,
  description: 'west, south, east, north; CRS84',
});

/** What differs from the register. */
export const changeInputs = {
  add: z
    .array(ProposalInput)
    .max(50)
    .default([])
    .openapi({ description: 'Proposed plants and buildings / 拟建项目' }),
  remove: z
    .array(z.string().max(200))
    .max(500)
    .default([])
    .openapi({ description: 'Ids of units or pipelines that are left out / 假设取消的单元或管道' }),
  pipelines: z.boolean().default(true).openapi({ description: 'With the pipelines / 计入管道' }),
};

/** A source of risk, whether it was computed, and if not, why. */
export const SourceOutput = z.object({
  layer: z.enum(['major_hazards', 'pipelines']),
  unitId: z.string(),
  name: z.string(),
  computed: z.boolean(),
  notes: z.array(TextOutput),
  missing: z.array(TextOutput).openapi({ description: 'What was not computed and why' }),
});

/** The box, its corners in order. Throws Invalid. */
export function boxOf(box: readonly number[], pointer: string): Box {
  const [west, south, east, north] = box as unknown as Box;
  if (!(west < east && south < north)) throw new Invalid(valueProblem(pointer, 'range'));
  return [west, south, east, north];
}

export const cellsOf = ({ width, height }: Grid): number => width * height;
