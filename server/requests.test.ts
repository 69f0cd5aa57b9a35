/** Small rules that every request passes: depth of JSON, encodings, attempts, safe cells of a CSV, files. */
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createAttempts } from './attempts.ts';
import { jsonDepth } from './body-limits.ts';
import { intervalOf } from './ogc/datetime.ts';
import { staticAnswer } from './static.ts';
import { encodingOf } from './tile-routes.ts';

describe('the depth of a JSON text', () => {
  it('counts brackets outside strings only', () => {
    expect(jsonDepth('{"a":[[1],"]]]]"],"b":"[\\"["}')).toBe(3);
    expect(jsonDepth('"[[[["')).toBe(0);
  });

  it('is that of the value it stands for', () => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonDepth(JSON.stringify(value))).toBe(depth(value));
      }),
    );
  });
});

describe('the encoding of a tile', () => {
  it('is the best that the reader takes', () => {
    expect(encodingOf('gzip, deflate, br')).toBe('br');
    expect(encodingOf('gzip, br;q=0')).toBe('gzip');
    expect(encodingOf(undefined)).toBe('identity');
  });
});

describe('attempts to sign in', () => {
  it('pause after five, also when they come at once, and go on after ten minutes', () => {
    let now = 0;
    const attempts = createAttempts(() => now);
    const waits = Array.from({ length: 7 }, () => attempts.begin('name', 'name at address'));
    expect(waits).toEqual([0, 0, 0, 0, 0, 600, 600]);
    expect(attempts.begin('other')).toBe(0);
    now = 600_000;
    expect(attempts.begin('name')).toBe(0);
  });

  it('are forgotten after the right password', () => {
    const attempts = createAttempts(() => 0);
    for (let i = 0; i < 4; i++) attempts.begin('name');
    attempts.succeed('name');
    expect(Array.from({ length: 5 }, () => attempts.begin('name'))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('an interval', () => {
  it('is read with open ends, and refused when it ends before it begins', () => {
    expect(intervalOf('2026-01-01/..')).toEqual({ from: '2026-01-01', to: null });
    expect(intervalOf('2026-01-01T08:00:00+08:00')).toEqual({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-01T00:00:00.000Z',
    });
    for (const bad of ['', '/', '..', '2026-13-01', '2026-01-02/2026-01-01'])
      expect(intervalOf(bad)).toBeUndefined();
  });
});

describe('files of the web app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fourcolor-web-'));
  writeFileSync(join(folder, 'index.html'), '<title>app</title>');
  writeFileSync(join(folder, 'app-B1x9_k2Q.js'), 'plain');
  writeFileSync(join(folder, 'app-B1x9_k2Q.js.br'), 'packed');
  symlinkSync('/etc/hostname', join(folder, 'outside.txt'));
  const app = new Hono();
  app.notFound(async (c) => (await staticAnswer(c, folder)) ?? c.text('none', 404));
  const get = (path: string, headers: Record<string, string> = {}) =>
    Promise.resolve(app.request(`http://localhost${path}`, { headers }));

  it('are for ever when their name holds a hash, and come compressed', async () => {
    const answer = await get('/app-B1x9_k2Q.js', { 'accept-encoding': 'br' });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual(['br', 'packed']);
    expect(await (await get('/app-B1x9_k2Q.js')).text()).toBe('plain');
    const tag = answer.headers.get('etag')!;
    expect((await get('/app-B1x9_k2Q.js', { 'if-none-match': tag })).status).toBe(304);
  });

  it('give the start page for every page, but not for a missing script', async () => {
    const page = await get('/map/12/30.1/122.2');
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect((await get('/plan')).headers.get('content-type')).toContain('text/html');
    expect((await get('/missing.js')).status).toBe(404);
  });

  it('never leave the folder', async () => {
    for (const path of [
      '/outside.txt',
      '/..%2f..%2fetc%2fpasswd.txt',
      '/%2e%2e/%2e%2e/etc/hostname.txt',
      '/a%00.txt',
      '/..\\x.txt',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });
});
