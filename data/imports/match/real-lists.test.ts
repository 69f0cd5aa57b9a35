/** Two real lists of the same facilities, whose own ids tell which pairs are right (US EPA Risk Management Program). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { matchLists } from './lists.ts';
import type { MatchRecord } from './objects.ts';

const REAL = process.env.FOURCOLOR_TEST_DATA;
if (REAL === undefined) console.warn('FOURCOLOR_TEST_DATA is not set: the real lists are skipped');

const read = (path: string): Record<string, string>[] =>
  parse(readFileSync(join(REAL ?? '', path), 'utf8'), { columns: true, bom: true });
const record = (name = '', lon = '', lat = ''): MatchRecord => ({
  name,
  at: lon === '' || lat === '' ? null : [Number(lon), Number(lat)],
});

it.skipIf(REAL === undefined)(
  'nearly all facilities are found by name and place, and nearly none wrongly',
  () => {
    const facilities = read('rmp/facilities_full_rows.csv');
    const submissions = read('rmp/submissions_latest.csv');
    const ids = new Set(submissions.map((row) => row.EPAFacilityID));
    const both = facilities.filter((row) => ids.has(row.EPAFacilityID)).length;
    const { matched, compared } = matchLists([
      { id: 'facilities', records: facilities.map((row) => record(row.Name, row.Lng, row.Lat)) },
      { id: 'submissions', records: submissions.map((row) => record(row.FacName, row.FacLng, row.FacLat)) },
    ]);
    const right = matched.filter(
      ({ members: [a, b] }) =>
        facilities[a?.index ?? -1]?.EPAFacilityID === submissions[b?.index ?? -1]?.EPAFacilityID,
    );
    expect(both).toBeGreaterThan(300);
    expect(right.length / both).toBeGreaterThan(0.97);
    expect(right.length / matched.length).toBeGreaterThan(0.99);
    // of three million pairs
    expect(compared).toBeLessThan(100_000);
  },
  300_000,
);
