/** A planner drags a school across the 3e-7 line and reads why the verdict changes; keeps two alternatives and compares them. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { asking, lookAt, openBrowser, PATIENCE, picture, still } from './browsing.ts';

const open = openBrowser();
type Place = readonly [lon: number, lat: number];

interface BuildingAnswer {
  readonly irPerYr: number;
  readonly limitPerYr: number;
  readonly timesLimit: number;
  readonly compliant: boolean;
  readonly units: readonly { readonly name: string; readonly share: number }[];
}

/** Two places some hundred metres apart, one inside the line 3e-7 and one outside of it. */
const acrossTheLine = (() => {
  let found: ReturnType<typeof findAcross> | undefined;
  return () => {
    found ??= findAcross();
    return found;
  };
})();

async function findAcross(): Promise<{ inside: Place; outside: Place }> {
  const asker = await asking('planner');
  const riskAt = async (point: Place) => {
    const answer = await asker.post('/ogc/processes/risk-at/execution', { data: { inputs: { point } } });
    return (await answer.json()).irPerYr as number;
  };
  const units = await asker.get('/ogc/collections/major_hazards/items', {
    params: { limit: '8', f: 'json' },
  });
  const { features } = (await units.json()) as { features: { geometry: { coordinates: Place } }[] };
  try {
    for (const { geometry } of features) {
      const [lon, lat] = geometry.coordinates;
      if ((await riskAt([lon + 0.001, lat])) <= 6e-7) continue;
      let before: Place = [lon + 0.001, lat];
      for (let step = 1; step < 60; step++) {
        const here: Place = [lon + 0.001 + step * 0.004, lat];
        const ir = await riskAt(here);
        if (ir < 1.5e-7) return { inside: before, outside: here };
        if (ir > 6e-7) before = here;
      }
    }
  } finally {
    await asker.dispose();
  }
  throw new Error('No source of the demo city reaches 3e-7');
}

const onScreen = (page: Page, place: Place) =>
  page.evaluate(
    ([lon = 0, lat = 0]) => {
      const map = window.__map;
      if (!map) throw new Error('no map');
      const { left, top } = map.getCanvas().getBoundingClientRect();
      const { x, y } = map.project([lon, lat]);
      return { x: left + x, y: top + y };
    },
    [...place],
  );

async function openSiting(page: Page, at: Place, zoom: number): Promise<void> {
  await lookAt(page, at, zoom);
  await page.getByRole('button', { name: '风险', exact: true }).click();
  await page.getByRole('tab', { name: '选址' }).click();
  await page.getByRole('button', { name: '学校', exact: true }).waitFor();
  await still(page);
}

const sentence = (page: Page) => page.locator('.siting-sentence');
/** The verdict once it is of exactly where the proposals stand. */
async function exact(page: Page): Promise<string> {
  await page.locator('.siting-verdict[data-preview="false"] .siting-sentence').waitFor();
  return (await sentence(page).textContent()) ?? '';
}

