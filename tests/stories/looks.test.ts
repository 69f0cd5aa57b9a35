/** How the screens look: language, theme, links that reopen a view, phones, and panels that leave each other room. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawn, lookAt, openBrowser, PATIENCE, picture, still } from './browsing.ts';

const open = openBrowser();
const HTML = 'document.documentElement';

describe('The screen', () => {
  it('speaks English after a click, remembers it, and speaks Chinese again', async () => {
    const { page, errors } = await open();
    expect(await page.evaluate(`${HTML}.lang`)).toBe('zh-CN');
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await page.getByRole('heading', { name: 'Fourcolor', exact: true }).waitFor();
    expect(await page.evaluate(`${HTML}.lang`)).toBe('en');
    const title = await page.title();
    expect(title).toContain('Fourcolor Wanglan City');
    await drawn(page);
    const controls = await page.getByRole('main').getByRole('button').allTextContents();
    expect(controls.some((text) => text.startsWith('Major') || text.startsWith('Red'))).toBe(true);
    await picture(page, 'visitor-en');
    await page.reload();
    await page.getByRole('button', { name: '中文', exact: true }).click();
    await page.getByRole('heading', { name: '四色图', exact: true }).waitFor();
    expect(await page.evaluate(`${HTML}.lang`)).toBe('zh-CN');
    expect(errors).toEqual([]);
  });

  it('turns dark with its map, and stays so', async () => {
    const { page, errors } = await open();
    const sea = () =>
      page.evaluate(() => String(window.__map?.getPaintProperty('sea', 'background-color') ?? ''));
    const light = await sea();
    expect(brightness(light)).toBeGreaterThan(150);
    await page.getByRole('button', { name: '明暗：跟随系统' }).click();
    await page.getByRole('button', { name: '明暗：浅色' }).click();
    expect(await page.evaluate(`${HTML}.dataset.theme`)).toBe('dark');
    await expect.poll(sea, PATIENCE).not.toBe(light);
    expect(brightness(await sea())).toBeLessThan(80);
    await drawn(page);
    await picture(page, 'visitor-dark');
    await page.reload();
    await drawn(page);
    expect(await page.evaluate(`${HTML}.dataset.theme`)).toBe('dark');
    expect(brightness(await sea())).toBeLessThan(80);
    expect(errors).toEqual([]);
  });

  it('is reopened by its address: place, selection and question', async () => {
    const first = await open('/', { as: 'planner' });
    const answer = await first.page.request.get(
      '/ogc/collections/enterprises/items?filter=grade%3D1&limit=1',
    );
    const [item] = (await answer.json()).features;
    await first.page.getByRole('combobox', { name: '搜索' }).fill(item.properties.name);
    await first.page.getByRole('option', { name: item.properties.name }).first().click();
    await first.page.getByRole('button', { name: '周边查询' }).click();
    await first.page.getByRole('button', { name: '开始查询' }).click();
    await first.page.getByText(/^共 \d+ 个$/).waitFor();
    await lookAt(first.page, [item.geometry.coordinates[0] + 0.01, item.geometry.coordinates[1]], 13.25);
    await expect.poll(() => first.page.url(), PATIENCE).toContain('13.25');
    const found = await first.page.getByText(/^共 \d+ 个$/).textContent();
    const { page } = await open(first.page.url(), { as: 'planner' });
    await page
      .getByRole('complementary', { name: '对象卡片' })
      .getByRole('heading', { name: item.properties.name, exact: true })
      .waitFor();
    await page.getByText(found ?? '', { exact: true }).waitFor();
    const view = await page.evaluate(() => {
      const { lng = 0, lat = 0 } = window.__map?.getCenter() ?? {};
      return [lng, lat, window.__map?.getZoom() ?? 0];
    });
    expect(view[0]).toBeCloseTo(item.geometry.coordinates[0] + 0.01, 3);
    expect(view[1]).toBeCloseTo(item.geometry.coordinates[1], 3);
    expect(view[2]).toBeCloseTo(13.25, 1);
  });

  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
  ] as const) {
    it(`leaves its panels room at ${width} × ${height}`, async () => {
      const { page } = await open('/?circle=122.41,30.27,3000', {
        as: 'planner',
        viewport: { width, height },
      });
      const row = page.getByRole('table', { name: '查询结果' }).getByRole('row').nth(1).getByRole('button');
      await row.click();
      await page.getByRole('complementary', { name: '对象卡片' }).getByRole('heading').first().waitFor();
      await still(page);
      expect(await panelsInTheWay(page)).toEqual([]);
      await picture(page, `planner-${width}`);
      await page.getByRole('button', { name: '图层', exact: true }).click();
      await page.getByRole('heading', { name: '当前图层' }).waitFor();
      expect(await panelsInTheWay(page)).toEqual([]);
    });
  }
});

describe('On a phone', () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

  it('the sheet opens, everything to be touched is at least 44 px high, and nothing is cut off at the side', async () => {
    const { page, errors } = await open('/', { ...phone, as: 'planner' });
    const sheet = page.getByRole('region', { name: '面板', exact: true });
    const low = (await sheet.boundingBox())?.height ?? 0;
    await page.getByRole('button', { name: '图层', exact: true }).tap();
    await expect.poll(async () => (await sheet.boundingBox())?.height, PATIENCE).toBeGreaterThan(low * 2);
    await page.getByRole('switch', { name: '显示企业' }).waitFor();
    expect(await smallTargets(page)).toEqual([]);
    expect(await overflow(page)).toEqual([]);
    await picture(page, 'phone-layers');

    await page.getByRole('button', { name: '查询', exact: true }).tap();
    await page.getByRole('textbox', { name: '经度, 纬度' }).fill('122.41, 30.27');
    await page.getByRole('button', { name: '3 km' }).tap();
    expect(await smallTargets(page)).toEqual([]);
    expect(await overflow(page)).toEqual([]);
    await page.getByRole('button', { name: '开始查询' }).tap();
    const row = page.getByRole('table', { name: '查询结果' }).getByRole('row').nth(1);
    await row.waitFor();
    expect(await overflow(page)).toEqual([]);
    await picture(page, 'phone-results');
    await row.getByRole('button').tap();
    await page.getByRole('complementary', { name: '对象卡片' }).getByRole('heading').first().waitFor();
    expect(await smallTargets(page)).toEqual([]);
    expect(await overflow(page)).toEqual([]);
    await picture(page, 'phone-card');
    expect(errors).toEqual([]);
  });
});

/** Perceived brightness of a colour, 0–255. */
function brightness(colour: string): number {
  const hex = /^#(..)(..)(..)$/.exec(colour)?.slice(1);
  const [r = 0, g = 0, b = 0] = hex
    ? hex.map((part) => Number.parseInt(part, 16))
    : (colour.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

/** Panels of the map that cover each other, or leave the screen. */
function panelsInTheWay(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [
      '.top-bar',
      '.tools',
      '.tool-panel',
      '.card-panel',
      '.dock',
      '.breadcrumb',
      '.map-buttons',
    ];
    const boxes = parts.flatMap((part) => {
      const element = document.querySelector(part);
      return element ? [{ part, box: element.getBoundingClientRect() }] : [];
    });
    if (boxes.length < parts.length) return [`missing: only ${boxes.map(({ part }) => part)}`];
    const outside = boxes
      .filter(({ box }) => box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)
      .map(({ part }) => `${part} leaves the screen`);
    const covered = boxes.flatMap((one, at) =>
      boxes
        .slice(at + 1)
        .filter(
          ({ box }) =>
            Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1 &&
            Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 1,
        )
        .map(({ part }) => `${one.part} and ${part}`),
    );
    return [...outside, ...covered];
  });
}

/** What can be touched and is lower than 44 px; the reach of a control may be larger than what is drawn. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, summary, input, a[href]')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => {
        const box = (element.closest('label, .search') ?? element).getBoundingClientRect();
        const extra = Number.parseFloat(getComputedStyle(element, '::after').height) || 0;
        return { text: element.ariaLabel ?? element.textContent, px: Math.max(box.height, extra), box };
      })
      .filter(({ px, box }) => box.width > 0 && px < 43.5)
      .map(({ text, px }) => `${text}: ${px} px`),
  );
}

/** What is wider than the screen. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    const page = scrollWidth > innerWidth ? [`the page is ${scrollWidth} px wide`] : [];
    const cut = [...document.querySelectorAll('.top-bar, .sheet-body, .tools')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.className} scrolls sideways`);
    return [...page, ...cut];
  });
}
