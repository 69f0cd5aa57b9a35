/** People who sign in: who they are, what they may do, and whether a password is theirs. */
import { hash, verify } from '@node-rs/argon2';
import type { StaffRole } from '../data/layer.ts';
import { type Database, servant, type Who } from './db/database.ts';

/** A signed-in person with their rights. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly regions: readonly string[] | null;
  readonly sectors: readonly string[] | null;
}

export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly role: StaffRole;
  readonly regions?: readonly string[] | null;
  readonly sectors?: readonly string[] | null;
  readonly demo?: boolean;
}

interface AccountRow extends Person {
  readonly password_hash: string;
  readonly demo: boolean;
  readonly disabled: boolean;
  /** Seconds for which the account stays locked; null or below 1 = not locked. */
  readonly locked_s: number | null;
}

export type SignIn =
  | { readonly state: 'known'; readonly person: Person }
  | { readonly state: 'refused' }
  | { readonly state: 'locked'; readonly seconds: number };

/** After this many wrong passwords in a row an account rests for LOCK_S seconds. */
export const MAX_FAILURES = 5;
export const LOCK_S = 600;

// Checked for names that do not exist, so that they take as long as names that do.
let nobodysHash: Promise<string> | undefined;

/** In whose name the database is asked for this person. */
export function whoIs(person: Person): Who {
  return { role: person.role, userId: person.id, regions: person.regions, sectors: person.sectors };
}

/** The person of a user name, for the command line's `--as`; undefined when absent or disabled. */
export async function whoOf(database: Database, username: string): Promise<Who | undefined> {
  const account = await find(database, username);
  return account && !account.disabled ? whoIs(account) : undefined;
}

/** Adds an account, or replaces the rights and password of the one with this user name. Returns its id. */
export async function saveAccount(database: Database, account: NewAccount): Promise<string> {
  const passwordHash = await hash(account.password);
  const rows = await database.as(servant('security', 'account'), (session) =>
    session.query<{ id: string }>(
      `insert into fourcolor.accounts as a (username, name, password_hash, role, regions, sectors, demo)
       values ($1, $2, $3, $4, $5::text[], $6::text[], $7)
       on conflict (username) do update
         set name = excluded.name, password_hash = excluded.password_hash, role = excluded.role,
             regions = excluded.regions, sectors = excluded.sectors, demo = excluded.demo,
             disabled = false, failed_attempts = 0, locked_until = null
       returning id`,
      [
        account.username,
        account.name,
        passwordHash,
        account.role,
        account.regions ?? null,
        account.sectors ?? null,
        account.demo ?? false,
      ],
    ),
  );
  return rows[0]!.id;
}

export interface AccountEntry extends Person {
  readonly disabled: boolean;
  readonly demo: boolean;
}

/** Every account, by user name; never a password. */
export async function listAccounts(database: Database): Promise<AccountEntry[]> {
  return database.as(servant('security', 'account'), (session) =>
    session.query<AccountEntry>(
      `select id, username, name, role, regions, sectors, disabled, demo
       from fourcolor.accounts
       order by username`,
    ),
  );
}

/** Ends an account's sessions and refuses new ones; false when there is no such account. */
export async function disableAccount(database: Database, username: string): Promise<boolean> {
  return database.as(servant('security', 'account'), async (session) => {
    const [account] = await session.query<{ id: string }>(
      'update fourcolor.accounts set disabled = true where username = $1 returning id',
      [username],
    );
    if (account)
      await session.query('delete from fourcolor.sessions where account_id = $1::uuid', [account.id]);
    return account !== undefined;
  });
}

/** Checks a password. `demoAllowed` false refuses demo accounts as if they did not exist. */
export async function signIn(
  database: Database,
  username: string,
  password: string,
  demoAllowed: boolean,
): Promise<SignIn> {
  const account = await find(database, username);
  if (account?.locked_s && account.locked_s > 0)
    return { state: 'locked', seconds: Math.ceil(account.locked_s) };
  nobodysHash ??= hash('nobody');
  const right = await verify(account?.password_hash ?? (await nobodysHash), password);
  if (!account) return { state: 'refused' };
  await settle(database, account.id, right);
  if (!right || account.disabled || (account.demo && !demoAllowed)) return { state: 'refused' };
  const { id, name, role, regions, sectors } = account;
  return { state: 'known', person: { id, username: account.username, name, role, regions, sectors } };
}

async function find(database: Database, username: string): Promise<AccountRow | undefined> {
  const rows = await database.as(
    servant('security', 'sign in'),
    (session) =>
      session.query<AccountRow>(
        `select id::text as id, username, name, role, regions, sectors, password_hash, demo, disabled,
           extract(epoch from locked_until - now())::double precision as locked_s
         from fourcolor.accounts
         where username = $1`,
        [username],
      ),
    { readOnly: true },
  );
  return rows[0];
}

async function settle(database: Database, id: string, right: boolean): Promise<void> {
  const sql = right
    ? `update fourcolor.accounts
       set failed_attempts = 0, locked_until = null
       where id = $1::uuid and failed_attempts > 0`
    : `update fourcolor.accounts
       set failed_attempts = (failed_attempts + 1) % ${MAX_FAILURES},
           locked_until = case when failed_attempts + 1 >= ${MAX_FAILURES} then now() + interval '${LOCK_S} seconds' end
       where id = $1::uuid`;
  await database.as(servant('security', 'sign in'), (session) => session.query(sql, [id]));
}
