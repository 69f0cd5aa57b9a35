/** The server's life: listen at once with progress, open, migrate, fill the demo when new, answer, close. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { chinaDay } from '../data/china-day.ts';
import type { Text } from '../data/layer.ts';
import { createApp } from './app.ts';
import { readCity } from './city.ts';
import type { Database } from './db/database.ts';
import { FIRST_START_SCALE, fillDemo } from './demo.ts';
import { followCalendar } from './due-dates.ts';
import { LayerFreshness } from './freshness.ts';
import { followGazetteer } from './gazetteer.ts';
import { openDatabase, tileFolder } from './open.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import type { Readiness, Services } from './services.ts';
import type { Settings } from './settings.ts';
import { TileStore } from './tile-store.ts';
import { Tiles } from './tiles.ts';

export interface Running {
  readonly url: string;
  /** Settles when the database answers; rejects when it never will. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Starts the server. `say` gets one line for each step of the start. */
export async function start(settings: Settings, say: (text: Text) => void): Promise<Running> {
  let state: Readiness = { ready: false, step: { zh: '正在启动', en: 'starting' }, percent: 0 };
  const report = (step: Text, percent: number) => {
    state = { ready: false, step, percent };
    say(step);
  };
  const opened: {
    database?: Database;
    tiles?: Tiles;
    freshness?: LayerFreshness;
    demo: boolean;
    stopCalendar?: () => Promise<void>;
    stopGazetteer?: () => Promise<void>;
    close?: () => Promise<void>;
  } = {
    demo: false,
  };
  const services: Services = {
    settings,
    ready: () => state,
    get database() {
      return given(opened.database);
    },
    get tiles() {
      return given(opened.tiles);
    },
    get freshness() {
      return given(opened.freshness);
    },
    get demo() {
      return opened.demo;
    },
    ...webFolder(),
  };
  const app = createApp(services);
  const { server, url } = await new Promise<{ server: ReturnType<typeof serve>; url: string }>(
    (resolve, reject) => {
      const listening = serve({ fetch: app.fetch, port: settings.port, hostname: settings.host }, (info) => {
        const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
        resolve({
          server: listening,
          url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${info.port}`,
        });
      });
      listening.on('error', reject);
    },
  );
  say({ zh: `打开 ${url}`, en: `open ${url}` });

  const ready = (async () => {
    const { database, created, warning, close } = await openDatabase(settings, report);
    opened.database = database;
    opened.close = close;
    if (warning) say(warning);
    const scale = settings.demoScale ?? FIRST_START_SCALE;
    if (created && scale > 0) {
      const today = chinaDay(new Date());
      await fillDemo(database, { scale, today }, (step, percent) => report(step, 35 + percent * 0.6));
      if (scale < 1) {
        say({
          zh: `模拟城市的规模是 ${scale}；停止服务后用 npx fourcolor demo --scale 1 装入全市`,
          en: `the demo city has scale ${scale}; stop the server and run npx fourcolor demo --scale 1 for the whole city`,
        });
      }
    }
    opened.freshness = await LayerFreshness.follow(database);
    opened.tiles = new Tiles(
      database,
      opened.freshness,
      async () => (await readCity(database)).bbox,
      // beside the embedded database only: a folder knows nothing of which server a version belongs to
      database.engine === 'embedded' ? new TileStore(tileFolder(settings)) : undefined,
    );
    opened.demo = (await readCity(database)).demo;
    state = { ready: true };
    opened.stopCalendar = followCalendar(database);
    opened.stopGazetteer = followGazetteer(database, opened.freshness);
    say({ zh: `就绪：${url}`, en: `ready: ${url}` });
  })();

  return {
    url,
    ready,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await opened.freshness?.close();
      await ready.catch(() => {});
      await opened.stopCalendar?.();
      await opened.stopGazetteer?.();
      await opened.close?.();
    },
  };
}

function given<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The database is not ready yet');
  return part;
}

function webFolder(): { webDir?: string } {
  const folder = join(PACKAGE_ROOT, 'dist', 'web');
  return existsSync(folder) ? { webDir: folder } : {};
}
