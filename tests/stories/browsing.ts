/** What every story needs: a browser, pages that look the same everywhere, and ways to wait for the map. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Page,
  request,
} from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, TestRunner, vi } from 'vitest';
// the type of window.__map
import type {} from '../../web/map/create-map.ts';
import { launchOptions } from '../harness/chromium.ts';

export const PASSWORD = 'fourcolor-demo';
export const PATIENCE = { timeout: 60_000, interval: 100 } as const;
/** Pictures of the screens for people to look at; fonts differ between machines, so nothing compares them. */
const PICTURES = join(tmpdir(), 'fourcolor-screens');

export interface Visit {
  readonly page: Page;
  /** Addresses of all requests so far. */
  readonly requests: string[];
  /** Errors of scripts, and what the console calls an error. */
  readonly errors: string[];
  /** Address and text of the data that came, where the visit was opened with `reading`. */
  readonly bodies: Map<string, string>;
}

export interface Opening extends BrowserContextOptions {
  /** Signed in before the page opens. */
  readonly as?: string;
  /** Keeps the text of every answer that carries data. */
  readonly reading?: boolean;
}

/** A browser for the stories of a file; `open` gives a page of a context of its own with the map drawn, if it has one. */
export function openBrowser({ map = true } = {}): (path?: string, opening?: Opening) => Promise<Visit> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(launchOptions());
  });
  afterAll(() => browser?.close());
  return async (path = '/', { as, reading = false, ...look } = {}) => {
    const context = await browser.newContext({
      baseURL: inject('server'),
      viewport: { width: 1366, height: 768 },
      deviceScaleFactor: 1,
      reducedMotion: 'reduce',
      colorScheme: 'light',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      ...look,
    });
    context.setDefaultTimeout(PATIENCE.timeout);
    // a page that stays open keeps drawing; one that a whole file shares is opened before its tests
    if (TestRunner.getCurrentTest()) onTestFinished(() => context.close());
    if (as) await signIn(context.request, as);
    const page = await context.newPage();
    const requests: string[] = [];
    const errors: string[] = [];
    const bodies = new Map<string, string>();
    page.on('request', (one) => requests.push(one.url()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    if (reading)
      page.on('response', async (response) => {
        const { pathname } = new URL(response.url());
        if (!/^\/(api|tiles|ogc|style)/.test(pathname) || pathname === '/api/events') return;
        // an answer to a question that was taken back has no body
        const body = await response.text().catch(() => null);
        if (body !== null) bodies.set(response.url(), body);
      });
    await page.goto(path);
    if (map) await drawn(page);
    return { page, requests, errors, bodies };
  };
}

/** Asks the server as the screens would, without a screen. */
export async function asking(as?: string): Promise<APIRequestContext> {
  const asker = await request.newContext({
    baseURL: inject('server'),
    extraHTTPHeaders: { 'accept-language': 'zh-CN' },
  });
  if (as) await signIn(asker, as);
  return asker;
}

async function signIn(asker: APIRequestContext, username: string): Promise<void> {
  const answer = await asker.post('/api/session', { data: { username, password: PASSWORD } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** The map has drawn what it was told. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('[data-testid="map"][data-map-state="drawn"]').waitFor({ state: 'attached' });
  await still(page);
}

/** The map neither moves nor waits for tiles. */
export async function still(page: Page): Promise<void> {
  await vi.waitUntil(
    () => page.evaluate(() => window.__map?.loaded() === true && !window.__map.isMoving()),
    PATIENCE,
  );
}

/** Moves the map without a flight. */
export async function lookAt(page: Page, [lon, lat]: readonly number[], zoom: number): Promise<void> {
  await page.evaluate(
    ([x = 0, y = 0, z = 0]) => window.__map?.jumpTo({ center: [x, y], zoom: z }),
    [lon ?? 0, lat ?? 0, zoom],
  );
  await still(page);
}

/** Attributes of the features of a source's layer in the tiles around the screen. */
export function sourced(page: Page, source: string, sourceLayer: string): Promise<Record<string, unknown>[]> {
  return page.evaluate(
    ([name, layer]) =>
      (window.__map?.querySourceFeatures(name ?? '', { sourceLayer: layer ?? '' }) ?? []).map((one) => ({
        ...one.properties,
        fid: one.id,
      })),
    [source, sourceLayer],
  );
}

/** How many enterprises the counted cells on the map stand for; cells of neighbouring tiles count once. */
export async function countedOnMap(page: Page): Promise<number> {
  const cells = await sourced(page, 'enterprises', 'enterprises_cells');
  const byId = new Map(cells.map((cell) => [cell.fid, Number(cell.n)]));
  return [...byId.values()].reduce((sum, n) => sum + n, 0);
}

/** A place of the page, px, where a click meets an area and no symbol. */
export async function areaOnScreen(page: Page): Promise<{ x: number; y: number; id: string; name: string }> {
  const found = await page.evaluate(() => {
    const map = window.__map;
    if (!map) return null;
    const { left, top, width, height } = map.getCanvas().getBoundingClientRect();
    for (let x = width * 0.35; x < width * 0.7; x += 23) {
      for (let y = height * 0.2; y < height * 0.6; y += 19) {
        const around = map.queryRenderedFeatures([
          [x - 8, y - 8],
          [x + 8, y + 8],
        ]);
        const areas = around.filter(({ layer }) => layer.id.startsWith('areas-fill-'));
        const symbol = around.some(({ layer }) => {
          const of = (layer.metadata as Record<string, unknown> | undefined)?.['fourcolor:layer'];
          return (of !== undefined && of !== 'regions') || /^(donuts|bubbles|results|sketch)/.test(layer.id);
        });
        const [area] = areas;
        const one = new Set(areas.map(({ properties }) => properties.id)).size === 1;
        if (area && one && !symbol && document.elementFromPoint(left + x, top + y) === map.getCanvas())
          return {
            x: left + x,
            y: top + y,
            id: String(area.properties.id),
            name: String(area.properties.name),
          };
      }
    }
    return null;
  });
  if (!found) throw new Error('No area without a symbol is on the screen');
  return found;
}

/** Keeps a picture of the screen. */
export async function picture(page: Page, name: string): Promise<void> {
  await still(page);
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
