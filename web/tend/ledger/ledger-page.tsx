/** The risk ledger. */
import type { PageProps } from '../../parts/pages.ts';

export default function LedgerPage(_: PageProps) {
  return null;
}
