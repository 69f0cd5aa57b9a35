/** OGC API Processes: what can be computed, and running it at once. */
import { createRoute, z } from '@hono/zod-openapi';
import { consequence } from './consequence.ts';
import { consultationZones, planningAdvice } from './consultation.ts';
import { media, query, router } from './contract.ts';
import { encroachments } from './encroachments.ts';
import { NotFound } from './failure.ts';
import { gradeExplain } from './grading/explain.ts';
import { type Language, languageOf } from './language.ts';
import { ogcRoot } from './ogc/common.ts';
import { PERSONAL } from './ogc/format.ts';
import type { Process } from './process.ts';
import { nearest } from './questions/nearest.ts';
import { summarize } from './questions/summarize.ts';
import { within } from './questions/within.ts';
import { riskAtPoint, riskField } from './risk-field.ts';
import { riskTargets } from './risk-targets.ts';
import { safetyDistance } from './safety-distance.ts';
import type { Services } from './services.ts';
import { siting } from './siting.ts';
import { societalRisk } from './societal-risk.ts';

/** Every process, in the order in which it is listed. */
const PROCESSES: readonly Process[] = [
  within,
  nearest,
  summarize,
  consequence,
  riskField,
  riskAtPoint,
  riskTargets,
  societalRisk,
  siting,
  encroachments,
  safetyDistance,
  consultationZones,
  planningAdvice,
  gradeExplain,
];

type JsonSchema = z.core.JSONSchema.BaseSchema;

const f = z.literal('json').optional();
const missing = media('No such process', 'application/problem+json');

const list = createRoute({
  method: 'get',
  path: '/ogc/processes',
  tags: ['processes'],
  summary: 'What can be computed',
  request: { query: query({ f }) },
  responses: { 200: media('Processes', 'application/json') },
});
const one = createRoute({
  method: 'get',
  path: '/ogc/processes/{id}',
  tags: ['processes'],
  summary: 'One process with the schemas of its inputs and outputs',
  request: { params: z.object({ id: z.string().max(60) }), query: query({ f }) },
  responses: { 200: media('The process', 'application/json'), 404: missing },
});
const execution = ({ id, title, inputs, outputs }: Process) =>
  createRoute({
    method: 'post',
    path: `/ogc/processes/${id}/execution`,
    tags: ['processes'],
    summary: title.en,
    request: {
      query: query({}),
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.strictObject({ inputs, response: z.literal('document').optional() }),
          },
        },
      },
    },
    responses: {
      200: { description: title.en, content: { 'application/json': { schema: outputs } } },
      404: media('A layer or object is absent or hidden', 'application/problem+json'),
      422: media('Inputs that cannot be used', 'application/problem+json'),
    },
  });

/** The routes of the processes. */
export function processRoutes(services: Services) {
  const routes = router()
    .openapi(list, (c) => {
      const [root, lang] = [ogcRoot(c, services), languageOf(c)];
      return c.json({ processes: PROCESSES.map((process) => summary(process, root, lang)), links: [] });
    })
    .openapi(one, (c) => {
      const process = PROCESSES.find(({ id }) => id === c.req.valid('param').id);
      if (!process) throw new NotFound();
      return c.json({
        ...summary(process, ogcRoot(c, services), languageOf(c)),
        inputs: described(schemaOf(process.inputs)),
        outputs: { result: { title: process.id, schema: schemaOf(process.outputs) } },
      });
    });
  for (const process of PROCESSES) {
    routes.openapi(execution(process), async (c) => {
      const { inputs } = c.req.valid('json');
      const text = await process.run(services, c.var.who, inputs, languageOf(c));
      return c.body(text, 200, { ...PERSONAL, 'Content-Type': 'application/json' }) as never;
    });
  }
  return routes;
}

const schemaOf = (part: z.ZodType): JsonSchema =>
  z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' });

function summary({ id, title, description }: Process, root: string, lang: Language) {
  return {
    id,
    version: '1.0.0',
    title: title[lang],
    description: description[lang],
    jobControlOptions: ['sync-execute'],
    outputTransmission: ['value'],
    links: [
      { href: `${root}/processes/${id}`, rel: 'self', type: 'application/json' },
      {
        href: `${root}/processes/${id}/execution`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/execute',
        type: 'application/json',
      },
    ],
  };
}

/** One entry for each input, as the standard lists them; of several forms an input is required where all ask for it. */
function described(schema: JsonSchema) {
  const forms = (schema.oneOf ?? schema.anyOf ?? [schema]) as JsonSchema[];
  return Object.fromEntries(
    forms.toReversed().flatMap((form) =>
      Object.entries(form.properties ?? {}).map(([name, part]) => [
        name,
        {
          title: name,
          description: typeof part === 'object' ? part.description : undefined,
          minOccurs: forms.every(({ required }) => required?.includes(name)) ? 1 : 0,
          maxOccurs: 1,
          schema: part,
        },
      ]),
    ),
  );
}
