/** A planner goes back in time: colours, counts and cards are those of that day; what changed is listed with its cause. */
import { expect, it, vi } from 'vitest';
import { asking, drawn, openBrowser, PATIENCE, picture, sourced, still } from './browsing.ts';

const open = openBrowser();

interface Summary {
  readonly id: string;
  readonly byGrade: Readonly<Record<string, number>>;
}

it('shows the map of a past day with the counts of the API, lists what changed, and comes back to today', async () => {
  const asker = await asking('planner');
  const counts = async (day: string) => {
    const { layers } = (await (await asker.get(`/api/layers${day}`)).json()) as { layers: Summary[] };
    return layers.find(({ id }) => id === 'enterprises')!.byGrade;
  };
  const { page, errors } = await open('/', { as: 'planner' });
  const slider = page.locator('.time-track input');
  await slider.waitFor();
  // biome-ignore lint/performance/useDomNodeTextContent: numbers must stand apart as a reader sees them
  const legend = () => page.locator('.tool-panel').innerText();
  const today = await counts('');
  await vi.waitUntil(async () => (await legend()).includes(String(today['3'])), PATIENCE);
  const gradesNow = await gradesOfRegions();

  // a month a key: the handle first, the map when it rests
  await slider.focus();
  for (let month = 0; month < 18; month++) await page.keyboard.press('Shift+ArrowLeft');
  const badge = page.locator('.past-badge');
  await badge.waitFor();
  const day = /\d{4}-\d{2}-\d{2}/.exec((await badge.textContent()) ?? '')![0];
  expect(await slider.getAttribute('aria-valuetext')).toBe(day);
  expect(new URL(page.url()).searchParams.get('time')).toBe(day);
  const then = await counts(`?at=${day}`);
  expect(then).not.toEqual(today);
  await vi.waitUntil(async () => {
    const text = (await legend()).replaceAll(',', '').split(/\s+/);
    return ['1', '2', '3', '4', 'null'].every((grade) => text.includes(String(then[grade])));
  }, PATIENCE);
  expect(await legend()).toContain(day);
  await drawn(page);
  await vi.waitUntil(async () => (await gradesOfRegions()) !== gradesNow, PATIENCE);
  expect(await gradesOfRegions()).toBe(await gradesByApi(`at=${day}`));
  await picture(page, 'history-past');

  // what the register said then differs from what was so, where something was entered late
  await page.getByRole('button', { name: '当时所知' }).click();
  await vi.waitUntil(() => new URL(page.url()).searchParams.get('time') === `${day}~known`, PATIENCE);
  await drawn(page);
  await vi.waitUntil(
    async () => (await gradesOfRegions()) === (await gradesByApi(`at=${day}&mode=known`)),
    PATIENCE,
  );

  await page.locator('.time-day').click();
  const list = page.getByRole('dialog', { name: '变了什么' });
  const first = list.getByRole('listitem').first();
  await first.waitFor();
  const from = new Date(Date.parse(day) - 30 * 86_400_000).toISOString().slice(0, 10);
  const changes = (await (
    await asker.get(`/api/changes?from=${from}&to=${day}&mode=known&layer=enterprises,regions`)
  ).json()) as { total: number; changes: { name: string; cause: string }[] };
  expect(await list.textContent()).toContain(`共 ${changes.total} 处`);
  expect(await first.textContent()).toContain(changes.changes[0]!.name);
  expect(await first.textContent()).toContain(changes.changes[0]!.cause);
  await first.getByRole('button').click();
  const card = page.getByRole('complementary', { name: '详情' }).or(page.locator('aside.card')).first();
  await vi.waitUntil(
    async () => ((await card.textContent()) ?? '').includes(changes.changes[0]!.name),
    PATIENCE,
  );

  await slider.focus();
  await page.keyboard.press('Escape');
  await badge.waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('time')).toBeNull();
  await vi.waitUntil(async () => (await legend()).includes(String(today['3'])), PATIENCE);
  await still(page);
  expect(errors).toEqual([]);
  await page.context().close();
  await asker.dispose();

  /** Codes and grades of the counties in the tiles, as text. */
  async function gradesOfRegions(): Promise<string> {
    const rows = await sourced(page, 'regions', 'regions');
    return asText(
      rows.filter(({ level }) => level === 'county').map(({ code, grade }) => [code, grade ?? null]),
    );
  }
  async function gradesByApi(query: string): Promise<string> {
    const { features } = (await (
      await asker.get(`/ogc/collections/regions/items?limit=100&filter=level%3D'county'&${query}`)
    ).json()) as { features: { properties: { code: string; grade: number | null } }[] };
    return asText(features.map(({ properties }) => [properties.code, properties.grade]));
  }
});

const asText = (rows: readonly (readonly unknown[])[]) =>
  [...new Set(rows.map((row) => row.join(':')))].sort().join(' ');

it('shows a visitor with a link of the past the map of today', async () => {
  const { page, errors } = await open('/?time=2025-06-01~known');
  await drawn(page);
  expect(await page.locator('.past-badge, .time-slider').count()).toBe(0);
  expect(errors).toEqual([]);
  await page.context().close();
});
