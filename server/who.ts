/** Who asks: the cookie of each request becomes a person, or a visitor. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { REGISTER_READERS } from '../data/layer.ts';
import { whoIs } from './accounts.ts';
import type { Env } from './contract.ts';
import { PUBLIC, type Who } from './db/database.ts';
import { Failure } from './failure.ts';
import type { Sessions } from './sessions.ts';
import type { Settings } from './settings.ts';

export const SESSION_COOKIE = 'fc_session';

/** Sets `who` and `person` from the session cookie. */
export function identify(sessions: Sessions): MiddlewareHandler<Env> {
  return async (c, next) => {
    const token = getCookie(c, SESSION_COOKIE);
    const person = token ? await sessions.personOf(token) : null;
    c.set('person', person);
    c.set('who', person ? readerOf(whoIs(person)) : PUBLIC);
    await next();
  };
}

/** Roles without any right on the register read what the public reads. */
export function readerOf(who: Who): Who {
  return REGISTER_READERS.some((role) => role === who.role) ? who : PUBLIC;
}

/** Refuses a write that another site made the browser send; a request that says nothing of its site is a script. */
export function sameSite(settings: Settings): MiddlewareHandler<Env> {
  return async (c, next) => {
    const safe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const crossSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const crossOrigin = origin !== undefined && !ownOrigins(c, settings).includes(origin);
    if (
      !safe &&
      (crossSite || crossOrigin) &&
      (getCookie(c, SESSION_COOKIE) || c.req.path === '/api/session')
    ) {
      throw new Failure('cross_site');
    }
    await next();
  };
}

/** The origin under which links are made: the configured one, else the request's. */
export function publicOrigin(c: Context, settings: Settings): string {
  return settings.publicUrl ?? new URL(c.req.url).origin;
}

/** Address of the client as the connection shows it; forwarded headers are not trusted. */
export function clientAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    return 'unknown'; // a request without a socket
  }
}

function ownOrigins(c: Context, settings: Settings): string[] {
  const own = new URL(c.req.url).origin;
  return settings.publicUrl ? [own, new URL(settings.publicUrl).origin] : [own];
}
