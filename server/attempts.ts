/** Wrong passwords per key (a name, or a name at an address): after five, a pause, for unknown names too. */
import { LRUCache } from 'lru-cache';
import { LOCK_S, MAX_FAILURES } from './accounts.ts';

interface Attempt {
  count: number;
  lockedUntilMs: number;
}

export interface Attempts {
  /** Seconds left of a pause (0 = go on). Counts the attempt at once, so that parallel guesses count too. */
  begin(...keys: readonly string[]): number;
  /** The password was right: forget the attempts. */
  succeed(...keys: readonly string[]): void;
}

/** Counts in memory; accounts are also locked in their row, which every server sees. */
export function createAttempts(nowMs: () => number = Date.now): Attempts {
  const attempts = new LRUCache<string, Attempt>({ max: 50_000, ttl: LOCK_S * 1000 });
  return {
    begin(...keys) {
      const waits = keys.map((key) => (attempts.get(key)?.lockedUntilMs ?? 0) - nowMs());
      const longest = Math.max(0, ...waits);
      if (longest > 0) return Math.ceil(longest / 1000);
      for (const key of keys) {
        const count = (attempts.get(key)?.count ?? 0) + 1;
        const full = count >= MAX_FAILURES;
        attempts.set(key, { count: full ? 0 : count, lockedUntilMs: full ? nowMs() + LOCK_S * 1000 : 0 });
      }
      return 0;
    },
    succeed(...keys) {
      for (const key of keys) attempts.delete(key);
    },
  };
}
