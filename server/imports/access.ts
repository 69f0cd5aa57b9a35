/** Who may look at imports and who may change them, before the database says the same. */
import { STAFF_ROLES } from '../../data/layer.ts';
import type { Env } from '../contract.ts';
import type { Who } from '../db/database.ts';
import { Failure, NotFound } from '../failure.ts';
import type { Services } from '../services.ts';
import { entryById, type Stored } from './entries.ts';
import type { ImportJobs } from './jobs.ts';
import { adopt, isOrphan } from './orphans.ts';

const IMPORTERS = ['planner', 'admin'];
const LOOKERS = [...IMPORTERS, 'audit'];

type Caller = Env['Variables'];

/** Everybody who may see entries. @throws {Failure} 401 for visitors, 403 for other roles */
export function looker({ person, who }: Caller): Who {
  return allowed(person, who, LOOKERS);
}

/** Everybody who may import. @throws {Failure} */
export function importer({ person, who }: Caller): Who {
  return allowed(person, who, IMPORTERS);
}

function allowed(person: Caller['person'], who: Who, roles: readonly string[]): Who {
  if (person === null) throw new Failure('unauthorized');
  if (!roles.includes(who.role) || !STAFF_ROLES.some((role) => role === who.role))
    throw new Failure('forbidden');
  return who;
}

/** The entry as it stands; work that nobody does any more is told as failed. @throws {NotFound} */
export async function entryFor(services: Services, jobs: ImportJobs, who: Who, id: string): Promise<Stored> {
  const { database } = services;
  const stored = await database.as(who, (session) => entryById(session, id));
  if (stored === undefined) throw new NotFound();
  if (!isOrphan(stored, jobs) || who.role === 'audit') return stored;
  return database.as(who, async (session) => {
    await adopt(session, stored);
    const now = await entryById(session, id);
    if (now === undefined) throw new NotFound();
    return now;
  });
}

/** The person's own entry, to go on with. @throws {NotFound} */
export async function ownEntry(services: Services, jobs: ImportJobs, who: Who, id: string): Promise<Stored> {
  const stored = await entryFor(services, jobs, who, id);
  if (stored.user_id !== who.userId) throw new Failure('forbidden');
  return stored;
}
