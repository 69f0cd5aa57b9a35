/** Who reads, and what there is for them: session, city and layers, read again when one of them changes. */
import { useCallback, useRef, useState } from 'react';
import {
  type City,
  type LayerSummary,
  readCity,
  readLayers,
  readSession,
  type Session,
  signOut,
} from '../api.ts';
import { useRemote } from '../parts/remote.ts';
import { type Live, useLive } from './live.ts';

export interface Reader {
  readonly session: Session | null;
  readonly city: City | null;
  readonly layers: readonly LayerSummary[] | null;
  /** Changes when another person reads. */
  readonly key: string | null;
  readonly live: Live;
  readonly problem: ReturnType<typeof useRemote>['problem'];
  readonly again: () => void;
  /** After a sign-in: read everything as that person. */
  readonly renew: () => void;
  readonly leave: () => Promise<void>;
}

export function useReader(): Reader {
  const [round, setRound] = useState(0);
  const renew = useCallback(() => setRound((count) => count + 1), []);
  const session = useRemote(`session ${round}`, readSession);
  const key = session.data
    ? JSON.stringify([session.data.user?.id ?? null, session.data.role, session.data.scope])
    : null;
  const live = useLive(key);
  const fresh = key && JSON.stringify([key, live.versions]);
  const catalogue = useRemote(
    fresh,
    async () => {
      const [city, { layers }] = await Promise.all([readCity(), readLayers()]);
      return { city, layers };
    },
    key,
  );
  // while another person's view is read, the city keeps its name and its 模拟数据
  const lastCity = useRef<City | null>(null);
  if (catalogue.data) lastCity.current = catalogue.data.city;
  const leave = useCallback(async () => {
    await signOut();
    renew();
  }, [renew]);
  return {
    session: session.data,
    city: lastCity.current,
    layers: catalogue.data?.layers ?? null,
    key,
    live,
    problem: session.problem ?? catalogue.problem,
    again: session.problem ? session.again : catalogue.again,
    renew,
    leave,
  };
}

export const layerOf = (layers: readonly LayerSummary[] | null, id: string) =>
  layers?.find((layer) => layer.id === id);
