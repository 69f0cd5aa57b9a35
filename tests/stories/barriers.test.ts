/** Screens that everybody can use: no serious finding of axe, in both themes, and fit for a phone. */
import { describe, expect, it } from 'vitest';
import { barriers, drawn, stage } from './visit.ts';

const { visit } = stage();

for (const theme of ['light', 'dark'] as const) {
  describe(`without barriers (${theme})`, () => {
    it('for a visitor', async () => {
      const { page } = await visit({ theme });
      await drawn(page);
      await page.getByText('数据说明').click();
      expect(await barriers(page)).toEqual([]);
    });

    it('for a planner with a card, a question and its answer', async () => {
      const { page, json } = await visit({ theme, as: 'planner', at: '/?circle=122.41,30.27,5000' });
      const { results } = (await json('/api/search?q=化工&limit=1')) as { results: { id: string }[] };
      await page.goto(`/?circle=122.41,30.27,5000&sel=enterprises/${results[0]!.id}`);
      await page.getByRole('table', { name: '查询结果' }).waitFor();
      await page.getByText('全部信息').click();
      expect(await barriers(page)).toEqual([]);
    });

    it('while searching', async () => {
      const { page } = await visit({ theme, as: 'planner' });
      await page.getByRole('combobox', { name: '搜索' }).fill('化工');
      await page.getByRole('option').first().waitFor();
      expect(await barriers(page)).toEqual([]);
    });

    it('at sign-in', async () => {
      const { page } = await visit({ theme, at: '/sign-in' });
      await page
        .getByRole('button', { name: /^planner/ })
        .first()
        .waitFor();
      expect(await barriers(page)).toEqual([]);
    });

    it('on a phone', async () => {
      const { page } = await visit({ theme, size: [390, 844], touch: true });
      await drawn(page);
      await page.getByRole('button', { name: '图层', exact: true }).tap();
      await page.getByRole('switch', { name: /显示企业/ }).waitFor();
      expect(await barriers(page)).toEqual([]);
    });
  });
}

describe('on a phone', () => {
  it('the sheet has three stops, and nothing is wider than the screen', async () => {
    const { page } = await visit({ size: [390, 844], touch: true });
    await drawn(page);
    const sheet = page.getByRole('region', { name: '面板' });
    const heightPx = async () => Math.round((await sheet.boundingBox())!.height);
    expect(await heightPx()).toBe(96);
    const area = (await page.getByRole('main').boundingBox())!.height;
    await page.getByRole('button', { name: '展开面板' }).tap();
    await expect.poll(heightPx).toBe(Math.round(area / 2));
    await page.getByRole('button', { name: '展开面板' }).tap();
    await expect.poll(heightPx).toBe(Math.round(area - 8));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it('every button is at least 44 px high', async () => {
    const { page } = await visit({ size: [390, 844], touch: true, as: 'planner' });
    await drawn(page);
    await page.getByRole('button', { name: '图层', exact: true }).tap();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, select, summary')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 0)
        // the grip of the sheet is enlarged by what is drawn around it
        .filter((element) => !element.classList.contains('sheet-handle'))
        .map((element) => ({
          name: element.ariaLabel ?? element.textContent,
          px: element.getBoundingClientRect().height,
        }))
        .filter(({ px }) => px < 44),
    );
    expect(small).toEqual([]);
  });

  it('an object opens its card in the sheet', async () => {
    const { page } = await visit({ size: [390, 844], touch: true });
    await page.getByRole('combobox', { name: '搜索' }).fill('区');
    await page.getByRole('option').first().tap();
    await page
      .getByRole('region', { name: '面板' })
      .getByRole('complementary', { name: '对象卡片' })
      .waitFor();
  });
});
