/** How routes are declared: one zod schema per part gives validation, types and the OpenAPI document. */
import { OpenAPIHono, z } from '@hono/zod-openapi';
import { type FieldProblem, valueProblem } from '../data/problem.ts';
import type { Person } from './accounts.ts';
import type { Who } from './db/database.ts';
import { BadParameter, Invalid, NotFound } from './failure.ts';
import { LANGUAGES } from './language.ts';

export type Env = {
  Variables: {
    /** In whose name the database is asked. */
    who: Who;
    /** The signed-in person, or null for a visitor. */
    person: Person | null;
  };
};

/** A router whose failed validations become problems. */
export function router() {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      if (result.target === 'param') throw new NotFound();
      const errors = result.error.issues.flatMap((issue) => ofIssue(issue, result.target === 'json'));
      throw result.target === 'json' ? new Invalid(...errors) : new BadParameter(...errors);
    },
  });
}

const lang = z
  .enum(LANGUAGES)
  .optional()
  .openapi({
    param: { name: 'lang', in: 'query' },
    description: 'Language of texts and errors / 语言',
  });

/** Query parameters of a route; a name that is not declared is refused. */
export function query<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject({ lang, ...shape });
}

export const ProblemDocument = z
  .object({
    type: z.string().openapi({ example: 'urn:fourcolor:problem:bad_parameter' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          field: z.string(),
          code: z.string(),
          message: z.string(),
          remedy: z.string().optional(),
        }),
      )
      .optional(),
  })
  .openapi('Problem');

/** A JSON answer with its schema. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { content: { 'application/json': { schema } }, description };
}

/** An answer of another media type, described but not typed. */
export function media(description: string, ...types: readonly string[]) {
  return { description, content: Object.fromEntries(types.map((type) => [type, { schema: z.any() }])) };
}

/** A text in both languages. */
export const TextSchema = z.object({ zh: z.string(), en: z.string() }).openapi('Text');

/** [west, south, east, north], lon/lat degrees. */
export const BoxSchema = z.array(z.number()).length(4);

function ofIssue(issue: z.core.$ZodIssue, body: boolean): FieldProblem[] {
  const at = (path: readonly PropertyKey[]) =>
    body ? path.map((part) => `/${escaped(String(part))}`).join('') : path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => valueProblem(at([...issue.path, key]), 'unknown'));
  }
  return [valueProblem(at(issue.path), codeOf(issue))];
}

function codeOf(issue: z.core.$ZodIssue) {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('undefined') ? 'required' : 'type';
    case 'too_big':
    case 'too_small':
      return 'range';
    case 'invalid_value':
      return 'choice';
    case 'invalid_union':
      return 'type';
    default:
      return 'format';
  }
}

// JSON pointer, RFC 6901 section 3
const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');
