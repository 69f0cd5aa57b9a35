/** The planner's map in a real browser: from a filter to the drawn map, and what memory does over many pans. */
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
// the type of window.__map
import type {} from '../../web/map/create-map.ts';
import { launchOptions } from '../harness/chromium.ts';
import { type RunningServer, startServer } from '../harness/server.ts';
import { median, ms, record } from './figures.ts';

const ROUNDS = 7;
const PLACES = 6;
const LOOPS = { first: 2, last: 8 };

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  server = await startServer();
  browser = await chromium.launch(launchOptions());
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function planner(path: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    locale: 'zh-CN',
  });
  await context.request.post('/api/session', { data: { username: 'planner', password: 'fourcolor-demo' } });
  const page = await context.newPage();
  await page.goto(path);
  await page.locator('[data-testid="map"][data-map-state="drawn"]').waitFor({ state: 'attached' });
  await still(page);
  return page;
}

const still = (page: Page) =>
  page.waitForFunction(() => window.__map?.loaded() === true && !window.__map.isMoving());

it('From a filter to the drawn map (embedded, demo city; ours: enterprises narrowed by a press in the legend; baseline: the same map moved on by a quarter of its width)', async (context) => {
  const page = await planner('/');
  await page.evaluate(() => {
    const { lng, lat } = window.__map!.getCenter();
    window.__map!.jumpTo({ center: [lng, lat], zoom: 13 });
  });
  await still(page);
  const enterprises = page.getByRole('switch', { name: /显示企业/ });
  if ((await enterprises.getAttribute('aria-checked')) !== 'true') await enterprises.click();
  await still(page);
  const row = page.getByRole('list', { name: '企业', exact: true }).getByRole('button', { name: /^一般/ });
  const timed = async (act: () => Promise<unknown>): Promise<number> => {
    const done = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let began = 0;
          const start = () => {
            began ||= performance.now();
          };
          addEventListener('pointerdown', start, { capture: true, once: true });
          window.__map!.once('movestart', start);
          const wait = () => {
            if (!began || !window.__map!.loaded() || !window.__map!.areTilesLoaded()) {
              window.__map!.once('idle', wait);
              return;
            }
            resolve(performance.now() - began);
          };
          window.__map!.once('idle', wait);
        }),
    );
    await act();
    return done;
  };
  const times: { press: number[]; pan: number[] } = { press: [], pan: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const pan = await timed(() =>
      page.evaluate(() => {
        window.__map!.panBy([340, 0], { duration: 0 });
      }),
    );
    const press = await timed(() => row.click());
    if (round === 0) continue;
    times.pan.push(pan);
    times.press.push(press);
  }
  const [ours, baseline] = [median(times.press), median(times.pan)];
  record(context, {
    what: 'until the map is still and all tiles are drawn',
    ours: ms(ours),
    baseline: ms(baseline),
    ratio: (ours / baseline).toFixed(2),
  });
  await page.context().close();
});

async function memory(cdp: CDPSession): Promise<{ heapMb: number; nodes: number; listeners: number }> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { heapMb: of('JSHeapUsedSize') / 2 ** 20, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

it(`Memory of the page over a long loop of pans (embedded, demo city; ours: after ${LOOPS.last} loops over ${PLACES} places at three zooms; baseline: after ${LOOPS.first} loops; garbage collected before each)`, async (context) => {
  const page = await planner('/');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const middle = await page.evaluate(() => window.__map!.getCenter());
  const loop = async () => {
    for (let step = 0; step < PLACES; step++) {
      const angle = (2 * Math.PI * step) / PLACES;
      await page.evaluate(
        ([lon, lat, zoom]) => window.__map!.jumpTo({ center: [lon!, lat!], zoom: zoom! }),
        [middle.lng + 0.3 * Math.cos(angle), middle.lat + 0.2 * Math.sin(angle), [10, 12, 14][step % 3]!],
      );
      await still(page);
    }
  };
  for (let round = 0; round < LOOPS.first; round++) await loop();
  const before = await memory(cdp);
  for (let round = LOOPS.first; round < LOOPS.last; round++) await loop();
  const after = await memory(cdp);
  const line = (what: string, ours: number, baseline: number, unit = '') =>
    record(context, {
      what,
      ours: `${ours.toFixed(unit ? 1 : 0)}${unit}`,
      baseline: `${baseline.toFixed(unit ? 1 : 0)}${unit}`,
      ratio: (ours / baseline).toFixed(2),
    });
  line('heap of scripts', after.heapMb, before.heapMb, ' MB');
  line('nodes of the document', after.nodes, before.nodes);
  line('event listeners', after.listeners, before.listeners);
  await page.context().close();
});
