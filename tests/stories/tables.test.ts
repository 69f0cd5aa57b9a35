/** A planner asks along a pipeline, takes its list away, and sends the question as a link that also a visitor opens. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { asking, openBrowser } from './browsing.ts';

const open = openBrowser();

async function anyPipeline(): Promise<string> {
  const asker = await asking('planner');
  const answer = await asker.get('/ogc/collections/pipelines/items', { params: { limit: '1', f: 'json' } });
  const { features } = await answer.json();
  await asker.dispose();
  return features[0].id;
}

describe('an answer in a table', () => {
  it('along a pipeline says who stands in its strip, and the file holds the rows of the table', async () => {
    const ask = `object~m:3000~object:pipelines/${await anyPipeline()}~of:enterprises,protected_targets`;
    const { page, errors } = await open(`/?ask=${encodeURIComponent(ask)}`, { as: 'planner' });
    const table = page.getByRole('table', { name: '查询结果' });
    await table.getByRole('columnheader', { name: /管道保护/ }).waitFor();
    const count = Number(await table.getAttribute('aria-rowcount')) - 1;
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    const [head = '', ...lines] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(head).toContain('管道保护');
    expect(lines).toHaveLength(count);
    const first = (await table.getByRole('row').nth(1).getByRole('button').textContent()) ?? '';
    expect(lines[0]).toContain(first);
    // the address asks the same again
    expect(new URL(page.url()).searchParams.get('ask')).toBe(ask);
    expect(errors).toEqual([]);
  });

  it('opens for a visitor with what they see: regions instead of enterprises, and no error', async () => {
    const { page, errors } = await open('/?ask=circle~at:122.41,30.27~m:3000', {});
    await page.getByRole('table', { name: '查询结果' }).waitFor();
    const { page: near } = await open('/?ask=layer~near:major_hazards~m:500~of:protected_targets');
    await near.getByText('问题中有您看不到的内容，已略去').waitFor();
    expect(await near.getByRole('alert').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
