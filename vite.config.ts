/** The web build, and the four groups of tests. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const BACKEND = `http://127.0.0.1:${process.env.PORT ?? 8080}`;

export default defineConfig({
  root: here('web'),
  cacheDir: here('node_modules/.vite'),
  plugins: [react()],
  build: { outDir: here('dist/web'), emptyOutDir: true, target: 'es2023' },
  server: {
    proxy: Object.fromEntries(
      ['api', 'ogc', 'tiles', 'style.json', 'healthz', 'readyz'].map((path) => [
        // a whole segment: the prefix /api would also take the module /api.ts away from the browser
        `^/${path}([/?]|$)`,
        // the page's own origin stays in the request, so that tile addresses stay on it
        { target: BACKEND, changeOrigin: false },
      ]),
    ),
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 1 },
          root: here('.'),
          include: ['{data,tiles,server,web}/**/*.test.{ts,tsx}'],
          maxWorkers: 2,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          sequence: { groupOrder: 2 },
          root: here('.'),
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/stories/**', 'tests/direction.test.ts'],
          globalSetup: ['tests/harness/global.ts'],
          // an embedded engine needs half a gigabyte and most of a core
          maxWorkers: 2,
          // an embedded engine on a shared core: a limit says that something hangs, not that it is slow
          testTimeout: 300_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          sequence: { groupOrder: 3 },
          root: here('.'),
          include: ['tests/stories/**/*.test.ts'],
          globalSetup: ['tests/harness/browser.ts'],
          maxWorkers: 1,
          testTimeout: 300_000,
          // software WebGL on two shared cores: a story may lose a race with the machine once, a fault fails twice
          retry: 1,
          // what is waited for comes late on such a machine; what never comes still fails
          expect: { poll: { timeout: 60_000, interval: 100 } },
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'direction',
          sequence: { groupOrder: 0 },
          root: here('.'),
          include: ['tests/direction.test.ts'],
        },
      },
    ],
  },
});
