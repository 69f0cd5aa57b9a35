/** A planner takes it away: the map on paper as PNG and PDF, and a county's report with the numbers of the screens. */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { asking, openBrowser } from './browsing.ts';

const open = openBrowser();
// a map at print resolution, drawn without a graphics card on a busy machine
const PATIENCE_MS = 300_000;
const KEYS = ['1', '2', '3', '4', 'null'] as const;

async function saved(page: Page, press: () => Promise<void>): Promise<Uint8Array> {
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: PATIENCE_MS }), press()]);
  return new Uint8Array(await readFile(await file.path()));
}

describe('A planner takes away', () => {
  it('the map on a sheet of A4, as pixels and as a PDF of its size', {
    timeout: PATIENCE_MS * 2,
  }, async () => {
    const { page, errors } = await open('/', { as: 'planner' });
    await page.getByRole('button', { name: '出图', exact: true }).click();
    const choice = (name: string) => page.getByRole('tabpanel').getByRole('combobox', { name, exact: true });
    await choice('分辨率').selectOption('150');
    await choice('方向').selectOption('portrait');
    const press = (name: string) => page.getByRole('button', { name }).click();
    const png = Buffer.from(await saved(page, () => press('下载 PNG')));
    // 210 × 297 mm at 150 to the inch
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1240, 1754]);
    expect(png.includes('pHYs')).toBe(true);
    const pdf = await getDocumentProxy(await saved(page, () => press('下载 PDF')));
    const first = await pdf.getPage(1);
    const [, , width = 0, height = 0] = first.view;
    expect([Math.round((width / 72) * 25.4), Math.round((height / 72) * 25.4)]).toEqual([210, 297]);
    const { items } = await first.getTextContent();
    const words = items.map((item) => ('str' in item ? item.str : '')).join('');
    for (const said of ['安全风险四色图', '模拟数据', '图例', '1:', '无审图号', '制图'])
      expect(words).toContain(said);
    expect(errors).toEqual([]);
  });

  it('the report of a county, whose numbers are the API’s', { timeout: PATIENCE_MS * 2 }, async () => {
    const asker = await asking('planner');
    const { rows } = await (await asker.get('/api/region-numbers?level=county&worst=no')).json();
    const [county] = rows;
    const townships = (
      await (await asker.get(`/api/region-numbers?parent=${county.code}&level=township&worst=no`)).json()
    ).rows;
    const { page } = await open('/', { as: 'planner' });
    await page.getByRole('button', { name: '出图', exact: true }).click();
    await page.getByRole('tab', { name: '报告与图集' }).click();
    await page
      .getByRole('tabpanel')
      .getByRole('combobox', { name: '区域', exact: true })
      .selectOption(county.code);
    await page.getByRole('button', { name: '生成报告' }).click();
    const download = page
      .locator('[data-job="done"]', { hasText: '报告（Word）' })
      .getByRole('link', { name: '下载' })
      .first();
    await download.waitFor({ timeout: PATIENCE_MS });
    const file = await saved(page, () => download.click());
    const xml = strFromU8(unzipSync(file)['word/document.xml']!);
    const cells = [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
      [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) =>
        [...cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
      ),
    );
    const written = cells.filter(([label]) => label === '企业').map((row) => row.slice(1));
    const counted = [county, ...townships].map(({ enterprises }) => [
      ...KEYS.map((key) => String(enterprises[key])),
      String(KEYS.reduce((sum, key) => sum + enterprises[key], 0)),
    ]);
    expect(written).toEqual(counted);
    await asker.dispose();
  });
});
