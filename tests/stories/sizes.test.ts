/** The planner's screen at three sizes, in both themes and languages: nothing over anything else, nothing off the screen. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { openBrowser, PATIENCE } from './browsing.ts';

const open = openBrowser();
/** Panels beside the answer. */
const TOOLS = {
  zh: ['列表', '筛选', '统计', '区域', '出图'],
  en: ['List', 'Filter', 'Charts', 'Regions', 'Print'],
} as const;
const LINK = '/?circle=122.41,30.27,3000';

for (const [width, height, phone] of [
  [1280, 720, false],
  [1920, 1080, false],
  [390, 844, true],
] as const) {
  describe(`At ${width} × ${height}`, () => {
    it('panels, answer and buttons leave each other room, and nothing is a serious barrier', async () => {
      const { page, errors } = await open(LINK, {
        as: 'planner',
        viewport: { width, height },
        ...(phone && { hasTouch: true, isMobile: true }),
      });
      for (const lang of ['zh', 'en'] as const) {
        if (lang === 'en') await page.getByRole('button', { name: 'English', exact: true }).click();
        // on a phone the answer waits in the sheet
        await (phone ? page.locator('.sheet') : page.getByRole('table').getByRole('row').nth(1)).waitFor();
        for (const theme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: theme });
          await expect
            .poll(() => page.evaluate(() => document.documentElement.dataset.theme), PATIENCE)
            .toBe(theme);
          const seen = `${lang} ${theme}`;
          expect([seen, await inTheWay(page)]).toEqual([seen, []]);
          expect([seen, await barriers(page)]).toEqual([seen, []]);
        }
        if (phone) continue;
        for (const name of TOOLS[lang]) {
          await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
          await page.locator('.tool-panel:not([hidden]) :is(h2, h3)').first().waitFor();
          expect([name, await inTheWay(page)]).toEqual([name, []]);
        }
      }
      expect(errors).toEqual([]);
    });
  });
}

/** Parts of the screen that cover each other or leave it. */
function inTheWay(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = ['.top-bar', '.tools', '.tool-panel', '.card', '.dock', '.sheet', '.map-buttons'];
    const boxes = parts.flatMap((part) =>
      [...document.querySelectorAll(part)]
        // the answer stands in the phone's sheet, as panels do
        .filter((element) => element.checkVisibility() && !element.parentElement?.closest('.sheet'))
        .map((element) => ({ part, element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height > 0),
    );
    const outside = boxes
      .filter(
        ({ box }) =>
          box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1,
      )
      .map(({ part }) => `${part} leaves the screen`);
    const covered = boxes.flatMap((one, at) =>
      boxes
        .slice(at + 1)
        .filter(
          ({ element, box }) =>
            !one.element.contains(element) &&
            !element.contains(one.element) &&
            Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1 &&
            Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 1,
        )
        .map(({ part }) => `${one.part} and ${part}`),
    );
    const { scrollWidth } = document.documentElement;
    const wide = scrollWidth > innerWidth ? [`the page is ${scrollWidth} px wide`] : [];
    return [...outside, ...covered, ...wide];
  });
}
