/** The declaration owns the meaning, the migration the storage: here the two are compared on real databases. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Field, STAFF_ROLES } from '../data/layer.ts';
import { TABLES } from '../data/layers/all.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';

/** Columns that storage needs and no person reads as a field. */
const STORAGE = [
  'fid',
  'geom',
  'geom_3857',
  'qk',
  'label_point',
  'label_qk',
  'region_codes',
  'boundary',
  'inputs',
  'shape_z8',
  'shape_z11',
];

interface Column {
  name: string;
  type: string;
  not_null: boolean;
  comment: string | null;
}

forEachEngine((_engine, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  const ask = <R>(sql: string, params: unknown[] = []) =>
    opened.owner.run((session) => session.query<R>(sql, params));

  describe.each(TABLES.map((layer) => [layer.id, layer] as const))('%s', (id, layer) => {
    const fields = layer.fields as Readonly<Record<string, Field>>;

    it('has exactly the declared columns, with their types, nullability and comments', async () => {
      const columns = await ask<Column>(
        `
        select
          a.attname as name,
          format_type(a.atttypid, null) as type,
          a.attnotnull as not_null,
          col_description(a.attrelid, a.attnum) as comment
        from pg_attribute as a
        where a.attrelid = ('fourcolor.' || $1)::regclass
          and a.attnum > 0
          and not a.attisdropped
          and not a.attname = any($2::text[])
        order by a.attname
        `,
        [id, STORAGE],
      );
      const declared = Object.entries(fields)
        .map(([name, field]) => ({
          name,
          type: field.type,
          not_null: !field.nullable,
          comment: field.label.zh,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      expect(columns).toEqual(declared);
    });

    it.each(STAFF_ROLES)('lets fc_%s select exactly the fields of its audience', async (role) => {
      const rows = await ask<{ name: string }>(
        `
        select a.attname as name
        from pg_attribute as a
        where a.attrelid = ('fourcolor.' || $1)::regclass
          and a.attnum > 0
          and not a.attisdropped
          and not a.attname = any($2::text[])
          and has_column_privilege('fc_' || $3, a.attrelid, a.attnum, 'select')
        order by a.attname
        `,
        [id, STORAGE, role],
      );
      const audience = Object.entries(fields)
        .filter(([, field]) => field.readers.includes(role))
        .map(([name]) => name);
      expect(rows.map((row) => row.name)).toEqual(audience.sort());
    });

    it('gives the public nothing of the register', async () => {
      const [row] = await ask<{ any: boolean; schema: boolean }>(
        `
        select
          has_any_column_privilege('fc_public', 'fourcolor.' || $1, 'select, insert, update') as any,
          has_schema_privilege('fc_public', 'fourcolor', 'usage') as schema
        `,
        [id],
      );
      expect(row).toEqual({ any: false, schema: false });
    });

    it('shows the public exactly the published fields', async () => {
      if (layer.publication !== 'features') return;
      const rows = await ask<{ name: string }>(
        `
        select attname as name
        from pg_attribute
        where attrelid = ('published.' || $1)::regclass
          and attnum > 0
          and not attisdropped
          and not attname = any($2::text[])
        order by attname
        `,
        [id, STORAGE],
      );
      const published = Object.entries(fields)
        .filter(([, field]) => field.published)
        .map(([name]) => name);
      expect(rows.map((row) => row.name)).toEqual(published.sort());
    });
  });

  it('forces row policies on every table of the register', async () => {
    const unforced = await ask<{ name: string }>(`
      select relname as name
      from pg_class
      where relnamespace = 'fourcolor'::regnamespace
        and relkind in ('r', 'p')
        and relname <> 'migrations'
        and not (relrowsecurity and relforcerowsecurity)
    `);
    expect(unforced).toEqual([]);
  });

  it('pins the search path of every function that runs with its owner’s rights', async () => {
    const loose = await ask<{ name: string }>(`
      select proname as name
      from pg_proc
      where pronamespace = 'fourcolor'::regnamespace
        and prosecdef
        and not coalesce(array_to_string(proconfig, ','), '') like '%search_path=%'
    `);
    expect(loose).toEqual([]);
  });

  it('owns nothing as the login of the server', async () => {
    const rows = await ask<{ owner: string }>(`
      select distinct pg_get_userbyid(relowner) as owner
      from pg_class
      where relnamespace in ('fourcolor'::regnamespace, 'published'::regnamespace)
    `);
    expect(rows).toEqual([{ owner: 'fc_owner' }]);
  });
});
