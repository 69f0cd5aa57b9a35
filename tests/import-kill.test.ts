/** A process killed while it writes an import leaves everything of it or nothing, and the same file goes in afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterprises } from '../data/layers/enterprises.ts';
import { type Database, servant } from '../server/db/database.ts';
import { openEmbedded } from '../server/db/pglite.ts';
import { fileSource } from '../server/imports/folder.ts';
import { runImport } from '../server/imports/run.ts';
import { type Api, openApi } from './harness/api.ts';
import { cloneSeed, forEachEngine, type Opened } from './harness/engines.ts';
import { importing } from './harness/importing.ts';

const ROWS = 3_000;
/** Milliseconds after the writing began; the last is past its end on a fast machine. */
const MOMENTS = [0, 250, 900, 2_500];
const admin = servant('admin', 'test');
const MAPPING = { source: 't', key: ['id'], fields: { name: 'name' } };

/** Rows of an invented list (模拟数据). */
const csv = [
  'id,name,lon,lat',
  ...Array.from({ length: ROWS }, (_, i) => `${i},示例企业${i},${122 + (i % 100) / 500},${30 + i / 20_000}`),
].join('\n');

const counts = (database: Database) =>
  database.as(
    admin,
    async (session) => {
      const [row] = await session.query<{ objects: number; events: number; entries: number; named: number }>(
        `select
  (select count(*) from fourcolor.enterprises) as objects,
  (select count(*) from fourcolor.events where layer = 'enterprises' and action = 'insert') as events,
  (select count(*) from fourcolor.imports where state = 'written') as entries,
  (select count(*) from fourcolor.gazetteer where layer = 'enterprises') as named`,
      );
      return row!;
    },
    { timeoutMs: 60_000 },
  );

/** Runs the import in a process of its own and kills it so long after the writing began; false = it had ended before. */
async function killed(opening: string, file: string, afterMs: number): Promise<void> {
  const module = (path: string) => new URL(`../dist/${path}`, import.meta.url).href;
  const program = `
    const { enterprises } = await import('${module('data/layers/enterprises.js')}');
    const { servant } = await import('${module('server/db/database.js')}');
    const { fileSource } = await import('${module('server/imports/folder.js')}');
    const { runImport } = await import('${module('server/imports/run.js')}');
    ${opening}
    await runImport(database, servant('admin', 'test'), {
      layer: enterprises,
      file: fileSource(${JSON.stringify(file)}, 'list.csv', ${Buffer.byteLength(csv)}),
      mapping: ${JSON.stringify(MAPPING)},
      onProgress: ({ step }) => { if (step === 'write') process.stdout.write('write\\n'); },
    });
    process.stdout.write('done\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fourcolor-kill-'));
  file = join(folder, 'list.csv');
  await writeFile(file, csv);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const again = (database: Database) =>
  runImport(database, admin, {
    layer: enterprises,
    file: fileSource(file, 'list.csv', Buffer.byteLength(csv)),
    mapping: MAPPING,
  });

forEachEngine((engine, open) => {
  it('leaves everything or nothing, whenever it was killed', async () => {
    const opened = engine === 'native' ? await open() : undefined;
    const data = engine === 'embedded' ? await cloneSeed() : undefined;
    const native = `const { openNative } = await import('${new URL('../dist/server/db/postgres.js', import.meta.url).href}');
      const { database } = await openNative(${JSON.stringify(opened?.urls?.login)}, { ownerUrl: ${JSON.stringify(opened?.urls?.owner)} });`;
    const embedded = `const { openEmbedded } = await import('${new URL('../dist/server/db/pglite.js', import.meta.url).href}');
      const { database } = await openEmbedded(${JSON.stringify(data)});`;
    const states = new Set<number>();
    for (const moment of MOMENTS) {
      await killed(opened ? native : embedded, file, moment);
      const database = opened?.database ?? (await openEmbedded(data!)).database;
      // the server of the killed process ends its transaction a moment later
      const found = await counts(database);
      states.add(found.objects);
      expect([0, ROWS]).toContain(found.objects);
      expect(found).toEqual({
        objects: found.objects,
        events: found.objects,
        named: found.objects,
        entries: found.objects / ROWS,
      });
      if (!opened) await database.close();
      if (found.objects > 0) break;
    }
    expect(states).toContain(0);
    const database = opened?.database ?? (await openEmbedded(data!)).database;
    const report = await again(database);
    expect(report).toMatchObject({ ok: true, rows: ROWS });
    expect((await counts(database)).objects).toBe(ROWS);
    if (!opened) await database.close();
    if (data) await rm(data, { recursive: true, force: true });
  }, 400_000);

  it('tells an entry whose process died, and goes on with it', async () => {
    const opened: Opened = await open();
    const api: Api = await openApi(opened, { FOURCOLOR_DATA: folder });
    const planner = importing(api, await api.signIn('planner', 'planner'));
    const { id } = await planner.staged('id,name,lon,lat\n1,示例,122,30', MAPPING);
    const [row] = await opened.database.as(admin, (session) =>
      session.query<{ worker: string }>(
        `update fourcolor.imports
set state = 'writing', worker = split_part(worker, ':', 1) || ':4194303'
where id = $1::uuid
returning worker`,
        [id],
      ),
    );
    expect(row!.worker).toMatch(/:4194303$/);
    expect(await planner.entry(id)).toMatchObject({
      state: 'failed',
      failure: [{ code: 'import_failed' }],
      may: { change: true, write: false },
    });
    expect((await planner.check(id)).report.ok).toBe(true);
    expect((await planner.write(id)).state).toBe('written');
    await api.close();
  });
});
