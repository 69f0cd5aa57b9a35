/** `fourcolor start`: serves until it is told to stop. */
import { parseArgs } from 'node:util';
import { readSettings } from '../settings.ts';
import { start } from '../start.ts';

/** Resolves when the server has been stopped by SIGINT or SIGTERM; rejects when the database cannot be opened. */
export async function startCommand(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  const settings = readSettings(process.env);
  const began = performance.now();
  const running = await start(settings, ({ zh, en }) => {
    process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${zh} / ${en}\n`);
  });
  const stopped = new Promise<number>((resolve) => {
    process.once('SIGINT', () => resolve(0));
    process.once('SIGTERM', () => resolve(0));
  });
  try {
    await Promise.race([running.ready, stopped]);
    return await stopped;
  } finally {
    await running.close();
  }
}
