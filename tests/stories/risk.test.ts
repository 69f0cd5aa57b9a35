/** A planner sees the risk field, asks why it is so at a place, and reads which targets exceed their limits. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { asking, lookAt, openBrowser, PATIENCE, picture, still } from './browsing.ts';

const open = openBrowser();
let at: readonly [number, number];
beforeAll(async () => {
  at = await riskiest();
});

interface Unit {
  readonly id: string;
  readonly geometry: { readonly coordinates: readonly [number, number] };
}

/** The unit with the highest risk beside it. */
async function riskiest(): Promise<readonly [number, number]> {
  const asker = await asking('planner');
  const answer = await asker.get('/ogc/collections/major_hazards/items', {
    params: { limit: '40', f: 'json' },
  });
  const { features } = (await answer.json()) as { features: Unit[] };
  let best = { irPerYr: -1, at: [0, 0] as readonly [number, number] };
  for (const { geometry } of features) {
    const [lon, lat] = geometry.coordinates;
    const inputs = { point: [lon + 0.002, lat + 0.001], pipelines: false };
    const found = await asker.post('/ogc/processes/risk-at/execution', { data: { inputs } });
    const { irPerYr } = await found.json();
    if (irPerYr > best.irPerYr) best = { irPerYr, at: geometry.coordinates };
  }
  await asker.dispose();
  expect(best.irPerYr).toBeGreaterThan(3e-7);
  return best.at;
}

async function openField(page: Page, zoom = 13): Promise<void> {
  await lookAt(page, at, zoom);
  const tools = page.getByRole('navigation', { name: '工具' });
  const more = tools.getByRole('button', { name: '更多', exact: true });
  // the tab bar of a phone has room for a few
  if ((page.viewportSize()?.width ?? 0) < 760) await more.click();
  await tools.getByRole('button', { name: '风险', exact: true }).click();
  await page.getByText(/^参与计算的单元/).waitFor();
  await still(page);
}

const hasField = (page: Page) => page.evaluate(() => window.__map?.getLayer('tool-field') !== undefined);

/** The mean colour of the drawn map around a place. */
const colourAt = (page: Page, [lon = 0, lat = 0]: readonly number[]) =>
  page.evaluate(
    ([x = 0, y = 0]) =>
      new Promise<number[]>((resolve) => {
        const map = window.__map;
        if (!map) throw new Error('no map');
        map.once('render', () => {
          const { x: px, y: py } = map.project([x, y]);
          const copy = document.createElement('canvas');
          [copy.width, copy.height] = [6, 6];
          const context = copy.getContext('2d');
          if (!context) throw new Error('no canvas');
          context.drawImage(map.getCanvas(), px - 3, py - 3, 6, 6, 0, 0, 6, 6);
          const { data } = context.getImageData(0, 0, 6, 6);
          resolve([0, 1, 2].map((c) => data.filter((_, i) => i % 4 === c).reduce((a, b) => a + b, 0) / 36));
        });
        map.triggerRepaint();
      }),
    [lon, lat],
  );

describe('The risk tool', () => {
  it('draws the field of the view, and says of a place what the API says', async () => {
    const { page, errors } = await open('/', { as: 'planner' });
    await openField(page);
    await expect.poll(() => hasField(page)).toBe(true);
    // words stand on the lines, and the ramp is to be seen
    await expect
      .poll(
        () => page.evaluate(() => window.__map?.querySourceFeatures('tool-field-words').length ?? 0),
        PATIENCE,
      )
      .toBeGreaterThan(0);
    const place = [at[0] + 0.004, at[1] + 0.002];
    const shown = await colourAt(page, place);
    await page.getByRole('checkbox', { name: /^个人风险场/ }).uncheck();
    await expect.poll(() => hasField(page)).toBe(false);
    const hidden = await colourAt(page, place);
    // violet: less green than without; how much less depends on the day's field, and a repaint alone changes nothing
    expect(hidden[1]! - shown[1]!).toBeGreaterThan(2);
    await page.getByRole('checkbox', { name: /^个人风险场/ }).check();

    await page.getByRole('button', { name: '点地图问一处' }).click();
    const px = await page.evaluate(([x = 0, y = 0]) => {
      const map = window.__map;
      const { left = 0, top = 0 } = map?.getCanvas().getBoundingClientRect() ?? {};
      const point = map?.project([x, y]) ?? { x: 0, y: 0 };
      return { x: point.x + left, y: point.y + top };
    }, place);
    const asked = page.waitForRequest(/processes\/risk-at\/execution/);
    await page.mouse.click(px.x, px.y);
    const number = page.locator('[data-ir-per-yr]');
    await number.waitFor();
    const shownIr = Number(await number.getAttribute('data-ir-per-yr'));
    const handle = page.getByRole('button', { name: /^问的地方/ });
    // the same place asked without the screen
    const told = await page.request.post('/ogc/processes/risk-at/execution', {
      data: (await asked).postDataJSON(),
    });
    const { irPerYr, contributors } = await told.json();
    expect(shownIr / irPerYr).toBeCloseTo(1, 6);
    await page.getByText(contributors[0].name).first().waitFor();
    await picture(page, 'risk-why');

    // the place moves with the arrow keys, and is asked again
    await handle.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => number.getAttribute('data-ir-per-yr'), PATIENCE).not.toBe(String(shownIr));
    expect(await barriers(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('lists the targets of the view with their limits, and selects one', async () => {
    const { page, errors } = await open('/', { as: 'planner' });
    await openField(page, 12);
    await page.locator('summary', { hasText: '防护目标' }).click();
    const rows = page.locator('.risk-target');
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toMatch(/限值/);
    await rows.first().click();
    await page.getByRole('complementary', { name: '对象卡片' }).waitFor();
    await expect.poll(() => rows.first().getAttribute('aria-pressed')).toBe('true');
    await picture(page, 'risk-targets');
    expect(errors).toEqual([]);
  });

  it('keeps its drawing while another tool is open, and is not there for visitors', async () => {
    const { page } = await open('/', { as: 'planner' });
    await openField(page);
    await page.getByRole('button', { name: '图层', exact: true }).click();
    expect(await hasField(page)).toBe(true);
    const visitor = await open('/');
    expect(await visitor.page.getByRole('button', { name: '风险', exact: true }).count()).toBe(0);
    expect(visitor.requests.filter((url) => /risk|tool-painter/.test(url))).toEqual([]);
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  it(`has no barrier on a phone in ${colorScheme}`, async () => {
    const { page } = await open('/', {
      as: 'planner',
      colorScheme,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await openField(page);
    await page.locator('summary', { hasText: '社会风险' }).click();
    await page.locator('.fn-chart').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, `risk-phone-${colorScheme}`);
  });
