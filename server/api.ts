/** The type of the API, for typed clients; nothing runs here. */
import type { createApp } from './app.ts';

export type Api = ReturnType<typeof createApp>;
