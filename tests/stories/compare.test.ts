/** A planner lays last year's map over today's, reads what changed and why, and sends the link; a visitor with it sees today. */
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { chinaDay } from '../../data/china-day.ts';
import { asking, drawn, lookAt, openBrowser, PATIENCE, picture } from './browsing.ts';

const open = openBrowser();
const DAY_MS = 86_400_000;
const YEAR_AGO = chinaDay(new Date(Date.now() - 365 * DAY_MS));
const comparedIn = (page: Page) => new URL(page.url()).searchParams.get('compare');

/** Both maps are drawn, and look at the same place. */
async function bothDrawn(page: Page): Promise<void> {
  await drawn(page);
  await page.locator('[data-testid="second-map"][data-map-state="drawn"]').waitFor({ state: 'attached' });
  await vi.waitUntil(
    () =>
      page.evaluate(() => {
        const place = (map = window.__map) =>
          map &&
          [map.getCenter().lng.toFixed(6), map.getCenter().lat.toFixed(6), map.getZoom().toFixed(3)].join();
        return window.__second !== undefined && place() === place(window.__second);
      }),
    PATIENCE,
  );
}

const yearOf = (page: Page, map: '__map' | '__second') =>
  page.evaluate((which) => {
    const source = window[which]?.getSource('regions') as { tiles?: string[] } | undefined;
    return new URL(source?.tiles?.[0] ?? 'x:').searchParams.get('at');
  }, map);

it('lays a day of last year over today, counts both, and goes to what changed between them', async () => {
  const asker = await asking('planner');
  const countOf = async (query: string) => {
    const { layers } = (await (await asker.get(`/api/layers${query}`)).json()) as {
      layers: { id: string; byGrade: Record<string, number> }[];
    };
    return layers.find(({ id }) => id === 'enterprises')!.byGrade;
  };
  const { page, errors } = await open(`/?time=${YEAR_AGO}`, { as: 'planner' });
  const canvases = () => page.locator('canvas.maplibregl-canvas').count();
  expect(await canvases()).toBe(1);
  await page.getByRole('button', { name: '与今天对比' }).click();
  await bothDrawn(page);
  expect(await page.locator('.compare-label.a').textContent()).toContain(YEAR_AGO);
  expect(await page.locator('.compare-label.b').textContent()).toContain('今天');
  expect([await yearOf(page, '__map'), await yearOf(page, '__second')]).toEqual([YEAR_AGO, null]);

  const divider = page.getByRole('slider', { name: '卷帘分隔线' });
  expect(await divider.getAttribute('aria-valuenow')).toBe('50');
  await divider.press('Shift+ArrowRight');
  await vi.waitUntil(() => comparedIn(page)?.startsWith('swipe~60'), PATIENCE);
  expect(await divider.getAttribute('aria-valuenow')).toBe('60');
  const centre = await page.evaluate(() => window.__second!.getCenter().toArray());
  await lookAt(page, [centre[0]! + 0.05, centre[1]!], 11);
  await bothDrawn(page);
  await picture(page, 'compare-swipe');

  const [then, now] = [await countOf(`?at=${YEAR_AGO}`), await countOf('')];
  const table = page.getByRole('table', { name: '企业：各等级数量' });
  const cells = () => table.locator('tbody tr').first().locator('td').allTextContents();
  await vi.waitUntil(
    async () => (await cells())[1] === new Intl.NumberFormat('zh-CN').format(now['1']!),
    PATIENCE,
  );
  const [left, , change] = await cells();
  expect(left).toBe(new Intl.NumberFormat('zh-CN').format(then['1']!));
  expect(Number(change!.replace('−', '-').replace('+', ''))).toBe(now['1']! - then['1']!);

  const first = page.locator('.compare-changes').getByRole('listitem').first();
  const name = (await first.locator('b').textContent())!;
  await first.getByRole('button').click();
  const card = page.locator('.card-panel');
  await vi.waitUntil(async () => ((await card.textContent()) ?? '').includes(name), PATIENCE);

  // a map that is closed is gone; another is made when it is opened again
  await page.getByRole('button', { name: '不对比', exact: true }).click();
  await vi.waitUntil(async () => (await canvases()) === 1, PATIENCE);
  expect(comparedIn(page)).toBeNull();
  await page.getByRole('button', { name: '并排', exact: true }).click();
  await vi.waitUntil(async () => (await canvases()) === 2, PATIENCE);
  expect(errors).toEqual([]);
  await asker.dispose();
});

it('opens the same two maps from a link, and for a visitor the one map of today', async () => {
  const link = `/?at=122.2,30,9.5&compare=${encodeURIComponent(`side?grade=1,2&time=${YEAR_AGO}~known`)}`;
  const { page, errors } = await open(link, { as: 'planner' });
  await bothDrawn(page);
  expect(await yearOf(page, '__second')).toBe(YEAR_AGO);
  const label = page.locator('.compare-label.b');
  for (const words of [YEAR_AGO, '当时所知', '重大', '较大'])
    expect(await label.textContent()).toContain(words);
  expect(comparedIn(page)).toContain(YEAR_AGO);
  expect(errors).toEqual([]);

  const visit = await open(link);
  expect(await visit.page.locator('canvas.maplibregl-canvas').count()).toBe(1);
  expect(await visit.page.locator('.compare').count()).toBe(0);
  expect(visit.requests.filter((url) => /[?&]at=\d{4}-/.test(url))).toEqual([]);
  expect(visit.errors).toEqual([]);
});
