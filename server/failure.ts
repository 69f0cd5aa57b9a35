/** Refusals and how they are answered: problem details (RFC 9457) in the reader's language. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Text } from '../data/layer.ts';
import {
  type FieldProblem,
  REQUEST_PROBLEMS,
  type RequestProblemCode,
  valueProblem,
} from '../data/problem.ts';
import { JsonTooDeep, SqlError, Unavailable } from './db/errors.ts';
import { languageOf } from './language.ts';

export interface FailureDetails {
  readonly detail?: Text;
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An expected refusal of a request. */
export class Failure extends Error {
  readonly code: RequestProblemCode;
  readonly details: FailureDetails;
  constructor(code: RequestProblemCode, details: FailureDetails = {}) {
    super(details.detail?.en ?? REQUEST_PROBLEMS[code].title.en);
    this.name = 'Failure';
    this.code = code;
    this.details = details;
  }
}

/** 404, in the same words whether the thing is absent or hidden from this person. */
export class NotFound extends Failure {
  constructor() {
    super('not_found');
  }
}

/** 400 for query parameters. */
export class BadParameter extends Failure {
  constructor(...errors: readonly FieldProblem[]) {
    super('bad_parameter', { errors });
  }
}

/** 422 for a body that can be read but not used. */
export class Invalid extends Failure {
  constructor(...errors: readonly FieldProblem[]) {
    super('invalid', { errors });
  }
}

/** The answer for anything thrown while a request was served. Bugs are logged and say nothing of the inside. */
export function answerFailure(error: unknown, c: Context): Response {
  if (error instanceof Failure) return problem(c, error.code, error.details);
  if (error instanceof HTTPException) return problem(c, ...ofHttp(error));
  const code = ofDatabase(error);
  if (code) return problem(c, code, code === 'unavailable' ? { headers: { 'Retry-After': '2' } } : {});
  console.error(`${c.req.method} ${new URL(c.req.url).pathname}`, error);
  return problem(c, 'internal');
}

/** A problem as a response. */
export function problem(c: Context, code: RequestProblemCode, details: FailureDetails = {}): Response {
  const lang = languageOf(c);
  const { status, title } = REQUEST_PROBLEMS[code];
  const errors = details.errors?.map(({ message, remedy, pointer, ...rest }) => ({
    pointer,
    field: pointer.split('/').at(-1) ?? '',
    ...rest,
    message: message[lang],
    ...(remedy ? { remedy: remedy[lang] } : {}),
  }));
  const body = {
    type: `urn:fourcolor:problem:${code}`,
    title: title[lang],
    status,
    detail: details.detail?.[lang] ?? errors?.[0]?.message ?? title[lang],
    ...(errors ? { errors } : {}),
  };
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
    'Content-Language': lang,
    'Cache-Control': 'no-store',
    ...details.headers,
  });
}

// The router and its validators refuse with plain statuses.
function ofHttp(error: HTTPException): [RequestProblemCode, FailureDetails] {
  if (error.status === 400) return ['invalid', { errors: [valueProblem('', 'json')] }];
  if (error.status === 413) return ['too_large', {}];
  if (error.status === 415) return ['unsupported_media', {}];
  return ['internal', {}];
}

function ofDatabase(error: unknown): RequestProblemCode | undefined {
  if (error instanceof Unavailable) return 'unavailable';
  if (error instanceof JsonTooDeep) return 'invalid';
  // 42501 insufficient privilege (PostgreSQL manual, appendix A)
  if (error instanceof SqlError && error.code === '42501') return 'forbidden';
  return undefined;
}
