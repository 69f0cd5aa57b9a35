/** The map screen without a mouse: search, choose, read, close, and filter by keys alone. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openBrowser, PATIENCE, picture, still } from './browsing.ts';

const open = openBrowser();

describe('By keyboard alone', () => {
  it('a planner searches, chooses with the arrows, reads the card and leaves it again', async () => {
    const { page, errors } = await open('/', { as: 'planner' });
    const answer = await page.request.get('/api/search?q=化工&limit=12');
    const { results } = await answer.json();
    expect(results.length).toBeGreaterThan(1);
    await page.keyboard.press('/');
    expect(await focused(page)).toBe('搜索');
    await page.keyboard.insertText('化工');
    await page.getByRole('option', { name: results[1].name }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const card = page.getByRole('complementary', { name: '对象卡片' });
    await card.getByRole('heading', { name: results[1].name, exact: true }).waitFor();
    // reading goes on in the card
    await expect.poll(() => focused(page), PATIENCE).toBe(results[1].name);
    await page.keyboard.press('Tab');
    expect(await card.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await still(page);
    await picture(page, 'keyboard-card');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('sel')).toBeNull();
    // not lost: on something that can be seen, from which Tab goes on
    expect(await onSomethingVisible(page)).toBe(true);
    expect(errors).toEqual([]);
  });

  it('a planner walks through an answer and opens the third object', async () => {
    const { page } = await open('/?circle=122.41,30.27,5000', { as: 'planner' });
    const names = page.getByRole('table', { name: '查询结果' }).locator('tbody button');
    await names.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const third = (await names.nth(2).textContent())!;
    await expect
      .poll(() => names.nth(2).evaluate((element) => element === document.activeElement), PATIENCE)
      .toBe(true);
    await page.keyboard.press('Enter');
    await page
      .getByRole('complementary', { name: '对象卡片' })
      .getByRole('heading', { name: third })
      .waitFor();
  });

  it('a visitor reaches every control by Tab in the order of the screen, and filters with Space', async () => {
    const { page } = await open();
    const reached: string[] = [];
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const name = await focused(page);
      if (name === '重大') {
        await page.keyboard.press('Space');
        break;
      }
      expect(await onSomethingVisible(page), `after ${reached.at(-1)}: ${name}`).toBe(true);
      reached.push(name);
    }
    const legend = page.getByRole('list', { name: '乡镇（街道）风险等级' });
    expect(await legend.getByRole('button', { name: /^重大/ }).getAttribute('aria-pressed')).toBe('false');
    const inOrder = ['搜索', '登录', '图层', '查询'].map((name) => reached.indexOf(name));
    expect(
      inOrder.every((at) => at >= 0),
      reached.join(),
    ).toBe(true);
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
  });
});

/** Name of what has the focus: its label, or its text without counts. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const text = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return text.trim().replace(/[\d,]+$/, '');
  });
}

/** Whether the focus is on an element that is drawn on the screen. */
function onSomethingVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility();
  });
}
