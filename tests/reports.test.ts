/** Reports say what the API says, for each township; jobs belong to their person and end in a file, a stop or a reason. */
import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine } from './harness/engines.ts';
import { fillSmallCity, smallEnterprises, TOWNSHIP } from './harness/small-city.ts';

const COUNTY = '990105000000';
const OTHER_COUNTY = '990101000000';
const KEYS = ['1', '2', '3', '4', 'null'] as const;
// the first document unpacks its fonts, which a busy machine does slowly
const PATIENCE_MS = 240_000;

type Counts = Record<(typeof KEYS)[number], number>;

/** Chapters of a Word file by title, each with the texts of its tables' rows. */
function chaptersOf(file: Uint8Array): Map<string, string[][]> {
  const xml = strFromU8(unzipSync(file)['word/document.xml']!);
  const textOf = (part: string) =>
    [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
  return new Map(
    xml
      .split(/(?=<w:p>(?:(?!<\/w:p>).)*?<w:pStyle w:val="Heading1"\/>)/s)
      .slice(1)
      .map((chapter) => [
        textOf(chapter.slice(0, chapter.indexOf('</w:p>'))),
        [...chapter.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
          [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell)),
        ),
      ]),
  );
}

forEachEngine((_engine, open) => {
  let api: Api;
  let planner: string;
  let colleague: string;
  let town: string;
  let townships: { code: string; name: string }[];
  beforeAll(async () => {
    const opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(200));
    await opened.database.as(servant('admin', 'test'), (session) =>
      session.query(
        `insert into fourcolor.hidden_dangers
  (source, source_id, id, name, class, state, due_state, found_at, deadline, liable_person, geom)
select 'test', e.source_id, '', '通道堵塞 ' || e.source_id, 'general', 'verified', 'overdue',
  now() - interval '1 minute', current_date - 2, '某人', e.geom
from fourcolor.enterprises as e
where e.source_id::integer < 20`,
      ),
    );
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
    colleague = await api.signIn('colleague', 'planner');
    town = await api.signIn('town', 'field', { regions: [TOWNSHIP] });
    const { rows } = await api.json(`/api/region-numbers?parent=${COUNTY}&level=township`, {
      cookie: planner,
    });
    townships = rows;
  }, PATIENCE_MS);
  afterAll(() => api?.close());

  const report = async (region: string, format: string, cookie: string) => {
    const answer = await api.ask(`/api/reports/district?region=${region}&format=${format}&lang=zh`, {
      cookie,
    });
    expect(answer.status, format).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  };
  /** As the legend of the screen counts them. */
  const counted = async (layer: string, code: string, cookie: string): Promise<Counts> => {
    const where = JSON.stringify({ [layer]: `region_code like '${code.slice(0, 9)}%'` });
    const { layers } = await api.json(`/api/layers?where=${encodeURIComponent(where)}`, { cookie });
    return layers.find(({ id }: { id: string }) => id === layer).byGrade;
  };
  const cellsOf = (counts: Counts) => [
    ...KEYS.map((key) => String(counts[key])),
    String(KEYS.reduce((sum, key) => sum + counts[key], 0)),
  ];

  it(
    'the report of a county has a chapter for each township with the numbers of the catalogue',
    async () => {
      expect(townships.length).toBeGreaterThan(1);
      const chapters = chaptersOf(await report(COUNTY, 'docx', planner));
      for (const { code, name } of townships) {
        const rows = chapters.get(name);
        expect(rows, name).toBeDefined();
        for (const [label, layer] of [
          ['企业', 'enterprises'],
          ['灾害与危险点', 'hazard_points'],
          ['风险点', 'risk_points'],
        ] as const) {
          const row = rows!.find(([first]) => first === label);
          expect(row, `${name} ${label}`).toEqual([label, ...cellsOf(await counted(layer, code, planner))]);
        }
      }
    },
    PATIENCE_MS,
  );

  it(
    'the PDF can be searched: it names every township, its open dangers and where the numbers come from',
    async () => {
      const pdf = await getDocumentProxy(await report(COUNTY, 'pdf', planner));
      const { text } = await extractText(pdf, { mergePages: true });
      const words = text.replace(/\s/g, '');
      for (const { name } of townships) expect(words).toContain(name);
      expect(words).toContain('安全风险报告');
      expect(words).toContain('口径与来源');
      expect(words).toContain('通道堵塞');
      expect(words).toContain('目录');
    },
    PATIENCE_MS,
  );

  it(
    'a township reports itself alone; others, the public and unknown regions are refused',
    async () => {
      const chapters = chaptersOf(await report(TOWNSHIP, 'docx', town));
      const { name } = (
        await api.json(`/api/region-numbers?parent=${TOWNSHIP}&level=township`, { cookie: town })
      ).parent;
      expect([...chapters.keys()]).toEqual([name, '口径与来源']);
      const refused = async (region: string, cookie?: string) =>
        (await api.ask(`/api/reports/district?region=${region}&format=docx`, cookie ? { cookie } : {}))
          .status;
      expect(await refused(OTHER_COUNTY, town)).toBe(404);
      expect(await refused(COUNTY)).toBe(404);
      expect(await refused('990199000000', planner)).toBe(404);
    },
    PATIENCE_MS,
  );

  const jobs = async (cookie: string) => (await api.json('/api/report-jobs', { cookie })).jobs;
  const start = (cookie: string, body: object) => api.ask('/api/report-jobs', { cookie, body });
  const district = { kind: 'district', region: TOWNSHIP, format: 'docx', lang: 'zh' };

  it(
    'a job ends in a file that only its person gets, and is gone when removed',
    async () => {
      const made = await start(planner, district);
      expect(made.status).toBe(201);
      const { id } = (await made.json()) as { id: string };
      await vi.waitUntil(async () => !['queued', 'running'].includes((await jobs(planner))[0].state), {
        timeout: PATIENCE_MS / 2,
        interval: 300,
      });
      const [job] = await jobs(planner);
      expect(job).toMatchObject({ id, state: 'done', done: 2, total: 2, error: null });
      const file = await api.ask(`/api/report-jobs/${id}/file`, { cookie: planner });
      expect(file.status).toBe(200);
      const bytes = new Uint8Array(await file.arrayBuffer());
      expect(bytes.length).toBe(job.bytes);
      expect(chaptersOf(bytes).size).toBe(2);
      expect(await jobs(colleague)).toEqual([]);
      expect((await api.ask(`/api/report-jobs/${id}/file`, { cookie: colleague })).status).toBe(404);
      expect((await start(town, { ...district, region: OTHER_COUNTY })).status).toBe(404);
      const remove = (cookie: string) => api.ask(`/api/report-jobs/${id}`, { cookie, method: 'DELETE' });
      await remove(colleague);
      expect(await jobs(planner)).toHaveLength(1);
      expect((await remove(planner)).status).toBe(204);
      expect(await jobs(planner)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'a job that is stopped gives no file, and the next one is made all the same',
    async () => {
      const ids: string[] = [];
      for (const body of [{ kind: 'atlas', format: 'pdf', lang: 'en' }, district])
        ids.push(((await (await start(planner, body)).json()) as { id: string }).id);
      const [first, second] = ids;
      expect(
        (await api.ask(`/api/report-jobs/${first}/cancel`, { cookie: colleague, body: {} })).status,
      ).toBe(404);
      const stopped = await api.ask(`/api/report-jobs/${first}/cancel`, { cookie: planner, body: {} });
      expect(await stopped.json()).toMatchObject({ id: first, state: 'cancelled' });
      await vi.waitUntil(
        async () => (await jobs(planner)).find(({ id }: { id: string }) => id === second)?.state === 'done',
        { timeout: PATIENCE_MS / 2, interval: 300 },
      );
      const found = await jobs(planner);
      expect(found.find(({ id }: { id: string }) => id === first)).toMatchObject({ state: 'cancelled' });
      expect((await api.ask(`/api/report-jobs/${first}/file`, { cookie: planner })).status).toBe(404);
    },
    PATIENCE_MS,
  );

  const sheet = (map: string) => {
    const part = (name: string, value: string) =>
      `--part\r\nContent-Disposition: form-data; name="${name}"${value === map ? '; filename="map.png"' : ''}\r\n\r\n${value}\r\n`;
    const value = {
      widthMm: 210,
      heightMm: 297,
      title: '图',
      lang: 'zh',
      alt: '',
      marks: [],
      pictures: [],
    };
    return api.ask('/api/sheets/pdf', {
      cookie: planner,
      body: `${part('sheet', JSON.stringify(value))}${part('map', map)}--part--\r\n`,
      headers: { 'content-type': 'multipart/form-data; boundary=part' },
    });
  };

  it(
    'what the thread of documents refuses is a problem of the request, and the next document is written',
    async () => {
      const refused = await sheet('no picture');
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({ status: 422, type: expect.stringContaining('invalid') });
      const written = await report(TOWNSHIP, 'pdf', planner);
      expect(new TextDecoder('latin1').decode(written.slice(0, 5))).toBe('%PDF-');
    },
    PATIENCE_MS,
  );
});
