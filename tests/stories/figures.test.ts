/** What the screens say is what the server says: counts, answers, refusals, and the file that leaves. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { asking, openBrowser } from './browsing.ts';

const open = openBrowser();
const WORDS = [
  ['1', '重大'],
  ['2', '较大'],
  ['3', '一般'],
  ['4', '低'],
  ['null', '未评估'],
] as const;

describe('The screens', () => {
  it('show in the legend the numbers that the server counts', async () => {
    const asker = await asking();
    const { layers } = await (await asker.get('/api/layers')).json();
    await asker.dispose();
    const byId = (id: string) => layers.find((layer: { id: string }) => layer.id === id);
    const { page } = await open('/?at=122.41,30.27,10');
    await page.getByRole('switch', { name: /显示企业/ }).click();
    for (const [list, counts] of [
      ['乡镇（街道）风险等级', byId('regions').byLevel.township.byGrade],
      ['企业', byId('enterprises').byGrade],
    ]) {
      const legend = page.getByRole('list', { name: list, exact: true });
      for (const [grade, word] of WORDS) {
        const row = await legend
          .getByRole('button', { name: new RegExp(`^${word} ?[\\d,]+$`) })
          .textContent();
        expect(Number(row?.replace(/\D/g, '')), `${list} ${word}`).toBe(counts[grade]);
      }
    }
  });

  it('list what lies around a typed place for a visitor: regions only, as many as the server says', async () => {
    const asker = await asking();
    const question = { layers: ['regions'], geometry: [122.41, 30.27], radiusM: 1000 };
    const answer = await asker.post('/ogc/processes/within/execution', {
      data: { inputs: { ...question, filter: { regions: "level = 'village'" } } },
    });
    const { count } = (await answer.json()).layers.regions;
    await asker.dispose();
    const { page } = await open();
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByRole('textbox', { name: '经度, 纬度' }).fill('122.41, 30.27');
    await page.getByRole('button', { name: '1 km', exact: true }).click();
    await page.getByRole('button', { name: '开始查询' }).click();
    await page.getByText(`共 ${count} 个`).waitFor();
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1);
  });

  it('export the whole answer as a file', async () => {
    const { page } = await open('/?circle=122.41,30.27,5000', { as: 'planner' });
    const table = page.getByRole('table', { name: '查询结果' });
    await table.waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(Number(await table.getAttribute('aria-rowcount')));
  });

  it('repeat the server’s words when a password is wrong', async () => {
    const { page } = await open('/sign-in');
    await page.getByLabel('用户名').fill('nobody');
    await page.getByLabel('密码', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    expect(await page.getByRole('alert').textContent()).toContain('用户名或密码不对');
  });

  it('draw the risk surface with its fixed scale', async () => {
    const { page, requests } = await open('/', { as: 'planner' });
    await page.getByRole('switch', { name: '显示风险热力面' }).click();
    await page.getByText('固定量程 0–100').waitFor();
    await expect.poll(() => requests.some((address) => address.includes('/api/surface'))).toBe(true);
  });
});
