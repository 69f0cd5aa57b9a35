/** An assessment round is begun, taken, papered, approved by another and compared; a figure opens the rows behind it. */
import { expect, it } from 'vitest';
import { chinaDay } from '../../data/china-day.ts';
import { barriers } from './axe.ts';
import { asking, openBrowser, PATIENCE } from './browsing.ts';

const open = openBrowser({ map: false });
const SCHEMES = ['light', 'dark'] as const;

it('freezes the map as a round with its papers, which another person approves, and compares it with an earlier one', async () => {
  const name = `评估轮次 ${Date.now()}`;
  const { page, errors } = await open('/rounds', { as: 'planner' });
  await page.locator('summary', { hasText: '开始新一轮' }).click();
  await page.getByLabel('名称').fill(name);
  await page.getByLabel('基准日期').fill(chinaDay(new Date()));
  await page.getByRole('button', { name: '建立', exact: true }).click();
  const round = page.getByRole('article', { name });
  await round.getByRole('button', { name: '取用地图' }).click();
  await round.getByText(/地图取自/).waitFor();

  // what was taken is what the register says
  const { layers } = await (await page.request.get('/api/layers')).json();
  const { byGrade } = layers.find(({ id }: { id: string }) => id === 'enterprises');
  const row = round.getByRole('row', { name: /^企业/ });
  const shown = (await row.getByRole('cell').allTextContents()).map((text) =>
    text.replaceAll(',', '').trim(),
  );
  expect(shown).toEqual(['1', '2', '3', '4', 'null'].map((grade) => String(byGrade[grade])));

  const bytes = Buffer.from('%PDF-1.7 评估报告');
  await round
    .locator('input[type=file]')
    .setInputFiles({ name: '评估报告.pdf', mimeType: 'application/pdf', buffer: bytes });
  await round.locator('button', { hasText: '添加附件' }).click();
  await round.getByRole('link', { name: '评估报告.pdf' }).waitFor();
  await round.getByRole('button', { name: '送审' }).click();
  await round.getByText('送审中').waitFor();
  // whoever began it does not approve it
  expect(await round.getByRole('button', { name: '批准' }).count()).toBe(0);

  const second = await open('/rounds', { as: 'planner2' });
  const theirs = second.page.getByRole('article', { name });
  await theirs.getByLabel('专家意见').fill('同意（模拟数据）');
  await theirs.getByRole('button', { name: '批准' }).click();
  await theirs.getByText('已批准').waitFor();
  expect(await theirs.getByRole('button', { name: /取用|退回|送审|批准|移除/ }).count()).toBe(0);
  const link = theirs.getByRole('link', { name: '评估报告.pdf' });
  const file = await second.page.request.get((await link.getAttribute('href'))!);
  expect((await file.body()).equals(bytes)).toBe(true);

  // beside the round before it, with the numbers of the API
  await page.reload();
  const compare = page.getByRole('region', { name: '与另一轮比较' });
  const rounds = (await (await page.request.get('/api/rounds')).json()).rounds as {
    id: string;
    name: string;
  }[];
  const late = rounds.find((one) => one.name === name)!;
  const early = rounds.find((one) => one.name.includes('年度城市安全风险评估'))!;
  await compare.getByLabel('较早的一轮').selectOption(early.id);
  const { total } = await (
    await page.request.get(`/api/rounds/${late.id}/compare?with=${early.id}&layer=enterprises`)
  ).json();
  expect(total).toBeGreaterThan(0);
  await compare.getByText(`${total} 个对象变化`).waitFor();
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect([colorScheme, await barriers(page)]).toEqual([colorScheme, []]);
  }
  expect(errors).toEqual([]);
}, 240_000);

it('opens the rows behind a figure, which make up the figure', async () => {
  const asker = await asking('planner');
  const { figures } = await (await asker.get('/api/indicators')).json();
  const rate = figures.find(
    ({ kind, group, value }: { kind: string; group: string; value: number | null }) =>
      kind === 'ratio' && group === 'dangers' && value !== null,
  );
  expect(rate.value).toBeCloseTo((rate.counted / rate.among) * 100, 6);
  const { page, errors } = await open('/indicators', { as: 'planner' });
  const figure = page.locator(`tr[data-indicator="${rate.id}"]`);
  await figure.getByRole('button').click();
  const behind = page.locator('.indicator-rows tbody tr');
  await behind.first().waitFor();
  const weights = await behind.evaluateAll((rows) =>
    rows.map((row) => [
      row.getAttribute('data-counted') === 'true',
      Number(row.lastElementChild?.textContent),
    ]),
  );
  expect(weights.length).toBeGreaterThan(0);
  const sum = weights.reduce((all, [counted, weight]) => all + (counted ? Number(weight) : 0), 0);
  if (weights.length === rate.among) expect(sum).toBe(rate.counted);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect([colorScheme, await barriers(page)]).toEqual([colorScheme, []]);
  }
  // as cards on a phone: nothing lies beside the screen
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), PATIENCE)
    .toBeLessThanOrEqual(0);
  const box = await figure.locator('td').last().boundingBox();
  expect(box!.x + box!.width).toBeLessThanOrEqual(390);
  expect(errors).toEqual([]);
  await asker.dispose();
}, 120_000);
