/** OGC API Processes: what can be computed, and running it at once. */
import { createRoute, z } from '@hono/zod-openapi';
import { media, query, router } from './contract.ts';
import { type Language, languageOf } from './language.ts';
import { ogcRoot } from './ogc/common.ts';
import { PERSONAL } from './ogc/format.ts';
import type { Services } from './services.ts';
import { WithinInputs, WithinOutputs, within } from './within.ts';

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
  request: { params: z.object({ id: z.literal('within') }), query: query({ f }) },
  responses: { 200: media('The process', 'application/json'), 404: missing },
});
const execute = createRoute({
  method: 'post',
  path: '/ogc/processes/within/execution',
  tags: ['processes'],
  summary: 'What lies within an area, or within a distance of a place',
  request: {
    query: query({}),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({ inputs: WithinInputs, response: z.literal('document').optional() }),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'Counts by grade and nearest objects',
      content: { 'application/json': { schema: WithinOutputs } },
    },
    404: media('A layer is absent or hidden', 'application/problem+json'),
    422: media('Inputs that cannot be used', 'application/problem+json'),
  },
});

/** The routes of the processes. */
export function processRoutes(services: Services) {
  return router()
    .openapi(list, (c) => {
      const root = ogcRoot(c, services);
      return c.json({ processes: [summary(root, languageOf(c))], links: [] });
    })
    .openapi(one, (c) => {
      const schema = (part: z.ZodType): JsonSchema =>
        z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' });
      return c.json({
        ...summary(ogcRoot(c, services), languageOf(c)),
        inputs: described(schema(WithinInputs)),
        outputs: { result: { title: 'within', schema: schema(WithinOutputs) } },
      });
    })
    .openapi(execute, async (c) => {
      const text = await within(services, c.var.who, c.req.valid('json').inputs);
      return c.body(text, 200, { ...PERSONAL, 'Content-Type': 'application/json' }) as never;
    });
}

function summary(root: string, lang: Language) {
  return {
    id: 'within',
    version: '1.0.0',
    title: { zh: '范围内有什么', en: 'What lies within' }[lang],
    description: {
      zh: '面内、点或线周围给定距离内的要素：按风险等级计数，并按距离列出。',
      en: 'Objects in an area, or within a distance of a point or line: counted by risk grade and listed by distance.',
    }[lang],
    jobControlOptions: ['sync-execute'],
    outputTransmission: ['value'],
    links: [
      { href: `${root}/processes/within`, rel: 'self', type: 'application/json' },
      {
        href: `${root}/processes/within/execution`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/execute',
        type: 'application/json',
      },
    ],
  };
}

/** One entry for each input, as the standard lists them. */
function described(schema: JsonSchema) {
  const required = schema.required ?? [];
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, part]) => [
      name,
      { title: name, minOccurs: required.includes(name) ? 1 : 0, maxOccurs: 1, schema: part },
    ]),
  );
}
