/** The page about the models: the same numbers as the API, in both languages, on a phone, without barriers. */
import { describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { asking, openBrowser } from './browsing.ts';

const open = openBrowser({ map: false });

describe('The models against published data', () => {
  it('are shown to everybody, with the numbers that the API gives', async () => {
    const asker = await asking();
    const answer = await (await asker.get('/api/validation')).json();
    await asker.dispose();
    const trials = answer.kinds.find(({ id }: { id: string }) => id === 'field-trial');
    const { page, errors, requests } = await open('/validation');
    const row = page.getByRole('row', { name: new RegExp(`^${trials.label.zh}`) });
    expect(await row.textContent()).toContain(trials.agreement.fac2.toFixed(2));
    expect(await row.textContent()).toContain(trials.agreement.meanBias.toFixed(3));
    await page.getByText(answer.limits[0].zh).waitFor();
    const model = answer.families[0].models.find(
      ({ agreement }: { agreement: { pairs: number } }) => agreement.pairs > 1,
    );
    await page.getByText(model.label.zh, { exact: true }).click();
    const [first] = answer.comparisons.filter((one: { model: string }) => one.model === model.id);
    await page.getByText(first.source).first().waitFor();
    expect(await page.locator('.model[open] tbody tr').count()).toBe(
      answer.comparisons.filter((one: { model: string }) => one.model === model.id).length,
    );
    // who reads this page does not pay for the map
    expect(requests.filter((url) => url.includes('/tiles/'))).toEqual([]);
    expect(errors).toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no barrier in ${colorScheme}, and fits a phone`, async () => {
      const { page } = await open('/validation', { colorScheme, viewport: { width: 390, height: 844 } });
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await page.locator('.model > summary').nth(1).click();
      expect(await barriers(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    });

  it('speaks English', async () => {
    const { page } = await open('/validation');
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await page.getByRole('heading', { name: 'Consequence models against published data' }).waitFor();
    await page.getByText('Terrain: everything is computed on a plane.').waitFor();
  });
});