/** What the API says of a school at the place that the screen names. */
async function asked(page: Page): Promise<{ at: Place; building: BuildingAnswer }> {
  const written = await page.getByRole('textbox', { name: '经度, 纬度' }).inputValue();
  const [lon = 0, lat = 0] = written.split(',').map(Number);
  const school = {
    id: 'asked',
    name: '新建学校',
    at: [lon, lat],
    kind: 'building',
    class: 'high_sensitive',
    targetKind: 'school',
    service: 'new',
    peopleDay: 1200,
    peopleNight: 0,
  };
  const answer = await page.request.post('/ogc/processes/siting/execution', {
    data: { inputs: { proposals: [school] } },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  const [building] = (await answer.json()).proposals;
  return { at: [lon, lat], building };
}

/** The screen says of the school what the API says; places are written to five decimals, about a metre. */
async function agrees(page: Page): Promise<BuildingAnswer> {
  const { building } = await asked(page);
  const shown = Number(await sentence(page).getAttribute('data-ir-per-yr'));
  expect(Math.abs(shown - building.irPerYr)).toBeLessThan(0.02 * Math.max(shown, 1e-9));
  const [first] = building.units;
  if (first) expect(await sentence(page).textContent()).toContain(first.name);
  return building;
}

const NAMES = ['甲 靠近', '乙 远离'] as const;

/** What an earlier round left. */
async function forget(page: Page): Promise<void> {
  const { studies } = await (await page.request.get('/api/siting-studies')).json();
  for (const { id, name } of studies as { id: string; name: string }[])
    if (NAMES.some((one) => one === name)) await page.request.delete(`/api/siting-studies/${id}`);
}

/** Every step of a drag draws the field anew, which software does slowly. */
const LONG_MS = 300_000;

describe('A planner who asks what if', { timeout: LONG_MS }, () => {
  it('drags a school across the 3e-7 line and reads the verdict change with its reason', async () => {
    const { inside, outside } = await acrossTheLine();
    const { page, errors } = await open('/', { as: 'planner' });
    const middle: Place = [(inside[0] + outside[0]) / 2, inside[1]];
    // beside the panel, which covers the left third
    await openSiting(page, middle, 13);
    await page.getByRole('button', { name: '学校', exact: true }).click();
    const from = await onScreen(page, inside);
    await page.mouse.click(from.x, from.y);
    expect(await exact(page)).toMatch(/^新建学校在此不符合：个人风险 .+为限值 3×10⁻⁷ 的 .+ 倍；主要来自/);
    await page.getByRole('button', { name: '编辑', exact: true }).click();
    const before = await agrees(page);
    expect(before.compliant).toBe(false);
    await picture(page, 'siting-exceeds');

    const handle = page.getByRole('button', { name: /^新建学校（可拖动/ });
    const box = (await handle.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const to = await onScreen(page, outside);
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const share of [0.3, 0.7, 1]) await page.mouse.move(x + (to.x - from.x) * share, y);
    await page.locator('.siting-verdict[data-preview="true"]').waitFor();
    expect(await page.locator('.map-handle-tag').first().textContent()).toMatch(/^≈/);
    await page.mouse.up();
    await expect.poll(() => exact(page), PATIENCE).toMatch(/^新建学校(在此符合|不能判定)/);
    const after = await agrees(page);
    expect(after.compliant).toBe(true);
    await still(page);
    await picture(page, 'siting-complies');

    // the same with the arrow keys, back towards the source
    await handle.focus();
    const west = Math.ceil(((outside[0] - inside[0]) * 96_000) / 100);
    for (let press = 0; press < west; press++) await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => exact(page), PATIENCE).toMatch(/^新建学校在此不符合/);
    expect((await agrees(page)).compliant).toBe(false);
    expect(await barriers(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('keeps two alternatives, compares them, prints the report, and brings back what was deleted', async () => {
    const { inside, outside } = await acrossTheLine();
    const { page, errors } = await open('/', { as: 'planner' });
    await forget(page);
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    for (const [name, at] of [
      [NAMES[0], inside],
      [NAMES[1], outside],
    ] as const) {
      if (name === NAMES[0]) await openSiting(page, at, 13);
      else {
        await page.getByRole('button', { name: '新方案', exact: true }).click();
        await lookAt(page, at, 13);
      }
      await page.getByRole('button', { name: '学校', exact: true }).click();
      const place = await onScreen(page, at);
      await page.mouse.click(place.x, place.y);
      await exact(page);
      await page.getByRole('textbox', { name: '方案名称' }).fill(name);
      await page.getByRole('button', { name: '保存方案', exact: true }).click();
      await page.getByText(`已保存“${name}”`).waitFor();
      expect(await page.getByText('有改动未保存').count()).toBe(0);
    }
    const saved = await page.request.get('/api/siting-studies');
    const { studies } = (await saved.json()) as { studies: { id: string; name: string }[] };
    const ids = NAMES.map((name) => studies.find((one) => one.name === name)!.id);
    for (const name of NAMES) await page.getByRole('checkbox', { name: `比较“${name}”` }).check();
    await page.getByRole('button', { name: '比较', exact: true }).click();
    const table = page.getByRole('table', { name: '方案比较' });
    await table.waitFor();
    await expect
      .poll(() => table.evaluate((one) => one.getBoundingClientRect().top), PATIENCE)
      .toBeLessThan(400);
    expect(await table.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(100);
    const verdicts = await table.locator('[data-row="verdict"] td').allTextContents();
    for (const [index, id] of ids.entries()) {
      const study = await (await page.request.get(`/api/siting-studies/${id}`)).json();
      const [one] = study.answer.proposals;
      expect(verdicts[index]).toBe(
        { exceeds: '不符合', within: '符合', unknown: '不能判定' }[one.verdict as 'within'],
      );
      expect(await table.textContent()).toContain(study.fieldVersion);
    }
    expect(verdicts[0]).toBe('不符合');
    await picture(page, 'siting-compare');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 CSV' }).click();
    expect((await download).suggestedFilename()).toBe('方案比较.csv');

    await page.getByRole('button', { name: '打印选址报告' }).click();
    const sheet = page.locator('.print-sheet[data-complete="true"]');
    await sheet.waitFor();
    const text = (await sheet.textContent()) ?? '';
    for (const words of ['甲 靠近', '乙 远离', '决策参考', 'GB 36894-2018', '模拟数据', '假设', '可信程度'])
      expect(text).toContain(words);
    expect(await sheet.locator('img').count()).toBe(1);
    await picture(page, 'siting-report');
    await page.getByRole('button', { name: '关闭' }).click();

    const list = page.getByRole('list', { name: '方案' });
    await list.getByRole('button', { name: '删除“乙 远离”' }).click();
    await page.getByText('已删除“乙 远离”').waitFor();
    await expect.poll(() => list.getByRole('button', { name: '打开“乙 远离”' }).count(), PATIENCE).toBe(0);
    await page.getByRole('button', { name: '撤销' }).click();
    await list.getByRole('button', { name: '打开“乙 远离”' }).waitFor();
    await forget(page);
    expect(errors).toEqual([]);
  });
});
