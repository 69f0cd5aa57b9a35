/** The story of the ledger: a risk point is added by keyboard, its grade goes up to the enterprise, is asked why and exported; an administrator sets a number and puts it back. */
import { strFromU8, unzipSync } from 'fflate';
import type { APIRequestContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { asking, openBrowser, PATIENCE } from './browsing.ts';

const POINT = '模拟新增装卸区';
const MEASURE = '装卸前静电接地并确认';
const PERSON = '周安全（模拟）';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly grade: number | null;
}

const bothThemes = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await barriers(page)));
  }
  return found;
};

describe('The ledger', () => {
  const open = openBrowser({ map: false });
  let planner: APIRequestContext;
  let admin: APIRequestContext;
  let enterprise: Row;

  const rowsOf = async (query: string): Promise<Row[]> =>
    (await (await planner.get(`/api/ledger?${query}`)).json()).rows;
  const gradeOf = async (id: string): Promise<number> =>
    (await (await planner.get(`/ogc/collections/enterprises/items/${encodeURIComponent(id)}`)).json())
      .properties.grade;
  const settings = async () => (await admin.get('/api/grading-settings')).json();

  beforeAll(async () => {
    planner = await asking('planner');
    admin = await asking('admin');
    enterprise = (await rowsOf('layer=enterprises&grade=4&sort=name&size=1'))[0]!;
  });
  // the city is left as it was found, also after a failure
  afterAll(async () => {
    const points = await rowsOf(`q=${encodeURIComponent(POINT)}`);
    for (const { id } of points) await planner.delete(`/api/risk-points/${encodeURIComponent(id)}`);
    const { version, settings: now, defaults } = await settings();
    if (JSON.stringify(now) !== JSON.stringify(defaults))
      await admin.put('/api/grading-settings', { data: { version, settings: defaults } });
  });

  it('takes a new risk point by keyboard, grades its enterprise, says why and exports the row', async () => {
    const { page, errors } = await open('/ledger', { as: 'planner' });
    const press = (key: string) => page.keyboard.press(key);
    const add = page.getByRole('button', { name: '新增风险点' });
    await add.focus();
    await press('Enter');

    // the holder is found by its name
    const owner = page.getByLabel('所属对象');
    await owner.focus();
    await page.keyboard.type(enterprise.name);
    const proposed = page.getByRole('list', { name: '找到的对象' }).getByRole('button').first();
    await proposed.focus();
    await press('Enter');
    await expect.poll(() => owner.inputValue(), PATIENCE).toBe(`enterprises/${enterprise.id}`);

    const panel = page.getByRole('complementary', { name: '新增风险点' });
    await panel.getByLabel('名称').focus();
    await page.keyboard.type(POINT);
    await press('Tab');
    await page.keyboard.type('装卸区');

    // factors of LEC: the grade stands beside them with its formula
    await panel.getByLabel('方法').selectOption('LEC');
    const residual = panel.getByRole('group', { name: '剩余风险（计入措施）' });
    for (const [label, value] of [
      ['L 发生事故的可能性', '3'],
      ['E 暴露的频繁程度', '6'],
      ['C 发生事故的后果', '15'],
    ] as const)
      await residual.getByLabel(label).selectOption(value);
    const preview = residual.locator('output');
    expect(await preview.textContent()).toContain('D = 3 × 6 × 15 = 270');
    expect(await preview.getAttribute('data-grade')).toBe('2');
    await panel.getByRole('button', { name: '采用 部门（车间）级' }).press('Enter');

    // the fresh line has the focus on its first field
    await panel.getByRole('button', { name: '添加措施' }).press('Enter');
    await panel.getByLabel('内容').focus();
    await page.keyboard.type(MEASURE);
    await panel.getByRole('group', { name: '管控措施 1' }).getByLabel('季节').selectOption('heat');
    await panel.getByRole('button', { name: '添加责任人' }).press('Enter');
    await panel.getByLabel('姓名').focus();
    await page.keyboard.type(PERSON);
    await press('Control+Enter');

    // saved: the drawer now shows the point with its grade; Escape gives the focus back
    const saved = page.getByRole('complementary', { name: POINT });
    await saved.locator('header [data-grade="2"]').waitFor();
    expect(await saved.getByLabel('内容').inputValue()).toBe(MEASURE);
    expect(await bothThemes(page)).toEqual([]);
    const why = await saved.getByRole('link', { name: '为什么' }).getAttribute('href');
    await press('Escape');
    await saved.waitFor({ state: 'detached' });
    await expect.poll(() => add.evaluate((button) => button === document.activeElement), PATIENCE).toBe(true);

    // the list shows it, and its arrow keys go from entry to entry
    await page.getByLabel('名称、单元、事件').fill(POINT);
    await page.locator('[data-total="1"]').waitFor();
    const row = page.getByRole('row', { name: new RegExp(POINT) });
    expect(await row.locator('[data-grade]').first().getAttribute('data-grade')).toBe('2');
    expect(await row.textContent()).toContain('部门（车间）级');
    await page.getByLabel('名称、单元、事件').fill('');
    await page.locator('[data-total="1"]').waitFor({ state: 'detached' });
    const entries = page.locator('[data-entry]');
    await entries.first().focus();
    await press('ArrowDown');
    expect(await entries.nth(1).evaluate((entry) => entry === document.activeElement)).toBe(true);
    expect(await gradeOf(enterprise.id)).toBe(2);

    // the file holds the row
    const file = await planner.get(`/api/ledger.xlsx?q=${encodeURIComponent(POINT)}`);
    expect(file.status()).toBe(200);
    const words = Object.values(unzipSync(new Uint8Array(await file.body())))
      .map((part) => strFromU8(part))
      .join('\n');
    for (const word of [POINT, enterprise.name, '部门（车间）级', 'LEC-4']) expect(words).toContain(word);

    // why: the same formula, and by which numbers
    await page.goto(why!);
    await page.getByText('D = 3 × 6 × 15 = 270').waitFor();
    await page.getByText('采用默认分级参数').or(page.getByText('采用分级参数第')).waitFor();
    expect(errors).toEqual([]);
  });

  it('lets an administrator set a bound, tells what the city’s new grades are, and takes it back', async () => {
    const { page } = await open('/ledger?tab=settings', { as: 'admin' });
    const row = page.getByRole('group', { name: /^LEC-4/ });
    const red = row.getByLabel('红≥');
    expect(await red.inputValue()).toBe('320');
    const save = page.getByRole('button', { name: '保存并重新评定全市…' });

    // an order that cannot be is told beside the field, and cannot be saved
    await red.fill('100');
    await row.getByText('各级界限须依次递减').waitFor();
    expect(await save.isDisabled()).toBe(true);

    const regrade = async (note: string) => {
      const { version } = await settings();
      await save.click();
      const dialog = page.getByRole('dialog', { name: '按新的参数重新评定全市？' });
      await dialog.getByLabel('修改原因（进入记录）').fill(note);
      await dialog.getByRole('button', { name: '重新评定' }).click();
      await page.getByText(`已保存为第 ${version + 1} 版`).waitFor();
      await page.locator(`[data-version="${version + 1}"]`).waitFor();
      return Number(await page.locator('[data-regraded]').getAttribute('data-regraded'));
    };
    await red.fill('1000');
    expect(await regrade('模拟：放宽红色界限')).toBeGreaterThan(0);
    expect(await bothThemes(page)).toEqual([]);
    expect((await settings()).settings.scoring.schemes['LEC-4']).toEqual({ 1: 1000, 2: 160, 3: 70 });

    await row.getByRole('button', { name: /恢复默认/ }).click();
    expect(await red.inputValue()).toBe('320');
    expect(await regrade('模拟：恢复')).toBeGreaterThan(0);
    const { settings: now, defaults } = await settings();
    expect(now).toEqual(defaults);

    // a planner reads the numbers and changes none
    const reader = (await open('/ledger?tab=settings', { as: 'planner' })).page;
    await reader.getByRole('group', { name: /^LEC-4/ }).waitFor();
    expect(await reader.getByRole('spinbutton').count()).toBe(0);
    expect(await reader.getByRole('button', { name: '保存并重新评定全市…' }).count()).toBe(0);
  });
});
