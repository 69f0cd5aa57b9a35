/** The compare tool: two views side by side. */
import type { ToolProps } from '../tool.ts';

export default function CompareTool(_: ToolProps) {
  return null;
}
