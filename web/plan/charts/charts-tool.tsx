/** The chart tool: what is on the map in numbers, linked with it. */
import type { ToolProps } from '../tool.ts';

export default function ChartsTool(_: ToolProps) {
  return null;
}
