/** A transaction inside a transaction would wait for itself for ever on one connection, so it is refused at once. */
import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<{ open: boolean }>();

/** @throws when called from work that another transaction still waits for */
export async function unnested<T>(run: () => Promise<T>): Promise<T> {
  if (current.getStore()?.open)
    throw new Error('A transaction was begun inside another: pass the session on instead');
  const transaction = { open: true };
  try {
    return await current.run(transaction, run);
  } finally {
    transaction.open = false;
  }
}
