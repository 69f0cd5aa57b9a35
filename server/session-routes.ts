/** Signing in and out, and who is signed in. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { STAFF_ROLES } from '../data/layer.ts';
import { type Person, signIn } from './accounts.ts';
import { createAttempts } from './attempts.ts';
import { type Env, json, media, query, router, TextSchema } from './contract.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.ts';
import { Failure } from './failure.ts';
import type { Services } from './services.ts';
import { LIFE_HOURS, type Sessions } from './sessions.ts';
import { isLoopback, type Settings } from './settings.ts';
import { clientAddress, SESSION_COOKIE } from './who.ts';

const Signed = z
  .object({
    user: z.object({ id: z.string(), username: z.string(), name: z.string() }).nullable(),
    role: z.enum([...STAFF_ROLES, 'public']),
    scope: z.object({ regions: z.array(z.string()).nullable(), sectors: z.array(z.string()).nullable() }),
  })
  .openapi('Session');

const Credentials = z.strictObject({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(256),
  otp: z.string().max(20).optional(),
});

const read = createRoute({
  method: 'get',
  path: '/api/session',
  tags: ['session'],
  summary: 'Who is signed in; for a visitor user is null and role is public',
  request: { query: query({}) },
  responses: { 200: json(Signed, 'The session') },
});

const open = createRoute({
  method: 'post',
  path: '/api/session',
  tags: ['session'],
  summary: 'Sign in',
  request: {
    query: query({}),
    body: { required: true, content: { 'application/json': { schema: Credentials } } },
  },
  responses: {
    200: json(Signed, 'Signed in; the cookie fc_session is set'),
    401: media('Wrong user name or password', 'application/problem+json'),
    429: media('Locked after five wrong passwords; see Retry-After', 'application/problem+json'),
  },
});

const close = createRoute({
  method: 'delete',
  path: '/api/session',
  tags: ['session'],
  summary: 'Sign out',
  request: { query: query({}) },
  responses: { 204: { description: 'Signed out' } },
});

const demo = createRoute({
  method: 'get',
  path: '/api/demo-accounts',
  tags: ['session'],
  summary: 'Accounts of the demo city; empty without demo data',
  request: { query: query({}) },
  responses: {
    200: json(
      z.object({
        accounts: z.array(
          z.object({
            username: z.string(),
            password: z.string(),
            role: z.string(),
            name: TextSchema,
            about: TextSchema,
          }),
        ),
      }),
      'Demo accounts',
    ),
  },
});

/** The routes of the session. */
export function sessionRoutes(services: Services, sessions: Sessions) {
  const attempts = createAttempts();
  return router()
    .openapi(read, (c) => c.json(signedAs(c.var.person), 200))
    .openapi(open, async (c) => {
      const { username, password } = c.req.valid('json');
      const keys = [`name ${username}`, `name ${username} at ${clientAddress(c)}`];
      const waitS = attempts.begin(...keys);
      if (waitS > 0) throw locked(waitS);
      const answer = await signIn(services.database, username, password, demoAllowed(services.settings));
      if (answer.state === 'locked') throw locked(answer.seconds);
      if (answer.state === 'refused') throw new Failure('bad_credentials');
      attempts.succeed(...keys);
      await closeOld(c, sessions);
      setCookie(c, SESSION_COOKIE, await sessions.open(answer.person), {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        secure: isSecure(services.settings),
        maxAge: LIFE_HOURS * 3600,
      });
      return c.json(signedAs(answer.person), 200);
    })
    .openapi(close, async (c) => {
      await closeOld(c, sessions);
      deleteCookie(c, SESSION_COOKIE, { path: '/', secure: isSecure(services.settings) });
      return c.body(null, 204);
    })
    .openapi(demo, (c) => {
      const shown = services.demo && demoAllowed(services.settings) ? DEMO_ACCOUNTS : [];
      return c.json(
        {
          accounts: shown.map(({ username, role, name, about }) => ({
            username,
            password: DEMO_PASSWORD,
            role,
            name,
            about,
          })),
        },
        200,
      );
    });
}

function signedAs(person: Person | null): z.infer<typeof Signed> {
  if (!person) return { user: null, role: 'public', scope: { regions: null, sectors: null } };
  const { id, username, name, role, regions, sectors } = person;
  return {
    user: { id, username, name },
    role,
    scope: { regions: regions && [...regions], sectors: sectors && [...sectors] },
  };
}

async function closeOld(c: Context<Env>, sessions: Sessions): Promise<void> {
  const token = getCookie(c, SESSION_COOKIE);
  if (token) await sessions.close(token);
}

const demoAllowed = (settings: Settings) => isLoopback(settings.host) || settings.demoPublic;
const isSecure = (settings: Settings) => settings.publicUrl?.startsWith('https:') ?? false;

const locked = (seconds: number) => new Failure('locked', { headers: { 'Retry-After': String(seconds) } });
