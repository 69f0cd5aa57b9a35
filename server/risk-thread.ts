/** The wire to the thread that computes risk: started with the first question, holding up no exit. */
import { Worker } from 'node:worker_threads';
import type { RiskReply, RiskRequest } from './risk-worker.ts';

/** Node 20 cannot load a TypeScript worker, so while sources run (in tests) the built one is taken. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../dist/server/risk-worker.js', import.meta.url)
  : new URL('./risk-worker.js', import.meta.url);

interface Waiting {
  readonly answered: (text: string) => void;
  readonly failed: (error: Error) => void;
}

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, Waiting>();

function started(): Worker {
  if (worker) return worker;
  const made = new Worker(WORKER, { execArgv: [] });
  made.on('message', (reply: RiskReply) => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) made.unref();
    if ('failed' in reply) one?.failed(new Error(reply.failed));
    else one?.answered(reply.text);
  });
  const lost = (error: Error) => {
    if (worker !== made) return;
    worker = undefined;
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
  };
  made.on('error', lost);
  made.on('exit', () => lost(new Error('The risk thread ended')));
  made.unref();
  worker = made;
  return made;
}

/** The answer as JSON text. Rejects where the thread fails; the next question starts a new one. */
export function computeRisk(request: Omit<RiskRequest, 'id'>): Promise<string> {
  const thread = started();
  const id = asked++;
  return new Promise((answered, failed) => {
    waiting.set(id, { answered, failed });
    // the process lives while somebody waits
    thread.ref();
    thread.postMessage({ id, ...request } satisfies RiskRequest);
  });
}
