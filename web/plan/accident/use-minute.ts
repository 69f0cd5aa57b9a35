/** A number that changes every minute while something is looked at: the weather goes on. */
import { useEffect, useState } from 'react';

export function useMinute(looking: boolean): number {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    if (!looking) return;
    const timer = setInterval(() => setMinute((count) => count + 1), 60_000);
    return () => clearInterval(timer);
  }, [looking]);
  return minute;
}
