/** Without a network a question is still drawn and measured, and says that nothing is counted; with one it is counted. */
import { expect, it } from 'vitest';
import { openBrowser, PATIENCE } from './browsing.ts';

const open = openBrowser();

it('previews a circle and a corridor offline as not counted, and counts once the network is back', async () => {
  const { page } = await open('/?at=122.41,30.27,12', { as: 'planner' });
  await page
    .getByRole('navigation', { name: '工具' })
    .getByRole('button', { name: '查询', exact: true })
    .click();
  const places = page.getByRole('textbox', { name: '经度, 纬度' });
  await places.waitFor();
  const sketched = () =>
    page.evaluate(() =>
      (window.__map?.querySourceFeatures('sketch') ?? []).map(({ geometry }) => geometry.type),
    );
  // the geometry library and the list come with the tool
  await page.waitForLoadState('networkidle');

  await page.context().setOffline(true);
  await places.fill('122.41, 30.27');
  await page.getByText('面积约 3.1 km²，离线预览，未计数').waitFor();
  await expect.poll(sketched, PATIENCE).toContain('Polygon');
  await page.getByRole('button', { name: '沿线', exact: true }).click();
  await page
    .getByRole('textbox', { name: '各点的经度, 纬度' })
    .fill('122.35, 30.24\n122.41, 30.27\n122.46, 30.31');
  await page.getByText(/^长约 .* km，面积约 .* km²，离线预览，未计数$/).waitFor();
  await expect.poll(sketched, PATIENCE).toContain('LineString');

  await page.getByRole('button', { name: '开始查询' }).click();
  const list = page.getByRole('region', { name: '查询结果' });
  await list.getByText('未计数', { exact: true }).waitFor();
  await page.context().setOffline(false);
  // asked again by itself
  await list.getByText(/^共 [\d,]+ 个$/).waitFor();
  expect(await page.getByText('离线预览', { exact: false }).count()).toBe(0);
});
