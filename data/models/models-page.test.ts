import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MODELS } from './all.ts';
import { LIMITS, modelsPage } from './models-page.ts';

const PAGE = fileURLToPath(new URL('../../docs/models.md', import.meta.url));

describe('the page of the models', () => {
  it('is what the models say now (renew it with UPDATE=1)', () => {
    if (process.env.UPDATE) writeFileSync(PAGE, modelsPage());
    expect(readFileSync(PAGE, 'utf8')).toBe(modelsPage());
  });

  it('describes every model and says what none can do', () => {
    const page = modelsPage();
    for (const { id } of MODELS) expect(page).toContain(`### \`${id}\``);
    for (const { zh, en } of LIMITS) expect(page).toContain(`- ${zh} ${en}`);
  });
});
