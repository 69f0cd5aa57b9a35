/** Indicators and the scorecard. */
import type { PageProps } from '../../parts/pages.ts';

export default function IndicatorsPage(_: PageProps) {
  return null;
}
