/** What changes while the screen is open: newer data versions, and whether the server is still heard. */
import { useEffect, useRef, useState } from 'react';

export interface Live {
  /** Data versions that are newer than when the reader came; a layer without a change is absent. */
  readonly versions: Readonly<Record<string, number>>;
  readonly connected: boolean;
}

/** A break that heals within this time is not worth a word, ms. */
const PATIENCE_MS = 4000;

/** Listens as one reader; the stream of another reader begins anew. */
export function useLive(readerKey: string | null): Live {
  const [versions, setVersions] = useState<Readonly<Record<string, number>>>({});
  const [connected, setConnected] = useState(true);
  const known = useRef<Record<string, number>>({});
  useEffect(() => {
    if (readerKey === null) return;
    known.current = {};
    setVersions({});
    const stream = new EventSource('/api/events');
    let timer: ReturnType<typeof setTimeout> | undefined;
    stream.addEventListener('open', () => {
      clearTimeout(timer);
      setConnected(true);
    });
    stream.addEventListener('error', () => {
      clearTimeout(timer);
      timer = setTimeout(() => setConnected(false), PATIENCE_MS);
    });
    stream.addEventListener('layer', (event) => {
      const { layer, version } = JSON.parse(event.data) as { layer: string; version: number };
      const before = known.current[layer];
      known.current[layer] = version;
      // a stream begins with what is newest already: that is where changes count from
      if (before !== undefined && version > before) setVersions((all) => ({ ...all, [layer]: version }));
    });
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [readerKey]);
  return { versions, connected };
}
