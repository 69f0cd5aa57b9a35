/** A chlorine unit leaks in an evening wind: people and schools in the zones, a threatened place, the sheet on paper. */
import type { APIRequestContext, Page, Request } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { asking, lookAt, openBrowser, PATIENCE, picture, still } from './browsing.ts';

const open = openBrowser();
const EXECUTION = '/ogc/processes/consequence/execution';
const EVENING = { windMS: 3, stability: 'D', tempC: 20, rh: 70 };

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly at: readonly [number, number];
}

/** A unit that holds chlorine, and a wind that carries it over a school. */
async function chlorineUnit(asker: APIRequestContext): Promise<Unit & { windFromDeg: number }> {
  const { features } = await (
    await asker.get('/ogc/collections/major_hazards/items', { params: { limit: '500', f: 'json' } })
  ).json();
  for (const { id, properties, geometry } of features) {
    const { inventories } = await (
      await asker.get(`/api/details/major_hazards/${encodeURIComponent(id)}`)
    ).json();
    if (!inventories.some(({ cas }: { cas: string }) => cas === '7782-50-5')) continue;
    for (let windFromDeg = 0; windFromDeg < 360; windFromDeg += 15) {
      const answer = await run(asker, {
        unitId: id,
        substance: 'chlorine',
        scenario: 'toxic_continuous',
        holeDiameterM: 0.01,
        weather: { ...EVENING, windFromDeg },
      });
      if (answer.targets.byKind.school)
        return { id, name: properties.name, at: geometry.coordinates, windFromDeg };
    }
  }
  throw new Error('No chlorine unit of the demo city reaches a school');
}

async function run(asker: APIRequestContext, inputs: object) {
  const answer = await asker.post(EXECUTION, { data: { inputs } });
  expect(answer.status(), await answer.text()).toBe(200);
  return answer.json();
}

/** What the screen asked last, and what a script gets that asks the same. */
async function answered(page: Page, asks: () => Promise<void>, settled: (inputs: Inputs) => boolean) {
  const sent = page.waitForRequest(
    (one: Request) => one.url().endsWith(EXECUTION) && settled(one.postDataJSON().inputs),
  );
  await asks();
  const { inputs } = (await sent).postDataJSON();
  return { inputs, answer: await run(page.request, inputs) };
}
interface Inputs {
  readonly weather: { readonly windFromDeg: number; readonly windMS: number; readonly stability: string };
  readonly receptor?: readonly number[];
}

const count = (value: number) => value.toLocaleString('zh-CN');
/** Three significant digits, as the screen tells values. */
const digits = (value: number) => Number(value.toPrecision(3));

