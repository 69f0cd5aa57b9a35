/** Brings a database to the schema of this version: roles, extensions, migrations forward, comments. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAFF_ROLES } from '../data/layer.ts';
import { TABLES } from '../data/layers/all.ts';
import type { Owner } from './db/database.ts';
import { PACKAGE_ROOT } from './package-root.ts';

const FOLDER = join(PACKAGE_ROOT, 'data', 'migrations');
/** Any two processes that migrate the same database take turns (the number is arbitrary). */
const LOCK = 40404;

/** A migration that was applied here has another text now: the database and this version do not belong together. */
export class MigrationChanged extends Error {
  constructor(file: string) {
    super(
      `Migration ${file} was changed after it was applied. Restore its text and add a new migration instead.`,
    );
  }
}

/**
 * Applies the migrations that the database lacks, each in its own transaction; nothing to do is no change.
 * `login` is the database login of the server; it becomes a member of the request roles.
 * @throws MigrationChanged when an applied migration's text differs from its recorded hash
 */
export async function migrate(
  owner: Owner,
  _engine: 'embedded' | 'native',
  options: { readonly login?: string } = {},
): Promise<{ applied: string[] }> {
  await owner.script(preparation(options.login));
  const done = await owner.run(async (session) => {
    const rows = await session.query<{ file: string; hash: string }>(
      'select file, hash from fourcolor.migrations order by file',
    );
    return new Map(rows.map((row) => [row.file, row.hash]));
  });
  const applied: string[] = [];
  for (const file of readdirSync(FOLDER)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()) {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    const known = done.get(file);
    if (known === hash) continue;
    if (known !== undefined) throw new MigrationChanged(file);
    await owner.script(`
      select pg_advisory_xact_lock(${LOCK});
      set local role fc_owner;
      set local search_path = fourcolor, public;
      insert into fourcolor.migrations (file, hash) values ('${file}', '${hash}');
      ${text}
    `);
    applied.push(file);
  }
  if (applied.length > 0) await owner.script(comments());
  return { applied };
}

/** Roles are cluster-wide, so another database's migration may create them at the same moment. */
function preparation(login: string | undefined): string {
  const roles = ['fc_public', ...STAFF_ROLES.map((role) => `fc_${role}`)];
  const create = (role: string) => `
    do $$ begin
      create role ${role} nologin;
    exception when duplicate_object or unique_violation then null;
    end $$;`;
  const member = login === undefined ? 'current_user' : `"${login.replaceAll('"', '""')}"`;
  return `
    select pg_advisory_xact_lock(${LOCK});
    ${['fc_owner', ...roles].map(create).join('')}
    do $$ begin
      execute format('grant fc_owner to %I', current_user);
      execute format('grant create, temporary on database %I to fc_owner', current_database());
      execute format('grant temporary on database %I to ${roles.join(', ')}', current_database());
    end $$;
    grant ${roles.join(', ')} to ${member};
    create extension if not exists postgis;
    create extension if not exists pg_trgm;
    create schema if not exists fourcolor authorization fc_owner;
    create table if not exists fourcolor.migrations (
      file text primary key,
      hash text not null,
      applied_at timestamptz not null default now()
    );
    alter table fourcolor.migrations owner to fc_owner;
  `;
}

/** The declarations own the meaning: their labels become the comments of tables and columns. */
function comments(): string {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  return TABLES.flatMap((layer) => [
    `comment on table fourcolor.${layer.id} is ${text(layer.about.zh)};`,
    ...Object.entries(layer.fields).map(
      ([name, field]) => `comment on column fourcolor.${layer.id}.${name} is ${text(field.label.zh)};`,
    ),
  ]).join('\n');
}
