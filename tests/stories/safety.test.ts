/** A planner reads the safety distance of a source, its zones with advice, and the encroachment list of a pipeline. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { asking, openBrowser, picture, still } from './browsing.ts';

const open = openBrowser();

interface Struck {
  readonly count: number;
  readonly byPipeline: readonly {
    readonly pipelineId: string;
    readonly name: string;
    readonly count: number;
  }[];
  readonly objects: {
    readonly features: readonly {
      readonly properties: { readonly id: string; readonly name: string; readonly distanceM: number };
    }[];
  };
}

async function run<T>(process: string, inputs: object): Promise<T> {
  const asker = await asking('planner');
  const answer = await asker.post(`/ogc/processes/${process}/execution`, { data: { inputs } });
  expect(answer.status(), await answer.text()).toBe(200);
  const body = await answer.json();
  await asker.dispose();
  return body;
}

/** Opens the part from the card of an object, as people do. */
async function openFor(page: Page): Promise<void> {
  await page
    .getByRole('complementary', { name: '对象卡片' })
    .getByRole('button', { name: '安全距离' })
    .click();
  await page.locator('.safety-part').waitFor();
}

/** A CSV file read again: cells in quotes with doubled quotes inside. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',' || char === '\n') {
      rows.at(-1)!.push(cell);
      cell = '';
      if (char === '\n') rows.push([]);
    } else if (char !== '\r' && char !== '\uFEFF') cell += char;
  }
  return rows;
}

interface Unit {
  readonly id: string;
  readonly geometry: { readonly coordinates: readonly [number, number] };
}

/** A source whose risk reaches the zones. */
async function unitWithZones(): Promise<Unit> {
  const asker = await asking('planner');
  const found = await asker.get('/ogc/collections/major_hazards/items', {
    params: { limit: '30', f: 'json' },
  });
  const { features } = (await found.json()) as { features: Unit[] };
  await asker.dispose();
  for (const unit of features) {
    const { zones } = await run<{ zones: { features: unknown[] } }>('consultation-zones', {
      unitId: unit.id,
    });
    if (zones.features.length > 1) return unit;
  }
  throw new Error('No source of the demo city has consultation zones');
}

describe('The safety part', () => {
  it('lists the encroachments of a pipeline as the API does, and the file holds the same', async () => {
    const all = await run<Struck>('encroachments', {});
    expect(all.count).toBeGreaterThan(0);
    // one with a list that fits the page
    const chosen = all.byPipeline.find(({ count }) => count >= 2 && count <= 20) ?? all.byPipeline.at(-1)!;
    const own = await run<Struck>('encroachments', { pipelineId: chosen.pipelineId });
    expect(own.count).toBe(chosen.count);
    const { page, errors } = await open(`/?sel=pipelines/${chosen.pipelineId}`, { as: 'planner' });
    await openFor(page);
    const shown = page.locator('[data-count]');
    await shown.waitFor();
    expect(await shown.getAttribute('data-count')).toBe(String(own.count));
    const rows = page.getByRole('list', { name: '占压与保护距离内的对象' }).getByRole('listitem');
    const first = own.objects.features.slice(0, 20).map(({ properties }) => properties);
    expect(await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.object))).toEqual(
      first.map(({ id }) => id),
    );
    await still(page);
    await picture(page, 'safety-encroachments');
    expect(await barriers(page)).toEqual([]);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 CSV' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    const cells = readCsv(text);
    const listed = cells.slice(1, own.objects.features.length + 1);
    expect(listed.map(([, id, name, , , distance]) => [id, name, Number(distance)])).toEqual(
      own.objects.features.map(({ properties: { id, name, distanceM } }) => [id, name, distanceM]),
    );
    expect(text).toContain('模拟数据');

    await rows.first().getByRole('button').click();
    await page
      .getByRole('complementary', { name: '对象卡片' })
      .getByRole('heading', { name: first[0]!.name, exact: true })
      .waitFor();
    expect(errors).toEqual([]);
  });

  it('says by which method the distance of a source is determined, and draws zones with advice', async () => {
    const unit = await unitWithZones();
    const { page, errors } = await open(`/?sel=major_hazards/${unit.id}`, { as: 'planner' });
    await openFor(page);
    const answer = await run<{
      unit: { method: string; reason: { zh: string } };
      distances: { distanceM: number }[];
    }>('safety-distance', { unitId: unit.id });
    const method = page.locator('[data-method]').first();
    await method.waitFor();
    expect(await method.getAttribute('data-method')).toBe(answer.unit.method);
    const part = page.locator('.safety-part');
    expect(await part.textContent()).toContain(answer.unit.reason.zh);
    const distances = page.locator('[data-distance-m]');
    expect(
      await distances.evaluateAll((all) => all.map((row) => Number((row as HTMLElement).dataset.distanceM))),
    ).toEqual(answer.distances.map(({ distanceM }) => distanceM));
    await still(page);
    await picture(page, 'safety-distance');

    await page.getByRole('button', { name: '咨询区与建议' }).click();
    const zones = await run<{ zones: { features: { properties: { zone: string } }[] } }>(
      'consultation-zones',
      {
        unitId: unit.id,
      },
    );
    const legend = page.locator('[data-zone]');
    await legend.first().waitFor();
    expect(await legend.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.zone))).toEqual(
      zones.zones.features.map(({ properties }) => properties.zone).reverse(),
    );
    await page.getByRole('combobox', { name: '拟建什么？' }).selectOption('school');
    const [lon, lat] = unit.geometry.coordinates;
    await page
      .getByRole('textbox', { name: '经度, 纬度' })
      .fill(`${(lon + 0.002).toFixed(5)}, ${lat.toFixed(5)}`);
    const advised = await run<{ advise: string; reason: { zh: string } }>('planning-advice', {
      point: [Number((lon + 0.002).toFixed(5)), Number(lat.toFixed(5))],
      development: { kind: 'school' },
    });
    const verdict = page.locator('[data-advise]');
    await verdict.waitFor();
    expect(await verdict.getAttribute('data-advise')).toBe(advised.advise);
    expect(await verdict.textContent()).toContain(advised.reason.zh);
    await still(page);
    await picture(page, 'safety-zones');
    expect(await barriers(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
