/** The workbench's table with fifty thousand rows beside one with five hundred, in a real browser. */
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, it } from 'vitest';
import { launchOptions } from '../harness/chromium.ts';
import { median, ms, record } from './figures.ts';

const PAGE = fileURLToPath(new URL('table-page', import.meta.url));
const OUT = fileURLToPath(new URL('../../node_modules/.vite/table-page', import.meta.url));
const ROUNDS = 5;
const STEPS = 60;

let browser: Browser;
let server: PreviewServer;
beforeAll(async () => {
  const shared = { configFile: false, root: PAGE, logLevel: 'error' } as const;
  await build({ ...shared, build: { outDir: OUT, emptyOutDir: true } });
  server = await preview({ ...shared, build: { outDir: OUT }, preview: { port: 0, host: '127.0.0.1' } });
  browser = await chromium.launch(launchOptions());
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Times {
  readonly shownMs: number;
  readonly stepMs: number;
  readonly worstStepMs: number;
  readonly sortMs: number;
  readonly rowsInPage: number;
}

/** Opens the table, scrolls through all of it in equal steps, a frame each, and sorts it by a number. */
async function walk(rows: number): Promise<Times> {
  const page: Page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  try {
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?rows=${rows}`);
    await page.locator('[data-index="0"]').waitFor();
    return await page.evaluate(
      async ([count = 0, steps = 0]) => {
        const shownMs = await new Promise<number>((resolve) =>
          new PerformanceObserver((seen) => {
            const first = seen.getEntriesByName('first-contentful-paint')[0];
            if (first) resolve(first.startTime);
          }).observe({ type: 'paint', buffered: true }),
        );
        const box = [...document.querySelectorAll<HTMLElement>('.data-table *')].find(
          (one) => one.scrollHeight > one.clientHeight + 100,
        );
        if (!box) throw new Error('nothing scrolls');
        // until the frame after the work has begun
        const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        const frames: number[] = [];
        for (let step = 1; step <= steps; step++) {
          const began = performance.now();
          box.scrollTop = ((box.scrollHeight - box.clientHeight) * step) / steps;
          await painted();
          frames.push(performance.now() - began);
        }
        const last = Math.max(
          ...[...document.querySelectorAll('[data-index]')].map((one) =>
            Number(one.getAttribute('data-index')),
          ),
        );
        const began = performance.now();
        const head = [...document.querySelectorAll('button')].find((one) =>
          one.textContent?.includes('Distance'),
        );
        if (!head) throw new Error('no column to sort by');
        head.click();
        await painted();
        const sortMs = performance.now() - began;
        frames.sort((a, b) => a - b);
        if (last !== count - 1) throw new Error(`the end was not reached: row ${last}`);
        return {
          shownMs,
          stepMs: frames[Math.floor(frames.length / 2)] ?? Number.NaN,
          worstStepMs: frames.at(-1) ?? Number.NaN,
          sortMs,
          rowsInPage: document.querySelectorAll('[data-index]').length,
        };
      },
      [rows, STEPS],
    );
  } finally {
    await page.close();
  }
}

it('A table in the browser (ours: 50,000 rows; baseline: 500 rows of the same table; medians of five pages each)', async (context) => {
  const ours: Times[] = [];
  const baseline: Times[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [small, large] = [await walk(500), await walk(50_000)];
    // the first round warms the browser
    if (round > 0) {
      baseline.push(small);
      ours.push(large);
    }
  }
  const line = (what: string, of: (times: Times) => number, write = ms) => {
    const [mine, theirs] = [median(ours.map(of)), median(baseline.map(of))];
    record(context, {
      what,
      ours: write(mine),
      baseline: write(theirs),
      ratio: (mine / theirs).toFixed(2),
    });
  };
  line('first rows painted', ({ shownMs }) => shownMs);
  line(
    `a scroll of a ${STEPS}th of the table, until painted (at least a frame, 16.7 ms)`,
    ({ stepMs }) => stepMs,
  );
  line('the slowest of these', ({ worstStepMs }) => worstStepMs);
  line('sorted by a number, until painted', ({ sortMs }) => sortMs);
  line('rows in the page', ({ rowsInPage }) => rowsInPage, String);
});
