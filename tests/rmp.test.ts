/** Every facility of the US Risk Management Program with an inventory, graded by GB 18218-2018 through its names. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gradeNamedInventory, type NamedInventoryResult } from '../data/grading/named-inventory.ts';

const REAL = process.env.FOURCOLOR_TEST_DATA;
if (REAL === undefined)
  console.warn('FOURCOLOR_TEST_DATA is not set: the facilities of the list are skipped');

/** Cells of one line of a CSV without line breaks in cells. */
const cellsOf = (line: string) =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
    cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!,
  );

async function facilities() {
  const [, ...lines] = (await readFile(join(REAL!, 'rmp/inventory_long.csv'), 'utf8'))
    .trimEnd()
    .split(/\r?\n/);
  const found = new Map<string, { name: string; quantityT: number }[]>();
  for (const line of lines) {
    const [id, , , , name, , quantityT] = cellsOf(line);
    const items = found.get(id!) ?? [];
    items.push({ name: name!, quantityT: Number(quantityT) });
    found.set(id!, items);
  }
  return found;
}

const tally = (results: readonly NamedInventoryResult[]) => {
  const counts: Record<string, number> = {};
  for (const { state, level } of results) {
    const key = level === null ? state : `${state} ${level}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

describe.skipIf(REAL === undefined)('the facilities of the Risk Management Program', () => {
  it('are all graded, and none with an unknown chemical counts as low', async () => {
    const graded = [...(await facilities()).values()].map((items) => gradeNamedInventory(items, null));
    expect(graded).toHaveLength(5720);
    for (const { state, unmapped, grade } of graded) {
      if (unmapped.length > 0) expect(['at_least', 'not_assessed']).toContain(state);
      expect(grade).not.toBe(4);
    }
    const unmapped = graded.flatMap((one) => one.unmapped);
    expect({
      rows: unmapped.length,
      names: new Set(unmapped).size,
      ...tally(graded),
    }).toMatchInlineSnapshot(`
      {
        "assessed 1": 789,
        "assessed 2": 993,
        "assessed 3": 1442,
        "assessed 4": 798,
        "at_least 1": 133,
        "at_least 2": 30,
        "at_least 3": 70,
        "at_least 4": 46,
        "names": 34,
        "not_a_source": 936,
        "not_assessed": 483,
        "rows": 1667,
      }
    `);
  });

  // ammonia: R = 2 · 2 · q / 10, so q of 10, 25, 125 and 250 t are the bounds; chlorine: R = 2 · 4 · q / 5, so 5,
  // 6.25, 31.25 and 62.5 t. Counted from the file by those quantities alone.
  it.each([
    [
      'Ammonia (anhydrous)',
      { 'assessed 1': 610, 'assessed 2': 881, 'assessed 3': 880, 'assessed 4': 577, not_a_source: 473 },
    ],
    [
      'Chlorine',
      { 'assessed 1': 45, 'assessed 2': 35, 'assessed 3': 283, 'assessed 4': 58, not_a_source: 259 },
    ],
  ])('with nothing but %s fall into the levels counted by hand', async (only, expected) => {
    const alone = [...(await facilities()).values()].filter((items) =>
      items.every(({ name }) => name === only),
    );
    expect(tally(alone.map((items) => gradeNamedInventory(items, null)))).toEqual(expected);
  });
});
