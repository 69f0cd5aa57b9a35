/** A planner brings in a dirty workbook: from the upload to coloured objects on the map, and back out again. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { gcj02FromWgs84 } from '../../data/geo/gcj02.ts';
import { type SampleCell, workbook } from '../../data/imports/formats/fixture.ts';
import { barriers } from './axe.ts';
import { asking, drawn, lookAt, openBrowser, sourced } from './browsing.ts';

const open = openBrowser({ map: false });

const SOURCE = '导入故事台账';
const PLACES = Array.from(
  { length: 12 },
  (_, i) => [122.36 + (i % 4) * 0.01, 30.24 + (i % 3) * 0.01] as const,
);
const GRADES = ['重大', '红', '一般', '低风险'];

/** Titles above, a header in two merged rows, words of all kinds, GCJ-02, a date that is none, an object that is known. */
function ledger(known: { name: string; at: readonly number[] }): Buffer {
  const rows = PLACES.map(([lon, lat], i): SampleCell[] => {
    const last = i === PLACES.length - 1;
    const at = gcj02FromWgs84(last ? [known.at[0]!, known.at[1]!] : [lon, lat]);
    const assessed: SampleCell = i === 4 ? '2026年13月40日' : { serial: 46_000 + i };
    return [
      `S${i + 1}`,
      last ? known.name : `望澜第${i + 1}故事机械有限公司`,
      at[0],
      at[1],
      GRADES[i % 4]!,
      assessed,
    ];
  });
  const bytes = workbook([
    { name: '填报说明', rows: [['请如实填报']] },
    {
      name: '台账',
      rows: [
        ['企业安全风险台账（模拟数据）'],
        ['填报日期：2026-11-01'],
        ['编号', '企业名称', '位置', null, '风险等级', '评估日期'],
        [null, null, '经度', '纬度', null, null],
        ...rows,
      ],
      merges: ['A1:F1', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:E4', 'F3:F4'],
    },
  ]);
  return Buffer.from(bytes);
}

async function oneEnterprise() {
  const asker = await asking('planner');
  const answer = await asker.get('/ogc/collections/enterprises/items', {
    params: { limit: '1', f: 'json', filter: "grade = 3 and source <> '导入故事台账'" },
  });
  const { features } = await answer.json();
  await asker.dispose();
  const [{ id, properties, geometry }] = features;
  return { id: String(id), name: String(properties.name), at: geometry.coordinates as number[] };
}

async function imported() {
  const asker = await asking('planner');
  const answer = await asker.get('/ogc/collections/enterprises/items', {
    params: { limit: '100', f: 'json', filter: `source = '${SOURCE}'` },
  });
  const { features } = await answer.json();
  await asker.dispose();
  return features as {
    id: string;
    properties: { name: string; grade: number };
    geometry: { coordinates: number[] };
  }[];
}

const step = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '数据导入' }).getByRole('button', { name }).click();

