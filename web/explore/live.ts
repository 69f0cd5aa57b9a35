/** What changes while the screen is open: newer data versions, and whether the server is still heard. */
import { useEffect, useRef, useState } from 'react';

export interface Live {
  /** Data versions that are newer than when the reader came; a layer without a change is absent. */
  readonly versions: Readonly<Record<string, number>>;
  readonly connected: boolean;
}

/** A break that heals within this time is not worth a word, ms. */
const PATIENCE_MS = 4000;
/** Between tries that a server refuses, ms. */
const ANEW_MS = 3000;

/** Listens as one reader; the stream of another reader begins anew. */
export function useLive(readerKey: string | null): Live {
  const [versions, setVersions] = useState<Readonly<Record<string, number>>>({});
  const [connected, setConnected] = useState(true);
  const known = useRef<Record<string, number>>({});
  useEffect(() => {
    if (readerKey === null) return;
    known.current = {};
    setVersions({});
    let stream: EventSource;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let anew: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      stream = new EventSource('/api/events');
      stream.addEventListener('open', () => {
        clearTimeout(silence);
        silence = undefined;
        setConnected(true);
      });
      stream.addEventListener('error', () => {
        // every try that fails is an error again: the first one counts
        silence ??= setTimeout(() => setConnected(false), PATIENCE_MS);
        // browsers try again after a broken stream, but not after an answer such as 503 from a server that starts
        if (stream.readyState === EventSource.CLOSED) anew = setTimeout(listen, ANEW_MS);
      });
      stream.addEventListener('layer', (event) => {
        const { layer, version } = JSON.parse(event.data) as { layer: string; version: number };
        const before = known.current[layer];
        known.current[layer] = version;
        // a stream begins with what is newest already: that is where changes count from
        if (before !== undefined && version > before) setVersions((all) => ({ ...all, [layer]: version }));
      });
    };
    listen();
    return () => {
      clearTimeout(silence);
      clearTimeout(anew);
      stream.close();
    };
  }, [readerKey]);
  return { versions, connected };
}
