/** The address follows the screen: a reload or a copied link opens the same view. */
import { useLayoutEffect } from 'react';
import { type View, writeLink } from '../link.ts';

export const SIGN_IN_PATH = '/sign-in';

/** Writes the view into the address without a step of the history. */
export function useLink(view: View, signing: boolean): void {
  const address = `${signing ? SIGN_IN_PATH : '/'}${writeLink(view)}`;
  // before the other effects, which may read it
  useLayoutEffect(() => history.replaceState(null, '', address), [address]);
}
