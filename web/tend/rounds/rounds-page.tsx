/** Assessment rounds. */
import type { PageProps } from '../../parts/pages.ts';

export default function RoundsPage(_: PageProps) {
  return null;
}
