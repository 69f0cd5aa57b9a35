/** A person with a browser before the real server: opens screens, signs in, waits for the drawn map. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { DEMO_PASSWORD } from '../../server/demo-accounts.ts';
import { launchOptions } from '../harness/chromium.ts';
import { type RunningServer, startServer } from '../harness/server.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const DRAWN_MS = 60_000;

export interface Visit {
  readonly lang?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly size?: readonly [width: number, height: number];
  readonly touch?: boolean;
  /** Path with query; / by default. */
  readonly at?: string;
  /** Signs in before the page opens. */
  readonly as?: string;
}

export interface Visitor {
  readonly page: Page;
  /** Everything that the page asked for. */
  readonly requests: readonly string[];
  /** What the page complained about in its console. */
  readonly complaints: readonly string[];
  /** The same question as the page would ask, with its cookie. */
  json(path: string, body?: unknown): Promise<unknown>;
}

/** One server and one browser for the stories of a file. */
export function stage(environment?: Record<string, string>) {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(environment), chromium.launch(launchOptions())]);
  }, 300_000);
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    url: () => server.url,
    async visit({
      lang = 'zh',
      theme = 'light',
      size = [1440, 900],
      touch = false,
      at = '/',
      as,
    }: Visit = {}): Promise<Visitor> {
      const options: BrowserContextOptions = {
        baseURL: server.url,
        viewport: { width: size[0], height: size[1] },
        locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
        timezoneId: 'Asia/Shanghai',
        colorScheme: theme,
        reducedMotion: 'reduce',
        hasTouch: touch,
        isMobile: touch,
      };
      const context = await browser.newContext(options);
      // a busy machine draws maps slowly
      context.setDefaultTimeout(DRAWN_MS);
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      if (as) {
        const answer = await context.request.post('/api/session', {
          data: { username: as, password: DEMO_PASSWORD },
        });
        if (!answer.ok()) throw new Error(`${as}: ${answer.status()}`);
      }
      await page.goto(at);
      return {
        page,
        requests,
        complaints,
        async json(path, body) {
          const answer = body
            ? await context.request.post(path, { data: body, maxRetries: 2 })
            : await context.request.get(path, { maxRetries: 2 });
          if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
          return answer.json();
        },
      };
    },
  };
}

/** Waits until the map has drawn all that it knows of. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('[data-map-state="drawn"]').waitFor({ timeout: DRAWN_MS });
  await page.waitForFunction(() => window.__map?.loaded() && window.__map.areTilesLoaded(), undefined, {
    timeout: DRAWN_MS,
  });
}

/** Values of an attribute among the drawn features of the map layers whose id begins with `layers`. */
export function drawnValues(page: Page, layers: string, attribute: string): Promise<unknown[]> {
  return page.evaluate(
    ([prefix, name]) => {
      const map = window.__map;
      if (!map) return [];
      const ids = map
        .getStyle()
        .layers.map(({ id }) => id)
        .filter((id) => id.startsWith(prefix!));
      const features = map.queryRenderedFeatures({ layers: ids });
      return [...new Set(features.map(({ properties }) => properties[name!] ?? null))];
    },
    [layers, attribute],
  );
}

/** Serious and critical findings of axe on the page as it stands. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    const axe = (
      window as unknown as {
        axe: {
          run(options: object): Promise<{
            violations: {
              id: string;
              impact: string;
              nodes: { target: string[]; failureSummary: string }[];
            }[];
          }>;
        };
      }
    ).axe;
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      );
  });
}
