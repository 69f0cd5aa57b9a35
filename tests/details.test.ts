/** What hangs on objects: who reads which column of the lists, and that lists follow their owners. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Field, STAFF_ROLES, type StaffRole } from '../data/layer.ts';
import { DETAILS, type Detail, responsibilities } from '../data/layers/details.ts';
import { PUBLIC, servant, type Who } from '../server/db/database.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, smallEnterprises } from './harness/small-city.ts';
import { fillSmallLayers } from './harness/small-layers.ts';

const admin = servant('admin', 'test');
/** Planners keep responsible persons and inventories of their scope with the ledger. */
const WRITERS: Readonly<Record<string, readonly StaffRole[]>> = {
  responsibilities: ['planner', 'admin'],
  inventories: ['planner', 'admin'],
};
const staff = (role: StaffRole): Who => ({ role, userId: 'u', regions: null, sectors: null });

forEachEngine((_engine, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(10));
    await fillSmallLayers(opened.database, 10);
  });
  const ask = <R>(sql: string, params: unknown[] = [], who: Who = admin) =>
    opened.database.as(who, (session) => session.query<R>(sql, params));
  const refused = (who: Who, sql: string) =>
    ask(sql, [], who).then(
      () => false,
      (error) => {
        if (error instanceof Error && 'code' in error && error.code === '42501') return true;
        throw error;
      },
    );

  describe.each(DETAILS.map((detail) => [detail.id, detail as Detail] as const))('%s', (id, detail) => {
    it('has the declared columns, nullable where declared', async () => {
      const columns = await ask<{ name: string; type: string; not_null: boolean }>(
        `select attname as name, format_type(atttypid, null) as type, attnotnull as not_null
         from pg_attribute
         where attrelid = ('fourcolor.' || $1)::regclass and attnum > 0 and not attisdropped and attname <> 'fid'
         order by attname`,
        [id],
      );
      const declared = Object.entries<Field>(detail.fields).map(([name, field]) => ({
        name,
        type: field.type,
        not_null: !field.nullable,
      }));
      expect(columns).toEqual(declared.sort((a, b) => (a.name < b.name ? -1 : 1)));
    });

    it('lets each role read exactly the columns of its audience, and the public none', async () => {
      for (const role of STAFF_ROLES) {
        for (const [name, field] of Object.entries<Field>(detail.fields)) {
          const sql = `select "${name}" from fourcolor.${id} limit 1`;
          expect([role, name, await refused(staff(role), sql)]).toEqual([
            role,
            name,
            !field.readers.includes(role),
          ]);
        }
      }
      expect(await refused(PUBLIC, `select 1 from fourcolor.${id}`)).toBe(true);
    });

    it('is written by those who keep it only, each line with an event under its owner', async () => {
      const writers = WRITERS[id] ?? ['admin'];
      for (const role of STAFF_ROLES) {
        const sql = `update fourcolor.${id} set owner_id = owner_id where false`;
        expect([role, await refused(staff(role), sql)]).toEqual([role, !writers.includes(role)]);
      }
      const [line] = await ask<{ owner: string }>(
        `delete from fourcolor.${id} where fid = (select min(fid) from fourcolor.${id}) returning owner_id as owner`,
      );
      const [event] = await ask<{ object_id: string; before: object; after: object | null }>(
        `select object_id, before, after from fourcolor.events
         where layer = $1 and action = 'delete' order by id desc limit 1`,
        [id],
      );
      expect(event).toMatchObject({ object_id: line!.owner, after: null });
      expect(Object.keys(event!.before).sort()).toEqual(Object.keys(detail.fields).sort());
      const elsewhere: Who = { ...staff('admin'), regions: ['120000000000'] };
      expect(await ask(`delete from fourcolor.${id} returning 1`, [], elsewhere)).toEqual([]);
    });
  });

  it('goes when its owner goes, and only then', async () => {
    const lines = async () =>
      (await ask<{ n: number }>('select count(*) as n from fourcolor.responsibilities'))[0]!.n;
    for (const layer of responsibilities.owners.filter((one) => one !== 'regions')) {
      const [owner] = await ask<{ id: string }>(
        'select owner_id as id from fourcolor.responsibilities where owner_layer = $1 limit 1',
        [layer],
      );
      const before = await lines();
      await ask(`delete from fourcolor.${layer} where id = $1`, [owner!.id]);
      expect([layer, await lines()]).toEqual([layer, before - 1]);
    }
    const [hazard] = await ask<{ id: string }>('select owner_id as id from fourcolor.inventories limit 1');
    await ask('delete from fourcolor.major_hazards where id = $1', [hazard!.id]);
    expect(await ask('select 1 from fourcolor.inventories where owner_id = $1', [hazard!.id])).toEqual([]);
  });
});
