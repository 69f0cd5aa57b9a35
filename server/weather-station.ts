/** The configured weather station: one address from the environment, asked at most once a minute, never any other. */
import { z } from 'zod';

/** What a station says; units as in the names, everything at 10 m and in the shade as usual. */
const Observation = z.object({
  observedAt: z.iso.datetime({ offset: true }),
  windMS: z.number().min(0).max(120),
  windFromDeg: z.number().min(0).max(360),
  tempC: z.number().min(-90).max(65),
  rh: z.number().min(0).max(100),
  /** Octas. */
  cloud: z.number().min(0).max(8).nullish(),
  pressurePa: z.number().min(40_000).max(110_000).nullish(),
  station: z.string().max(200).nullish(),
  lon: z.number().min(-180).max(180).nullish(),
  lat: z.number().min(-90).max(90).nullish(),
});
export type Observation = z.infer<typeof Observation>;

/** An observation as it is answered; `failed` = the station did not answer now, this is the one before. */
export interface Observed {
  readonly observation: Observation;
  readonly failed: boolean;
}

export interface Station {
  /** Throws StationSilent when there is nothing to tell. */
  observe(): Promise<Observed>;
}

/** The station does not answer, or not as a station answers. */
export class StationSilent extends Error {
  readonly why: 'silent' | 'unreadable';
  constructor(why: 'silent' | 'unreadable') {
    super(`The weather station is ${why}`);
    this.name = 'StationSilent';
    this.why = why;
  }
}

const TIMEOUT_MS = 3_000;
/** An answer, also a failure, is kept so long. */
const KEPT_MS = 60_000;
const MOST_BYTES = 65_536;
/** A clock may be a little fast. */
const AHEAD_MS = 10 * 60_000;

/** The station at `url`; `now` in ms. */
export function openStation(url: string, now: () => number = Date.now): Station {
  let kept: { readonly atMs: number; readonly answer: Promise<Observed> } | undefined;
  let last: Observation | undefined;
  const ask = async (): Promise<Observed> => {
    try {
      last = await read(url, now());
      return { observation: last, failed: false };
    } catch (error) {
      if (last) return { observation: last, failed: true };
      throw error;
    }
  };
  return {
    observe() {
      if (!kept || now() - kept.atMs >= KEPT_MS) kept = { atMs: now(), answer: ask() };
      return kept.answer;
    },
  };
}

async function read(url: string, nowMs: number): Promise<Observation> {
  const text = await fetchText(url);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new StationSilent('unreadable');
  }
  const read = Observation.safeParse(document);
  if (!read.success || Date.parse(read.data.observedAt) > nowMs + AHEAD_MS)
    throw new StationSilent('unreadable');
  return read.data;
}

async function fetchText(url: string): Promise<string> {
  try {
    const answer = await fetch(url, {
      // a station that points elsewhere would make this server ask other addresses
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok || !answer.body) throw new StationSilent('silent');
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.body) {
      bytes += part.byteLength;
      if (bytes > MOST_BYTES) throw new StationSilent('unreadable');
      parts.push(part);
    }
    return new TextDecoder().decode(Buffer.concat(parts));
  } catch (error) {
    // refused, timed out, redirected: all the same to those who ask
    throw error instanceof StationSilent ? error : new StationSilent('silent');
  }
}
