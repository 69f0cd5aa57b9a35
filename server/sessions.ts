/** Signed-in browsers: a random cookie whose hash names a row; idle 30 minutes, at most 12 hours. */
import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Person } from './accounts.ts';
import { type Database, servant } from './db/database.ts';

export const IDLE_MINUTES = 30;
export const LIFE_HOURS = 12;
/** Rights are read again after this long, so a lost right ends within it on every server. */
export const REMEMBERED_MS = 5_000;
/** The time of last use is written at most this often. */
const TOUCH_S = 60;

const SECURITY = servant('security', 'session');

export interface Sessions {
  /** A new session of the person; returns the cookie's value, which is kept nowhere. */
  open(person: Person): Promise<string>;
  /** The person of a cookie, with the rights of at most REMEMBERED_MS ago; null when it is unknown or over. */
  personOf(token: string): Promise<Person | null>;
  close(token: string): Promise<void>;
}

/** Sessions kept in the database, remembered for a moment so that tiles need not ask each time. */
export function createSessions(database: () => Database): Sessions {
  const remembered = new LRUCache<string, { person: Promise<Person | null> }>({
    max: 20_000,
    ttl: REMEMBERED_MS,
  });
  return {
    async open(person) {
      const token = randomBytes(32).toString('base64url');
      await database().as(SECURITY, async (session) => {
        await session.query(
          `delete from fourcolor.sessions
           where expires_at < now() or last_seen_at < now() - interval '${IDLE_MINUTES} minutes'`,
        );
        await session.query(
          `insert into fourcolor.sessions (token_hash, account_id, expires_at)
           values (decode($1, 'hex'), $2::uuid, now() + interval '${LIFE_HOURS} hours')`,
          [hashOf(token), person.id],
        );
      });
      return token;
    },
    async personOf(token) {
      if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
      const key = hashOf(token);
      const known = remembered.get(key);
      if (known) return known.person;
      const person = lookUp(database(), key);
      remembered.set(key, { person });
      person.catch(() => remembered.delete(key));
      return person;
    },
    async close(token) {
      const key = hashOf(token);
      await database().as(SECURITY, (session) =>
        session.query(`delete from fourcolor.sessions where token_hash = decode($1, 'hex')`, [key]),
      );
      remembered.delete(key);
    },
  };
}

async function lookUp(database: Database, tokenHash: string): Promise<Person | null> {
  return database.as(SECURITY, async (session) => {
    const rows = await session.query<Person & { stale: boolean }>(
      `select a.id::text as id, a.username, a.name, a.role, a.regions, a.sectors,
         s.last_seen_at < now() - interval '${TOUCH_S} seconds' as stale
       from fourcolor.sessions as s
       join fourcolor.accounts as a on a.id = s.account_id
       where s.token_hash = decode($1, 'hex')
         and s.expires_at > now()
         and s.last_seen_at > now() - interval '${IDLE_MINUTES} minutes'
         and not a.disabled`,
      [tokenHash],
    );
    const row = rows[0];
    if (!row) return null;
    const { stale, ...person } = row;
    if (stale) {
      await session.query(
        `update fourcolor.sessions set last_seen_at = now() where token_hash = decode($1, 'hex')`,
        [tokenHash],
      );
    }
    return person;
  });
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
