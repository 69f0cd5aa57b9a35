/** Import of new rows: through the command and through the API, on both engines, against PostgreSQL's COPY; tiles meanwhile. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { enterprises } from '../../data/layers/enterprises.ts';
import { servant } from '../../server/db/database.ts';
import { fileSource } from '../../server/imports/folder.ts';
import { runImport } from '../../server/imports/run.ts';
import { type Api, openApi } from '../harness/api.ts';
import { type Opened, openFresh } from '../harness/engines.ts';
import { importing } from '../harness/importing.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, WEST } from '../harness/small-city.ts';
import { ms, record } from './figures.ts';

const SIZES = { native: [10_000, 100_000], embedded: [10_000] } as const;
const FULL = process.env.FOURCOLOR_BENCH_FULL !== undefined;
/** With FOURCOLOR_BENCH_FULL. */
const FULL_SIZES = { native: [1_000_000], embedded: [100_000] } as const;
const MAPPING = {
  source: 'bench',
  key: ['id'],
  fields: { name: 'name', sector: 'sector', grade: 'grade', lon: 'lon', lat: 'lat' },
};

/** Rows of an invented list (模拟数据). */
const csv = (rows: number) =>
  [
    'id,name,sector,grade,lon,lat',
    ...smallEnterprises(rows).map((r) =>
      [r.sourceId, r.name, r.sector, r.grade ?? '', r.lon, r.lat].join(','),
    ),
  ].join('\n');

/** The most memory that this process held while the work ran, beyond what it held before, MiB. */
async function peakMiB<T>(work: () => Promise<T>): Promise<{ result: T; peak: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  try {
    return { result: await work(), peak: (most - before) / 2 ** 20 };
  } finally {
    clearInterval(timer);
  }
}

for (const engine of ['native', 'embedded'] as const) {
  describe(engine, () => {
    let opened: Opened;
    let folder: string;
    beforeAll(async () => {
      opened = await openFresh(engine);
      await fillSmallCity(opened.database, []);
      folder = await mkdtemp(join(tmpdir(), 'fourcolor-bench-'));
    });
    afterAll(async () => {
      await opened?.close();
      await rm(folder, { recursive: true, force: true });
    });
    const clear = () =>
      opened.database.as(servant('admin', 'bench'), (s) => s.query('delete from fourcolor.enterprises'), {
        timeoutMs: 600_000,
      });

    for (const rows of [...SIZES[engine], ...(FULL ? FULL_SIZES[engine] : [])]) {
      it(`Import of new enterprises (${engine}; ours: CSV read, checked, region assigned, cells counted, found by name, an event each; baseline: COPY of the same rows into the same columns and indexes without triggers or policies)`, async (context) => {
        const file = join(folder, `${rows}.csv`);
        const text = csv(rows);
        await writeFile(file, text);
        const began = performance.now();
        const { result: report, peak } = await peakMiB(() =>
          runImport(opened.database, servant('admin', 'bench'), {
            layer: enterprises,
            file: fileSource(file, 'rows.csv', Buffer.byteLength(text)),
            mapping: MAPPING,
          }),
        );
        const oursS = (performance.now() - began) / 1000;
        if (!report.ok || report.inserted !== rows) throw new Error(JSON.stringify(report).slice(0, 500));
        const baselineS = opened.urls === null ? null : await copySeconds(opened.urls.superuser);
        await clear();
        record(context, {
          what: `${rows.toLocaleString('en')} rows, ${Math.round(peak)} MiB more memory at most`,
          ours: `${oursS.toFixed(1)} s (${Math.round(rows / oursS)} rows/s)`,
          baseline: baselineS === null ? '–' : `${baselineS.toFixed(1)} s`,
          ratio: baselineS === null ? '–' : (oursS / baselineS).toFixed(1),
        });
      });
    }

    it(`Tiles while an import of 10,000 rows is checked and written (${engine}; ours: longest wait for a tile of changing places; baseline: the same tiles at rest)`, async (context) => {
      const api: Api = await openApi(opened, { FOURCOLOR_DATA: folder });
      const planner = importing(api, await api.signIn('planner', 'planner'));
      const cookie = planner.cookie;
      let at = 0;
      const tile = async () => {
        // another place each time, so that no answer comes from memory
        const [lon, lat] = [WEST + ((at * 0.618) % 1) * SIDE, SOUTH + ((at++ * 0.414) % 1) * SIDE];
        const n = 2 ** 15;
        const x = Math.floor(((lon + 180) / 360) * n);
        const y = Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * n);
        const began = performance.now();
        await api.ask(`/tiles/enterprises/15/${x}/${y}.mvt`, { cookie });
        return performance.now() - began;
      };
      const watched = async (work: () => Promise<unknown>) => {
        let going = true;
        const done = work().finally(() => {
          going = false;
        });
        let longest = 0;
        while (going) {
          longest = Math.max(longest, await tile());
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        await done;
        return longest;
      };
      const rest = await watched(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
      let id = '';
      const checking = await watched(async () => {
        const entry = await planner.staged(csv(10_000), MAPPING, {
          choices: { accept: ['duplicates', 'warnings'] },
        });
        id = entry.id;
        if (!entry.report?.ok) throw new Error(JSON.stringify(entry.report?.questions ?? entry.failure));
      });
      const writing = await watched(async () => {
        const done = await planner.write(id);
        if (done.state !== 'written') throw new Error(JSON.stringify(done.failure));
      });
      await api.close();
      await clear();
      for (const [what, longest] of [
        ['while it is checked', checking],
        ['while it is written', writing],
      ] as const)
        record(context, { what, ours: ms(longest), baseline: ms(rest), ratio: (longest / rest).toFixed(1) });
    });
  });
}

/** COPY of what the register holds now into a table with its columns and indexes, written and read by the server itself. */
async function copySeconds(url: string): Promise<number> {
  const dump = join(tmpdir(), `fourcolor-bench-${process.pid}.copy`);
  const bare = new pg.Client(url);
  await bare.connect();
  try {
    await bare.query(`
      create table bench_copy (like fourcolor.enterprises including all);
      copy fourcolor.enterprises to '${dump}';
    `);
    const began = performance.now();
    await bare.query(`copy bench_copy from '${dump}'`);
    return (performance.now() - began) / 1000;
  } finally {
    await bare.query('drop table if exists bench_copy');
    await bare.end();
    await rm(dump, { force: true });
  }
}
