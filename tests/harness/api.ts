/** The HTTP app over a test database, called without a socket. */
import type { StaffRole } from '../../data/layer.ts';
import { saveAccount } from '../../server/accounts.ts';
import { createApp } from '../../server/app.ts';
import { readCity } from '../../server/city.ts';
import { LayerFreshness } from '../../server/freshness.ts';
import type { Services } from '../../server/services.ts';
import { readSettings } from '../../server/settings.ts';
import { Tiles } from '../../server/tiles.ts';
import type { Opened } from './engines.ts';

export interface Asking {
  readonly cookie?: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Api {
  readonly services: Services;
  /** One request; a body is sent as JSON. */
  ask(path: string, asking?: Asking): Promise<Response>;
  /** As `ask`, the answer parsed; fails unless it is 200. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of the answer
  json(path: string, asking?: Asking): Promise<any>;
  /** Creates an account and signs it in; returns the cookie. */
  signIn(
    username: string,
    role: StaffRole,
    scope?: { regions?: string[]; sectors?: string[] },
  ): Promise<string>;
  close(): Promise<void>;
}

export const PASSWORD = 'correct horse battery staple';

/** The app over an opened database; `environment` as the server would read it. */
export async function openApi(opened: Opened, environment: Record<string, string> = {}): Promise<Api> {
  const { database } = opened;
  const freshness = await LayerFreshness.follow(database);
  const services: Services = {
    settings: readSettings(environment, '/nonexistent'),
    ready: () => ({ ready: true }),
    database,
    freshness,
    tiles: new Tiles(database, freshness, async () => (await readCity(database)).bbox),
    demo: true,
  };
  const app = createApp(services);
  const ask: Api['ask'] = async (path, { cookie, method, body, headers } = {}) =>
    app.request(`http://localhost${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    services,
    ask,
    async json(path, asking) {
      const answer = await ask(path, asking);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    async signIn(username, role, { regions, sectors } = {}) {
      await saveAccount(database, {
        username,
        name: username,
        password: PASSWORD,
        role,
        regions: regions ?? null,
        sectors: sectors ?? null,
      });
      const answer = await ask('/api/session', { body: { username, password: PASSWORD } });
      if (answer.status !== 200) throw new Error(await answer.text());
      return answer.headers.get('set-cookie')!.split(';')[0]!;
    },
    close: () => freshness.close(),
  };
}
