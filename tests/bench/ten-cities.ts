/** The demo city many times over: every object copied beside itself, by the superuser and without triggers, for measuring. */
import pg from 'pg';
import type { Opened } from '../harness/engines.ts';

/** Derived columns of the tables of objects and what they are made of; `g` is the moved geometry. */
const DERIVED: Readonly<Record<string, string>> = {
  geom: 'g',
  geom_3857: 'ST_Transform(g, 3857)',
  qk: 'fourcolor.cell_key(ST_Transform(g, 3857))',
  label_point: 'ST_PointOnSurface(ST_Transform(g, 3857))',
  label_qk: 'fourcolor.cell_key(ST_PointOnSurface(ST_Transform(g, 3857)))',
};

/** Copies every object `times` - 1 times, each moved by up to about a kilometre, and counts the cells again. */
export async function multiply(opened: Opened, times: number): Promise<void> {
  const bare = new pg.Client(opened.urls!.superuser);
  await bare.connect();
  try {
    await bare.query(
      'set session_replication_role = replica; set search_path = fourcolor, public; select setseed(0.4)',
    );
    const { rows: tables } = await bare.query<{ name: string; columns: string[] }>(`
      select t.name, array_agg(a.attname::text order by a.attnum) as columns
      from object_tables as t
      join pg_attribute as a on a.attrelid = ('fourcolor.' || t.name)::regclass and a.attnum > 0 and not a.attisdropped
      where t.name <> 'population'
      group by t.name
    `);
    for (const { name, columns } of tables) {
      const copied = columns.filter((column) => column !== 'fid');
      const value = (column: string) =>
        column === 'id' || column === 'source_id'
          ? `copy || 'x' || ${column}`
          : column === 'credit_code'
            ? 'null'
            : (DERIVED[column] ?? `"${column}"`);
      await bare.query(`
        insert into ${name} (${copied.map((column) => `"${column}"`).join(', ')})
        select ${copied.map(value).join(', ')}
        from (
          select o.*, copy, ST_Translate(geom, (random() - 0.5) * 0.02, (random() - 0.5) * 0.02) as g
          from ${name} as o, generate_series(2, ${times}) as copy
          offset 0
        ) as moved
      `);
    }
    await bare.query(`
      update layer_cells as c set n = c.n * ${times}, g1 = c.g1 * ${times}, g2 = c.g2 * ${times},
        g3 = c.g3 * ${times}, g4 = c.g4 * ${times}, g0 = c.g0 * ${times}
    `);
    await bare.query('analyze');
  } finally {
    await bare.end();
  }
}
