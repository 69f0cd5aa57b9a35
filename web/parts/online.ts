/** Whether the browser has a network at all; a server that is silent is another matter. */
import { useSyncExternalStore } from 'react';

export const useOnline = (): boolean => useSyncExternalStore(follow, () => navigator.onLine);

function follow(look: () => void): () => void {
  addEventListener('online', look);
  addEventListener('offline', look);
  return () => {
    removeEventListener('online', look);
    removeEventListener('offline', look);
  };
}