describe('an accident', () => {
  let unit: Awaited<ReturnType<typeof chlorineUnit>>;
  beforeAll(async () => {
    const asker = await asking('planner');
    unit = await chlorineUnit(asker);
    await asker.dispose();
  }, 180_000);

  /** Opens the unit's card, the tool from it, and enters the evening. */
  async function release(page: Page) {
    await page.getByRole('button', { name: '事故后果' }).click();
    await page.locator('[data-figure="people"]').waitFor();
    return answered(
      page,
      async () => {
        await page.getByRole('textbox', { name: '来向 (°)' }).fill(String(unit.windFromDeg));
        await page.getByRole('textbox', { name: '风速 (m/s)' }).fill('3');
        await page.getByRole('combobox', { name: '按天空定稳定度' }).selectOption({ label: '夜间，多云' });
      },
      ({ weather }) =>
        weather.windFromDeg === unit.windFromDeg && weather.windMS === 3 && weather.stability === 'D',
    );
  }
  const link = () => `/?sel=major_hazards/${encodeURIComponent(unit.id)}`;

  it('at a chlorine unit tells the people and schools that the server counts, and prints the same', async () => {
    const { page, errors } = await open(link(), { as: 'planner', viewport: { width: 1440, height: 900 } });
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    const { inputs, answer } = await release(page);
    expect(inputs).toMatchObject({ unitId: unit.id, substance: 'chlorine', scenario: 'toxic_continuous' });
    const people = `${count(answer.people.day)} / ${count(answer.people.night)}`;
    await expect.poll(() => page.locator('[data-figure="people"]').textContent(), PATIENCE).toBe(people);
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('tab', { name: '结果' }).click();
    const rows = (within: string) =>
      page.locator(`${within} .zones-table tbody tr`).evaluateAll((all) =>
        all.map((row) => ({
          endpoint: row.getAttribute('data-endpoint'),
          people: row.querySelector('td:last-child')?.textContent,
        })),
      );
    const told = answer.zones.features.toReversed().map(({ properties }: Zone) => ({
      endpoint: properties.endpoint,
      people: `${count(properties.people.day)} / ${count(properties.people.night)}`,
    }));
    expect(told.length).toBe(3);
    expect(await rows('.accident')).toEqual(told);
    const { byKind } = answer.targets;
    const schools = (byKind.school?.count ?? 0) + (byKind.kindergarten?.count ?? 0);
    expect(schools).toBeGreaterThan(0);
    await page.getByText(`其中学校、幼儿园 ${count(schools)} 所`).waitFor();
    await expect
      .poll(() => page.locator('.validity').first().getAttribute('data-validity'), PATIENCE)
      .toBe(answer.validity);
    await still(page);
    await picture(page, 'accident-result');
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('tab', { name: '依据' }).click();
    for (const { zh } of answer.assumptions) await page.getByText(zh, { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: '打印' }).click();
    const sheet = page.getByRole('dialog', { name: '事故后果' });
    await page.locator('.print-sheet[data-complete="true"]').waitFor();
    await expect.poll(() => page.locator('body').getAttribute('data-printed'), PATIENCE).toBe('yes');
    expect(await barriers(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#app').isVisible()).toBe(false);
    expect(await rows('.print-sheet')).toEqual(told);
    const paper = await sheet.textContent();
    for (const text of [unit.name, '模拟数据', people, '决策参考，不是法定评估', ...answer.sources])
      expect(paper).toContain(text);
    expect(paper).toContain(`区内学校、幼儿园${count(schools)}`);
    expect(
      await sheet.locator('figure img').evaluate((image) => (image as HTMLImageElement).naturalWidth),
    ).toBeGreaterThan(600);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(2);
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('tells a place on the map its concentration outdoors and indoors', async () => {
    const { page } = await open(link(), { as: 'planner', viewport: { width: 1440, height: 900 } });
    const first = await release(page);
    await page.getByRole('tab', { name: '结果' }).click();
    await expect.poll(() => page.locator('.zones-table tbody tr').count(), PATIENCE).toBe(3);
    // the map goes to the zones once the last answer is in
    const { day, night } = first.answer.people;
    const people = `${count(day)} / ${count(night)}`;
    await expect.poll(() => page.locator('[data-figure="people"]').textContent(), PATIENCE).toBe(people);
    await still(page);
    // a place on the way of the cloud: the middle of the lethal zone
    const ring: [number, number][] = first.answer.zones.features.at(-1).geometry.coordinates[0];
    const middle = [0, 1].map((k) => ring.reduce((sum, at) => sum + at[k]!, 0) / ring.length);
    // near enough that the mark of the release does not cover it
    await lookAt(page, middle, 14);
    const pixel = await page.evaluate(([lon = 0, lat = 0]) => {
      const box = window.__map?.getCanvas().getBoundingClientRect();
      const at = window.__map?.project([lon, lat]);
      return at && box ? [box.left + at.x, box.top + at.y] : [0, 0];
    }, middle);
    const { inputs, answer } = await answered(
      page,
      () => page.mouse.click(pixel[0]!, pixel[1]!),
      ({ receptor }) => receptor !== undefined,
    );
    expect(inputs.receptor[0]).toBeCloseTo(middle[0]!, 2);
    const { threat } = answer;
    expect(threat.outdoorMax).toBeGreaterThan(20);
    const figure = async (name: string) =>
      Number((await page.locator(`[data-figure="${name}"]`).textContent())?.replace(/[ ,]|ppm/g, ''));
    await expect.poll(() => figure('outdoor'), PATIENCE).toBe(digits(threat.outdoorMax));
    expect(await figure('indoor')).toBe(digits(threat.indoorMax));
    expect(threat.indoorMax).toBeLessThan(threat.outdoorMax);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'accident-threat');
  });

  it('is asked with the keyboard alone, and an impossible scenario says why', async () => {
    const { page } = await open(link(), { as: 'planner', viewport: { width: 1440, height: 900 } });
    await release(page);
    const fire = page.getByRole('button', { name: /^池火/ });
    expect(await fire.isDisabled()).toBe(true);
    expect(await fire.textContent()).toContain('没有燃爆数据');
    const dial = page.getByRole('slider', { name: '风的来向' });
    await dial.focus();
    const { inputs } = await answered(
      page,
      () => page.keyboard.press('ArrowRight'),
      ({ weather }) => weather.windFromDeg === (unit.windFromDeg + 5) % 360,
    );
    expect(inputs.weather.stability).toBe('D');
    expect(await dial.getAttribute('aria-valuetext')).toContain(`来自 ${(unit.windFromDeg + 5) % 360}°`);
    await page.getByRole('tab', { name: '设置' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: '结果' }).getAttribute('aria-selected')).toBe('true');
  });

  it('of a substance that is not known says "no data" and counts nobody', async () => {
    const { page } = await open('/', { as: 'planner', colorScheme: 'dark' });
    await page.getByRole('button', { name: '后果', exact: true }).click();
    await page.getByRole('button', { name: '任意位置' }).click();
    await page.getByRole('combobox', { name: '物质' }).selectOption('tnt');
    await page
      .getByRole('status')
      .getByText(/^没有数据：/)
      .waitFor();
    expect(await page.locator('[data-figure="people"]').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
  });
});

interface Zone {
  readonly properties: { readonly endpoint: string; readonly people: { day: number; night: number } };
}
