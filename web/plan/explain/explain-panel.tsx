/** Why an object has its grade. */
import type { ExplainPanelProps } from '../../explore/slots.tsx';

export default function ExplainPanel(_: ExplainPanelProps) {
  return null;
}
