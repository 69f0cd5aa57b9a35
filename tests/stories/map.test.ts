/** What people do on the map screen, in a real browser against the real server. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { drawn, drawnValues, stage } from './visit.ts';

const { visit, url } = stage();

interface Layers {
  layers: {
    id: string;
    count: number;
    byGrade: Record<string, number>;
    byLevel?: Record<string, { byGrade: Record<string, number> }>;
  }[];
}
interface Within {
  layers: Record<
    string,
    { count: number; features: { features: { id: string; properties: { name: string } }[] } }
  >;
}
interface Found {
  results: { layer: string; id: string; name: string; grade: number | null; point: [number, number] }[];
}

describe('a visitor without an account', () => {
  it('sees a drawn map with all four grades, marked as simulated, and nothing asked of another server', async () => {
    const { page, requests, complaints } = await visit();
    await drawn(page);
    expect(await drawnValues(page, 'areas-fill', 'grade')).toEqual(expect.arrayContaining([1, 2, 3, 4]));
    await page.getByText('模拟数据').first().waitFor();
    await page.getByRole('heading', { name: '四色图' }).waitFor();
    expect(
      requests.filter((address) => !address.startsWith(url()) && !/^(data|blob):/.test(address)),
    ).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('reads in the legend the numbers that the server counts', async () => {
    const { page, json } = await visit();
    await drawn(page);
    const { layers } = (await json('/api/layers')) as Layers;
    const townships = layers.find(({ id }) => id === 'regions')!.byLevel!.township!.byGrade;
    const legend = page.getByRole('list', { name: '乡镇（街道）风险等级' });
    for (const [grade, word] of [
      ['1', '重大'],
      ['2', '较大'],
      ['3', '一般'],
      ['4', '低'],
      ['null', '未评估'],
    ] as const) {
      const row = await legend.getByRole('button', { name: new RegExp(`^${word} ?[\\d,]+$`) }).textContent();
      expect(Number(row?.replace(/\D/g, ''))).toBe(townships[grade]);
    }
  });

  it('finds a published region by name and never an enterprise', async () => {
    const { page, json } = await visit();
    await page.getByRole('combobox', { name: '搜索' }).fill('区');
    await page.getByRole('option').first().waitFor();
    const { results } = (await json('/api/search?q=区&limit=12')) as Found;
    expect(results.length).toBeGreaterThan(0);
    expect(results.every(({ layer }) => layer === 'regions')).toBe(true);
    await page.getByRole('option').first().click();
    await page
      .getByRole('complementary', { name: '对象卡片' })
      .getByRole('heading', { name: results[0]!.name })
      .waitFor();
  });

  it('asks which regions lie around a typed place', async () => {
    const { page, json } = await visit();
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByRole('textbox', { name: '经度, 纬度' }).fill('122.41, 30.27');
    await page.getByRole('button', { name: '1 km' }).click();
    await page.getByRole('button', { name: '开始查询' }).click();
    const answer = (await json('/ogc/processes/within/execution', {
      inputs: {
        layers: ['regions'],
        geometry: [122.41, 30.27],
        radiusM: 1000,
        filter: { regions: "level = 'village'" },
      },
    })) as Within;
    await page.getByText(`共 ${answer.layers.regions!.count} 个`).waitFor();
  });
});

describe('a planner', () => {
  it('signs in with one click on a demo account and out again', async () => {
    const { page } = await visit({ at: '/sign-in' });
    await page.getByRole('button', { name: /^planner 查看/ }).click();
    const menu = page.getByRole('button', { name: /账号菜单/ });
    await menu.waitFor();
    await page.getByRole('region', { name: '企业', exact: true }).waitFor();
    await menu.click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '登录' }).waitFor();
  });

  it('is told in the server’s words when the password is wrong', async () => {
    const { page } = await visit({ at: '/sign-in' });
    await page.getByLabel('用户名').fill('planner');
    await page.getByLabel('密码', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    expect(await page.getByRole('alert').textContent()).toContain('用户名或密码不对');
  });

  it('keeps only red enterprises with the legend, picks one and reads its card', async () => {
    const { page, json } = await visit({ as: 'planner' });
    await drawn(page);
    const { results } = (await json('/api/search?q=化工&limit=50')) as Found;
    const red = results.find(({ grade }) => grade === 1)!;
    const legend = page.getByRole('list', { name: '企业' });
    await legend.getByRole('button', { name: /^重大/ }).click({ modifiers: ['Alt'] });
    expect(await legend.getByRole('button', { name: /^较大/ }).getAttribute('aria-pressed')).toBe('false');
    await page.evaluate(([lon, lat]) => window.__map!.jumpTo({ center: [lon!, lat!], zoom: 17 }), red.point);
    await expect.poll(() => drawnValues(page, 'enterprises', 'grade'), { timeout: 60_000 }).toEqual([1]);
    const at = await page.evaluate(([lon, lat]) => {
      const { x, y } = window.__map!.project([lon!, lat!]);
      const box = window.__map!.getCanvas().getBoundingClientRect();
      return { x: box.left + x, y: box.top + y };
    }, red.point);
    await page.mouse.click(at.x, at.y);
    const card = page.getByRole('complementary', { name: '对象卡片' });
    await card.getByText('重大风险 · 红').waitFor();
    expect(page.url()).toContain('sel=enterprises/');
    expect(page.url()).toContain('grade=1');
  });

  it('searches an enterprise by name with the keyboard only, reads its card and closes it', async () => {
    const { page, json } = await visit({ as: 'planner' });
    await drawn(page);
    const { results } = (await json('/api/search?q=化工&limit=12')) as Found;
    await page.keyboard.press('/');
    await page.keyboard.type('化工');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const card = page.getByRole('complementary', { name: '对象卡片' });
    const title = card.getByRole('heading', { name: results[1]!.name });
    await title.waitFor();
    await expect.poll(() => title.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
  });

  it('asks what lies around a point: the list is the server’s answer, linked with the map, and exports safely', async () => {
    const { page, json } = await visit({ as: 'planner', at: '/?circle=122.41,30.27,5000' });
    const answer = (await json('/ogc/processes/within/execution', {
      inputs: { layers: ['enterprises'], geometry: [122.41, 30.27], radiusM: 5000, limit: 10_000 },
    })) as Within;
    const { count, features } = answer.layers.enterprises!;
    expect(count).toBeGreaterThan(0);
    await page.getByText(`共 ${count.toLocaleString('zh-CN')} 个`).waitFor();
    const table = page.getByRole('table', { name: '查询结果' });
    expect(Number(await table.getAttribute('aria-rowcount'))).toBe(count + 1);
    const nearest = features.features[0]!.properties.name;
    await table.getByRole('button', { name: nearest }).first().click();
    await page
      .getByRole('complementary', { name: '对象卡片' })
      .getByRole('heading', { name: nearest })
      .waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(count + 1);
  });

  it('sees the circle follow the radius before anything is asked', async () => {
    const { page, requests } = await visit({ as: 'planner' });
    await drawn(page);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByRole('button', { name: '在地图上选点' }).click();
    await page.mouse.click(800, 450);
    const sketch = () =>
      page.evaluate(() =>
        window.__map!.querySourceFeatures('circle').flatMap(({ geometry }) => JSON.stringify(geometry)),
      );
    await expect.poll(sketch, { timeout: 20_000 }).not.toEqual([]);
    const before = await sketch();
    const asked = requests.length;
    await page.getByRole('button', { name: '3 km' }).click();
    await expect.poll(sketch, { timeout: 20_000 }).not.toEqual(before);
    expect(requests.slice(asked).filter((address) => address.includes('/ogc/'))).toEqual([]);
  });

  it('turns on the risk surface with its fixed scale', async () => {
    const { page, requests } = await visit({ as: 'planner' });
    await drawn(page);
    await page.getByRole('switch', { name: '显示风险热力面' }).click();
    await page.getByText('固定量程 0–100').waitFor();
    await expect
      .poll(() => requests.filter((address) => address.includes('/api/surface')).length)
      .toBeGreaterThan(0);
  });
});

describe('a township planner', () => {
  it('sees only the enterprises of the township', async () => {
    const { page, json } = await visit({ as: 'township' });
    await drawn(page);
    const { layers } = (await json('/api/layers')) as Layers;
    const own = layers.find(({ id }) => id === 'enterprises')!.count;
    const whole = await visit({ as: 'planner' });
    const all = ((await whole.json('/api/layers')) as Layers).layers.find(
      ({ id }) => id === 'enterprises',
    )!.count;
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(all);
    const panel = page.getByRole('region', { name: '企业', exact: true });
    expect(await panel.textContent()).toContain(own.toLocaleString('zh-CN'));
    expect(await page.getByRole('button', { name: /账号菜单/ }).textContent()).toMatch(/(街道|镇|乡)$/);
  });
});

describe('everybody', () => {
  it('switches language and theme, and both are kept', async () => {
    const { page } = await visit();
    await drawn(page);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Fourcolor' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.reload();
    await page.getByRole('heading', { name: 'Fourcolor' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await drawn(page);
  });

  it('opens the same view from a link', async () => {
    const link = '/?at=122.41,30.27,12.5&off=enterprises&level=township&area=1,2';
    const { page } = await visit({ at: link });
    await drawn(page);
    expect(await page.evaluate(() => window.__map!.getZoom())).toBeCloseTo(12.5);
    expect(await page.getByRole('switch', { name: /显示企业/ }).getAttribute('aria-checked')).toBe('false');
    expect(new URL(page.url()).search).toBe(new URL(link, url()).search);
  });
});
