/** The rows of the settings' screen: nothing of the settings is missing on it, and a change touches one value. */
import { expect, it } from 'vitest';
import { settingAt, settingGroups, withSetting } from './setting-rows.ts';
import { DEFAULT_SETTINGS, GradingSettings } from './settings.ts';

const leaves = (value: unknown, path = ''): string[] =>
  value !== null && typeof value === 'object' && !(Array.isArray(value) && typeof value[0] !== 'object')
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`))
    : [path];
const parts = settingGroups(DEFAULT_SETTINGS).flatMap(({ rows }) => rows.flatMap((row) => row.parts));

it('shows every number of the settings exactly once', () => {
  expect(parts.map(({ path }) => `/${path.join('/')}`).toSorted()).toEqual(
    leaves(DEFAULT_SETTINGS).toSorted(),
  );
});

it('gives every row its own id, and a name, a meaning and labels in both languages', () => {
  const rows = settingGroups(DEFAULT_SETTINGS).flatMap((group) => group.rows);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const { name, meaning, parts: own } of rows)
    for (const { zh, en } of [name, meaning, ...own.map(({ label }) => label)]) {
      expect([zh, en]).not.toContain('');
      expect(en).not.toMatch(/[\u4e00-\u9fff]/);
    }
});

it('changes one value and leaves all others, and what it changed from', () => {
  const path = ['region', 'exposure', 2, 'factor'];
  const changed = withSetting(DEFAULT_SETTINGS, path, 1.07);
  expect(settingAt(changed, path)).toBe(1.07);
  expect(settingAt(DEFAULT_SETTINGS, path)).toBe(1.05);
  expect(withSetting(changed, path, 1.05)).toEqual(DEFAULT_SETTINGS);
  expect(GradingSettings.safeParse(changed).success).toBe(true);
});
