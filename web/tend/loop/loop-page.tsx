/** Hidden dangers and inspection tasks. */
import type { PageProps } from '../../parts/pages.ts';

export default function LoopPage(_: PageProps) {
  return null;
}
