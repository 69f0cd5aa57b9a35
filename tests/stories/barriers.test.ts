/** Screens that everybody can use: no serious finding of axe in both themes, and everything by keyboard. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { asking, openBrowser } from './browsing.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const open = openBrowser();

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Serious and critical findings of axe on the page as it stands. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const findings = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
    );
}

async function found(q: string): Promise<{ id: string; name: string }[]> {
  const asker = await asking('planner');
  const answer = await asker.get('/api/search', { params: { q, limit: '12' } });
  const { results } = await answer.json();
  await asker.dispose();
  return results;
}

for (const colorScheme of ['light', 'dark'] as const) {
  describe(`Without barriers (${colorScheme})`, () => {
    it('a visitor reads the map and its legend', async () => {
      const { page } = await open('/', { colorScheme });
      await page.getByText('数据说明').click();
      expect(await barriers(page)).toEqual([]);
    });

    it('a planner reads a card, a question and its answer', async () => {
      const [first] = await found('化工');
      const { page } = await open(`/?circle=122.41,30.27,5000&sel=enterprises/${first!.id}`, {
        colorScheme,
        as: 'planner',
      });
      await page.getByRole('table', { name: '查询结果' }).waitFor();
      await page.getByText('全部信息').click();
      expect(await barriers(page)).toEqual([]);
    });

    it('a planner searches', async () => {
      const { page } = await open('/', { colorScheme, as: 'planner' });
      await page.getByRole('combobox', { name: '搜索' }).fill('化工');
      await page.getByRole('option').first().waitFor();
      expect(await barriers(page)).toEqual([]);
    });

    it('people sign in', async () => {
      const { page } = await open('/sign-in', { colorScheme });
      await page
        .getByRole('button', { name: /^planner/ })
        .first()
        .waitFor();
      expect(await barriers(page)).toEqual([]);
    });

    it('a visitor opens the layers on a phone', async () => {
      const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
      const { page } = await open('/', { colorScheme, ...phone });
      await page.getByRole('button', { name: '图层', exact: true }).tap();
      await page.getByRole('switch', { name: /显示企业/ }).waitFor();
      expect(await barriers(page)).toEqual([]);
    });
  });
}

describe('By keyboard only', () => {
  it('a planner searches, reads the card and closes it', async () => {
    const second = (await found('化工'))[1]!;
    const { page } = await open('/', { as: 'planner' });
    await page.keyboard.press('/');
    await page.keyboard.type('化工');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const card = page.getByRole('complementary', { name: '对象卡片' });
    const title = card.getByRole('heading', { name: second.name });
    await title.waitFor();
    await expect.poll(() => title.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
  });

  it('a planner walks through an answer and opens the third object', async () => {
    const { page } = await open('/?circle=122.41,30.27,5000', { as: 'planner' });
    const names = page.getByRole('table', { name: '查询结果' }).locator('tbody button');
    await names.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const third = (await names.nth(2).textContent())!;
    await expect
      .poll(() => names.nth(2).evaluate((element) => element === document.activeElement))
      .toBe(true);
    await page.keyboard.press('Enter');
    await page
      .getByRole('complementary', { name: '对象卡片' })
      .getByRole('heading', { name: third })
      .waitFor();
  });
});
