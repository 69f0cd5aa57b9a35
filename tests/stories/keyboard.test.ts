/** A planner's whole session by keyboard: narrow the map, walk the list, read an object, ask why, and come back. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openBrowser, PATIENCE } from './browsing.ts';

const open = openBrowser();
/** Stops of the Tab key at most until something is reached: a screen of the workbench has fewer. */
const MOST_STOPS = 150;

describe('A whole session by keyboard', () => {
  it('narrows the map, walks the list, asks why, and comes back to where it was', async () => {
    const { page, errors } = await open('/?at=122.4,30.3,12', { as: 'planner' });
    await tabTo(page, page.getByRole('navigation', { name: '工具' }).getByRole('button', { name: '筛选' }));
    await page.keyboard.press('Enter');

    const panel = page.getByRole('region', { name: '筛选', exact: true });
    const kept = panel.getByRole('status');
    await expect.poll(() => kept.textContent(), PATIENCE).toMatch(/\d/);
    const before = await kept.textContent();
    await tabTo(page, panel.getByRole('checkbox', { name: /较大/ }));
    await page.keyboard.press('Space');
    await expect.poll(() => kept.textContent(), PATIENCE).not.toBe(before);
    await expect.poll(() => page.url(), PATIENCE).toContain('grade=2');

    await page.keyboard.press('l');
    const list = page
      .getByRole('region', { name: '地图内容列表' })
      .getByRole('region', { name: '企业', exact: true });
    const first = list.getByRole('button').first();
    await first.waitFor();
    await tabTo(page, first);
    await page.keyboard.press('ArrowDown');
    const chosen = await focused(page);
    await page.keyboard.press('Enter');
    const card = page.getByRole('complementary', { name: '对象卡片' });
    await card.getByText('较大', { exact: false }).first().waitFor();

    await tabTo(page, card.getByRole('button', { name: /为什么/ }).first());
    await page.keyboard.press('Enter');
    const why = page.getByRole('complementary', { name: '等级说明' });
    await why.waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'hidden' });
    await card.waitFor();
    await expect.poll(() => focused(page), PATIENCE).toMatch(/为什么/);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page), PATIENCE).toBe(chosen);
    expect(errors).toEqual([]);
  });
});

/** Presses Tab until the element has the focus, and sees that the focus shows. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((one) => one === document.activeElement)) {
      const shows = await target.evaluate((one) => getComputedStyle(one).outlineStyle !== 'none');
      expect(shows, 'the focus shows').toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}; it stands on ${await focused(page)}`);
}

/** What the focused element says. */
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
  );
