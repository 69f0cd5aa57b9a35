/** Drawing: an area by hand, named, edited, saved, carried out in two formats and read again; an object moved and put back. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { asking, openBrowser, PATIENCE, picture } from './browsing.ts';

const open = openBrowser();
const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '工具' }).getByRole('button', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly geometry: { readonly type: string; readonly coordinates: number[][][] };
}

it('draws an area, names, saves and edits it, exports it in two formats and reads it again', async () => {
  const name = `演练区 ${Date.now()}`;
  const { page, errors } = await open('/?at=122.41,30.27,13', { as: 'planner' });
  const kept = async () => {
    const { shapes } = (await (await page.request.get('/api/shapes')).json()) as { shapes: Kept[] };
    return shapes.filter((shape) => shape.name === name);
  };
  await rail(page, '标绘').click();
  await button(page, '画面').click();
  const corners = [
    [700, 250],
    [860, 260],
    [820, 420],
  ] as const;
  for (const [x, y] of corners) {
    // a hand moves to where it clicks
    await page.mouse.move(x - 3, y - 3);
    await page.mouse.click(x, y);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '名称' }).fill(name);
  await button(page, '保存').click();
  await page.getByText(`已保存“${name}”`).waitFor();
  const [drawn] = await kept();
  expect(drawn?.geometry.coordinates[0]).toHaveLength(4);

  const vertices = page.getByRole('textbox', { name: '顶点坐标' });
  await vertices.fill(
    '122.400000, 30.260000\n122.420000, 30.260000\n122.420000, 30.280000\n122.400000, 30.280000',
  );
  await button(page, '保存').click();
  await expect.poll(async () => (await kept())[0]?.geometry.coordinates[0]?.length, PATIENCE).toBe(5);
  await picture(page, 'draw-area');

  const exported = async (word: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, word).click()]);
    return readFile(await file.path(), 'utf8');
  };
  const collection = JSON.parse(await exported('导出 GeoJSON')) as {
    features: { geometry: unknown; properties: { name: string } }[];
  };
  const [before] = await kept();
  expect(collection.features.find(({ properties }) => properties.name === name)?.geometry).toEqual(
    before?.geometry,
  );

  const kml = await exported('导出 KML');
  const own = kml.split('<Placemark>').find((mark) => mark.includes(name)) ?? '';
  const bad =
    '<Placemark><name>米制</name><Point><coordinates>40521000,3340000</coordinates></Point></Placemark>';
  const text = `<kml><Document><Placemark>${own.split('</Placemark>')[0]}</Placemark>${bad}</Document></kml>`;
  await page
    .locator('.draw-file input')
    .setInputFiles({ name: 'again.kml', mimeType: 'text/xml', buffer: Buffer.from(text) });
  await page.getByText('已导入 1 个图形').waitFor();
  await page.getByText(/2 米制：.*WGS84/).waitFor();
  const again = await kept();
  expect(again).toHaveLength(2);
  expect(again[0]?.geometry).toEqual(again[1]?.geometry);
  for (const { id } of again) await page.request.delete(`/api/shapes/${id}`);
  expect(errors).toEqual([]);
});

it('moves an object from its card, and takes the move back', async () => {
  const asker = await asking('planner');
  const found = await asker.get('/ogc/collections/cameras/items?limit=1');
  const [camera] = (
    (await found.json()) as { features: { id: string; geometry: { coordinates: number[] } }[] }
  ).features;
  const { id, geometry } = camera!;
  const [lon = 0, lat = 0] = geometry.coordinates;
  const place = async () => {
    const item = await (await asker.get(`/ogc/collections/cameras/items/${encodeURIComponent(id)}`)).json();
    return (item as typeof camera)!.geometry.coordinates.map((degrees) => degrees.toFixed(5));
  };
  const { page, errors } = await open(`/?sel=cameras/${id}&at=${lon},${lat},15&on=cameras`, {
    as: 'planner',
  });
  await page.getByRole('complementary').getByRole('button', { name: '移动', exact: true }).click();
  const field = page.getByRole('textbox', { name: '坐标', exact: true });
  await field.fill(`${(lon + 0.002).toFixed(6)}, ${lat.toFixed(6)}`);
  await button(page, '保存新位置').click();
  await page.getByText('位置已保存').waitFor();
  expect(await place()).toEqual([(lon + 0.002).toFixed(5), lat.toFixed(5)]);
  await button(page, '撤销移动').click();
  await page.getByText('已恢复原来的位置').waitFor();
  expect(await place()).toEqual([lon.toFixed(5), lat.toFixed(5)]);
  expect(errors).toEqual([]);
  await asker.dispose();
});
