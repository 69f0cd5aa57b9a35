/** Grades past their review and inspections past their date become overdue by the calendar, with events and versions. */
import { beforeAll, describe, expect, it } from 'vitest';
import { chinaDay } from '../data/china-day.ts';
import { LAYERS } from '../data/layers/all.ts';
import { servant } from '../server/db/database.ts';
import { followCalendar, refreshStates } from '../server/due-dates.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, smallEnterprises } from './harness/small-city.ts';
import { fillSmallLayers } from './harness/small-layers.ts';

const GRADED = LAYERS.filter((layer) => layer.graded);
const INSPECTED = LAYERS.filter((layer) => 'inspection_state' in layer.fields);

it('knows that a day in China begins at 16:00 UTC', () => {
  expect(chinaDay(new Date('2026-03-01T15:59:59Z'))).toBe('2026-03-01');
  expect(chinaDay(new Date('2026-03-01T16:00:00Z'))).toBe('2026-03-02');
});

forEachEngine((_engine, open) => {
  let opened: Opened;
  const ask = <R>(sql: string, params: unknown[] = []) =>
    opened.database.as(servant('admin', 'test'), (session) => session.query<R>(sql, params));
  const counts = async () => {
    const found: Record<string, number> = {};
    for (const { id } of GRADED) {
      const [row] = await ask<{ n: number }>(
        `select count(*) as n from fourcolor.${id} where grade_state = 'overdue'`,
      );
      found[`${id} grade`] = row!.n;
    }
    for (const { id } of INSPECTED) {
      const [row] = await ask<{ n: number }>(
        `select count(*) as n from fourcolor.${id} where inspection_state = 'overdue'`,
      );
      found[`${id} inspection`] = row!.n;
    }
    return found;
  };
  const versions = async () =>
    Object.fromEntries(
      (
        await ask<{ layer: string; version: number }>('select layer, version from fourcolor.layer_versions')
      ).map((row) => [row.layer, row.version]),
    );
  const latest = async () => {
    const [row] = await ask<{ n: number }>('select count(*) as n from fourcolor.events');
    return row!.n;
  };

  describe('the calendar', () => {
    beforeAll(async () => {
      opened = await open();
      await fillSmallCity(opened.database, smallEnterprises(20));
      await fillSmallLayers(opened.database, 20);
      // due on one day: one object of each layer, besides what the small layers hold
      for (const { id } of GRADED) {
        await ask(
          `update fourcolor.${id} set review_due = '2098-05-05'
           where fid = (select min(fid) from fourcolor.${id} where grade is not null)`,
        );
      }
      for (const { id } of INSPECTED) {
        await ask(
          `update fourcolor.${id} set last_inspected_on = '2026-01-01', inspection_due = '2098-05-05'
           where fid = (select min(fid) from fourcolor.${id})`,
        );
      }
      await refreshStates(opened.database, '2098-05-04');
    }, 300_000);

    it('leaves alone what is due today', async () => {
      const [before, known] = [await counts(), await versions()];
      expect(await refreshStates(opened.database, '2098-05-05')).toBe(0);
      expect(await counts()).toEqual(before);
      expect(await versions()).toEqual(known);
    });

    it('makes overdue what was due yesterday, each with its event, and raises the versions', async () => {
      const [before, known, events] = [await counts(), await versions(), await latest()];
      const expected = GRADED.length + INSPECTED.length;
      expect(await refreshStates(opened.database, '2098-05-06')).toBe(expected);
      const after = await counts();
      for (const key of Object.keys(after)) expect([key, after[key]]).toEqual([key, before[key]! + 1]);
      const written = await ask<{ layer: string; why: string; role: string; before: object; after: object }>(
        `select layer, why, role, before, after from fourcolor.events order by at desc, layer limit $1`,
        [(await latest()) - events],
      );
      expect(written).toHaveLength(expected);
      for (const event of written) {
        expect(event).toMatchObject({ why: 'due before 2098-05-06', role: 'fc_admin' });
        const changed = Object.entries(event.after)
          .filter(([name, value]) => (event.before as Record<string, unknown>)[name] !== value)
          .map(([name, value]) => `${name} ${value}`);
        expect(changed).toHaveLength(1);
        expect(['grade_state overdue', 'inspection_state overdue']).toContain(changed[0]);
      }
      const raised = await versions();
      for (const { id } of [...GRADED, ...INSPECTED]) expect(raised[id]).toBeGreaterThan(known[id]!);
      // once is enough
      expect(await refreshStates(opened.database, '2098-05-06')).toBe(0);
    });

    it('is followed from the start, acts once a day, and stops', async () => {
      const [enterprise] = await ask<{ id: string }>(
        "update fourcolor.enterprises set review_due = '2098-06-01' where grade is not null and grade_state = 'current' returning id",
      );
      let now = new Date('2098-06-01T04:00:00Z');
      const stop = followCalendar(opened.database, { now: () => now, lookMs: 10 });
      const state = async () => {
        const [row] = await ask<{ grade_state: string }>(
          'select grade_state from fourcolor.enterprises where id = $1',
          [enterprise!.id],
        );
        return row!.grade_state;
      };
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await state()).toBe('current');
      now = new Date('2098-06-01T16:00:00Z');
      await expect.poll(state, { timeout: 5_000 }).toBe('overdue');
      await stop();
      await ask("update fourcolor.enterprises set grade_state = 'current' where id = $1", [enterprise!.id]);
      now = new Date('2098-06-03T16:00:00Z');
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await state()).toBe('current');
    });
  });
});
