/** Notifications of the native engine: one connection of its own that comes back after every loss. */
import type pg from 'pg';

const RETRY_MS = 1_000;

export class Listener {
  readonly #connect: () => pg.Client;
  readonly #channels = new Map<string, Set<(payload: string) => void>>();
  #client: Promise<pg.Client> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(connect: () => pg.Client) {
    this.#connect = connect;
  }

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    if (!/^[a-z_][a-z0-9_]*$/.test(channel)) throw new Error(`Unexpected channel name: ${channel}`);
    const listeners = this.#channels.get(channel) ?? new Set();
    listeners.add(heard);
    this.#channels.set(channel, listeners);
    // a second `listen` on the same channel does nothing, so it may be said again
    await (await this.#open()).query(`listen ${channel}`);
    return async () => {
      listeners.delete(heard);
      if (listeners.size > 0 || this.#channels.get(channel) !== listeners) return;
      this.#channels.delete(channel);
      const client = await this.#client?.catch(() => undefined);
      if (!this.#closed) await client?.query(`unlisten ${channel}`).catch(() => {});
    };
  }

  #open(): Promise<pg.Client> {
    this.#client ??= this.#start().catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #start(): Promise<pg.Client> {
    const client = this.#connect();
    let gone = false;
    const lost = () => {
      if (gone) return;
      gone = true;
      this.#client = undefined;
      this.#openLater();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => {
      for (const heard of this.#channels.get(channel) ?? []) heard(payload ?? '');
    });
    await client.connect();
    for (const channel of this.#channels.keys()) await client.query(`listen ${channel}`);
    return client;
  }

  #openLater(): void {
    if (this.#closed || this.#channels.size === 0) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open().catch(() => this.#openLater()), RETRY_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => {});
  }
}