describe('a planner imports a dirty workbook', () => {
  it('from the upload to the coloured objects on the map, and takes it back', async () => {
    const known = await oneEnterprise();
    const { page, errors } = await open('/import', { as: 'planner' });
    await page
      .getByLabel('选择文件')
      .first()
      .setInputFiles({
        name: '台账.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: ledger(known),
      });
    await page.getByText('读成这样').waitFor();
    await page.getByLabel('工作表、图层或文件').selectOption('台账');
    await page.getByRole('columnheader', { name: '位置/经度' }).waitFor();
    expect(await barriers(page)).toEqual([]);

    await step(page, '字段');
    await page.getByRole('combobox', { name: '导入到图层' }).selectOption('enterprises');
    await expect.poll(() => page.getByRole('combobox', { name: '名称 列' }).inputValue()).toBe('企业名称');
    expect(await page.getByRole('combobox', { name: '风险等级 列' }).inputValue()).toBe('风险等级');
    await page.getByRole('textbox', { name: '数据来源' }).fill(SOURCE);
    await page.keyboard.press('Tab');
    expect(await barriers(page)).toEqual([]);

    await step(page, '坐标');
    await page.getByRole('combobox', { name: '坐标系' }).selectOption('gcj02');
    await expect.poll(() => page.getByRole('combobox', { name: '坐标系' }).inputValue()).toBe('gcj02');
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: '检查', exact: true }).click();
    const wrong = page.getByRole('button', { name: /评定日期/ });
    await wrong.click();
    await page.getByText('可导入 11').waitFor();
    expect(await barriers(page)).toEqual([]);
    const rejected = await page.request.get(
      new URL(
        (await page.getByRole('link', { name: /下载 1 个错误行/ }).getAttribute('href')) ?? '',
        page.url(),
      ).href,
    );
    expect(await rejected.text()).toContain('2026年13月40日');

    await page.getByRole('textbox', { name: '“评估日期”改为' }).fill('2026-10-13');
    await page.getByRole('button', { name: '改这一格' }).click();
    await page.getByRole('button', { name: '重新检查' }).first().click();
    await page.getByText('可导入 12').waitFor();

    await step(page, '重复');
    await page.getByText(known.name).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: '3 不导入此行' }).click();
    await page.getByText('1 对，其中 0 对未定').waitFor();

    for (const question of await page.getByRole('contentinfo').getByRole('checkbox').all())
      await question.check();
    await page.getByRole('button', { name: /^写入 12 行：.*其中 1 行按重复判断/ }).click();
    await page.getByRole('link', { name: '在地图上看' }).waitFor();
    await page.getByText('新增 11，更新 0，不变 0').waitFor();
    const found = await imported();
    expect(found).toHaveLength(11);
    expect(found.filter(({ properties }) => properties.grade === 1)).toHaveLength(6);
    for (const { properties, geometry } of found) {
      const [lon, lat] = PLACES[Number(/\d+/.exec(properties.name)![0]) - 1]!;
      // GCJ-02 there and back
      expect(Math.hypot(geometry.coordinates[0]! - lon, geometry.coordinates[1]! - lat)).toBeLessThan(1e-5);
    }

    const map = await page.getByRole('link', { name: '在地图上看' }).getAttribute('href');
    const entry = page.url();
    await page.goto(map ?? '');
    await drawn(page);
    await lookAt(page, PLACES[0]!, 14);
    const names = async () =>
      (await sourced(page, 'enterprises', 'enterprises')).filter(({ id }) =>
        found.some((one) => one.id === id),
      );
    await expect.poll(async () => (await names()).length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await names()).some(({ grade }) => grade === 1)).toBe(true);

    await page.goto(entry);
    await page.getByRole('button', { name: '撤销导入' }).click();
    await page.getByText('已撤销').first().waitFor();
    expect(await imported()).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('on a phone, in English, in the dark', async () => {
    const { page } = await open('/import', {
      as: 'planner',
      viewport: { width: 390, height: 844 },
      locale: 'en-GB',
      colorScheme: 'dark',
    });
    await page
      .getByLabel('Choose files')
      .first()
      .setInputFiles({
        name: 'list.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('name,lon,lat,grade\nWorks,122.4,30.27,red\n,122.4,30.27,red\n'),
      });
    await page.getByText('Read as').waitFor();
    await page.getByRole('button', { name: 'Fields', exact: true }).click();
    expect(await barriers(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
  });

  it('is told at once what cannot be read, and a commander is told who may import', async () => {
    const { page } = await open('/import', { as: 'planner' });
    await page
      .getByLabel('选择文件')
      .first()
      .setInputFiles({
        name: '台账.xlsx',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('this is no workbook \u0000\u0001\u0002'),
      });
    await page.locator('.problem-line.error').first().waitFor();
    const commander = await open('/import', { as: 'commander' });
    await commander.page.getByText('导入数据需要规划或管理账号。').waitFor();
  });
});
