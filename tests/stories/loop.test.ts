/** The story of the prevention loop: a task fails, the cell turns orange, why, rectified, rechecked by another, lower again, told by the dossier. */
import { strFromU8, unzipSync } from 'fflate';
import type { APIRequestContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chinaDay } from '../../data/china-day.ts';
import { shift } from '../../data/loop/schedule.ts';
import { barriers } from './axe.ts';
import { asking, drawn, openBrowser, PATIENCE, picture, sourced } from './browsing.ts';

const TODAY = chinaDay(new Date());
const MEASURE = '紧急切断阀完好';
const DANGER = '紧急切断阀失灵';

interface Feature {
  readonly id: string;
  readonly geometry: { readonly coordinates: readonly [number, number] };
  readonly properties: Readonly<Record<string, string | number | null>>;
}

describe('The prevention loop', () => {
  const open = openBrowser({ map: false });
  let planner: APIRequestContext;
  /** A yellow risk point of a yellow enterprise in a yellow cell. */
  let point: Feature;
  let cell: string;
  let task: string;

  const json = async (path: string) => (await planner.get(path)).json();
  const items = async (layer: string, filter: string): Promise<Feature[]> =>
    (await json(`/ogc/collections/${layer}/items?f=json&limit=3000&filter=${encodeURIComponent(filter)}`))
      .features;
  const gradeOf = async (layer: string, id: string, at = ''): Promise<number> =>
    (await json(`/ogc/collections/${layer}/items/${encodeURIComponent(id)}${at}`)).properties.grade;
  const page = async (as: string, path: string, look: object = {}): Promise<Page> =>
    (await open(path, { as, ...look })).page;
  const press = (on: Page, name: string) => on.getByRole('button', { name, exact: true }).click();

  beforeAll(async () => {
    planner = await asking('planner');
    const cells = new Set(
      (await items('regions', "level = 'cell' and grade = 3")).map(({ properties }) => properties.code),
    );
    point = (await items('risk_points', "grade = 3 and owner_layer = 'enterprises'")).find(({ properties }) =>
      cells.has(properties.region_code!),
    )!;
    cell = String(point.properties.region_code);
    // the measure of the point is looked at every week from today
    const { version } = await json(`/api/risk-points/${encodeURIComponent(point.id)}`);
    const written = await planner.put(`/api/risk-points/${encodeURIComponent(point.id)}`, {
      data: {
        version,
        measures: [
          {
            class: 'engineering',
            text: MEASURE,
            level: 'team',
            responsible: null,
            cycleDays: 7,
            season: null,
            seasonCycleDays: null,
            active: true,
          },
        ],
      },
    });
    expect(written.status(), await written.text()).toBe(200);
    const made = await planner.post('/api/task-schedules', {
      data: { riskPointId: point.id, fromOn: TODAY, inspector: 'inspector' },
    });
    expect(made.status(), await made.text()).toBe(201);
    task = (
      await json(`/api/tasks?object=risk_points/${point.id}&state=to_do&sort=due&from=${TODAY}`)
    ).rows.find((row: { cycle: string; measureId: string | null }) => row.measureId !== null).id;
  });

  it('goes from a failed task over orange and back, and nobody rechecks their own work', async () => {
    const yellow = await gradeOf('regions', cell);
    expect(yellow).toBe(3);

    // the inspector on the spot, with a phone
    const phone = await page('inspector', `/dangers?tab=tasks&task=${encodeURIComponent(task)}`, {
      viewport: { width: 390, height: 844 },
    });
    await phone
      .getByRole('group', { name: new RegExp(MEASURE) })
      .getByRole('radio', { name: '不合格' })
      .check();
    await phone.getByLabel('隐患名称').fill(DANGER);
    await phone.getByLabel('级别').selectOption('major');
    await phone.getByLabel('判定依据').selectOption('general-1');
    await press(phone, '提交检查结果');
    await press(phone, '打开隐患');
    await phone.getByRole('heading', { name: DANGER }).waitFor();
    expect(await barriers(phone)).toEqual([]);
    const danger = new URL(phone.url()).searchParams.get('id')!;

    // the colours have changed already
    expect(await gradeOf('risk_points', point.id)).toBeLessThan(3);
    expect(await gradeOf('regions', cell)).toBeLessThanOrEqual(2);
    const explained = await (
      await planner.post('/ogc/processes/grade-explain/execution', {
        data: { inputs: { layer: 'risk_points', id: point.id } },
      })
    ).json();
    expect(JSON.stringify(explained.steps)).toContain('重大隐患');
    expect(explained.history.some(({ cause }: { cause: string }) => cause.includes(DANGER))).toBe(true);

    const why = await page('planner', `/?why=risk_points/${encodeURIComponent(point.id)}`);
    await why.getByText('重大隐患').first().waitFor();
    await why.close();

    // the office assigns it with the five
    const desk = await page('planner', `/dangers?id=${encodeURIComponent(danger)}`);
    await press(desk, '交办整改');
    await desk.getByLabel('责任人（责任）').fill('王经理（模拟）');
    await desk.getByLabel('整改措施（措施）').fill('更换切断阀');
    await desk.getByLabel('整改资金（万元）').fill('3.5');
    await desk.getByLabel('临时措施与预案（预案）').fill('停用储罐，专人看守');
    await press(desk, '交办整改');
    await desk.getByRole('article').getByText('整改中').first().waitFor();
    await picture(desk, 'loop');

    // the inspector rectifies and may go no further
    await phone.reload();
    await press(phone, '整改完成');
    await phone.getByLabel('整改情况').fill('已更换并试压');
    await press(phone, '整改完成');
    await phone.getByText('整改是你办的').waitFor();
    expect(await phone.getByRole('button', { name: '复查通过' }).count()).toBe(0);
    const own = await phone.request.post(`/api/dangers/${encodeURIComponent(danger)}/steps`, {
      data: { action: 'pass' },
    });
    expect([own.status(), (await own.json()).errors[0].code]).toEqual([
      409,
      'hidden_dangers_other_rechecker',
    ]);

    // another one rechecks, the office closes
    const other = await page('inspector2', `/dangers?id=${encodeURIComponent(danger)}`);
    await press(other, '复查通过');
    await press(other, '复查通过');
    await other.getByRole('article').getByText('复查通过，待销号').waitFor();
    expect(await gradeOf('regions', cell)).toBeLessThanOrEqual(2);
    await desk.reload();
    await press(desk, '销号');
    await press(desk, '销号');
    await expect
      .poll(() => desk.getByRole('article').getByText('已销号').count(), PATIENCE)
      .toBeGreaterThan(0);
    expect(await gradeOf('regions', cell)).toBeGreaterThanOrEqual(3);
    expect(await gradeOf('risk_points', point.id)).toBe(3);

    // step back: the record of the colour goes orange by the danger and yellow again, and the page shows it
    const { steps } = await json(`/api/dangers/${encodeURIComponent(danger)}`);
    const { history } = await (
      await planner.post('/ogc/processes/grade-explain/execution', {
        data: { inputs: { layer: 'risk_points', id: point.id } },
      })
    ).json();
    const grades = history
      .filter(({ cause }: { cause: string }) => cause.includes(DANGER))
      .toSorted((one: { at: string }, other: { at: string }) => one.at.localeCompare(other.at))
      .map(({ previousGrade, grade }: Record<string, number>) => [previousGrade, grade]);
    expect(grades[0]![0]).toBe(3);
    expect(grades[0]![1]).toBeLessThan(3);
    expect(grades.at(-1)![1]).toBe(3);
    const past = await page('planner', `/?why=risk_points/${encodeURIComponent(point.id)}`);
    await past.getByText(DANGER).first().waitFor();

    // and on the map: one change back in time it is orange again, on the card and in the tiles; forward it is yellow
    const [lon, lat] = point.geometry.coordinates;
    const map = await page(
      'planner',
      `/?at=${lon},${lat},15.5&on=risk_points,regions&level=cell&sel=risk_points/${encodeURIComponent(point.id)}`,
    );
    await drawn(map);
    const grade = map.locator('aside.card .grade-text');
    const drawnGrades = async () => [
      ...new Set(
        (await sourced(map, 'regions', 'regions'))
          .filter(({ code }) => code === cell)
          .map((one) => Number(one.grade)),
      ),
    ];
    await expect.poll(() => grade.textContent(), PATIENCE).toContain('一般');
    await expect.poll(drawnGrades, PATIENCE).toEqual([await gradeOf('regions', cell)]);
    await map.getByRole('slider', { name: '时间轴' }).focus();
    await map.keyboard.press(',');
    await map.locator('.past-badge').getByText(TODAY).waitFor();
    await expect.poll(() => grade.textContent(), PATIENCE).toContain('较大');
    const moment = new URL(map.url()).searchParams.get('time')!;
    expect(moment).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    await expect.poll(drawnGrades, PATIENCE).toEqual([await gradeOf('regions', cell, `?at=${moment}`)]);
    expect((await drawnGrades())[0]).toBeLessThanOrEqual(2);
    await picture(map, 'loop-back-in-time');
    await map.getByRole('button', { name: /^下一次变色/ }).click();
    await expect.poll(() => grade.textContent(), PATIENCE).toContain('一般');
    await expect.poll(drawnGrades, PATIENCE).toEqual([await gradeOf('regions', cell)]);

    // the dossier of its owner names the danger
    const { owner_layer: layer, owner_id: owner } = point.properties;
    const file = await planner.get(`/api/dossiers/${layer}/${encodeURIComponent(String(owner))}.docx`);
    expect(file.status()).toBe(200);
    const document = unzipSync(new Uint8Array(await file.body()));
    const words = strFromU8(document['word/document.xml']!);
    expect([words.includes(DANGER), words.includes('已销号')]).toEqual([true, true]);

    // a day earlier it was as it was
    expect(await gradeOf('regions', cell, `?at=${shift(TODAY, -1)}`)).toBe(yellow);
    expect(steps.map(({ action, by }: { action: string; by: string }) => [action, by])).toEqual([
      ['report', 'inspector'],
      ['verify', 'inspector'],
      ['assign', 'planner'],
      ['rectify', 'inspector'],
      ['pass', 'inspector2'],
      ['close', 'planner'],
    ]);
  }, 300_000);
});
