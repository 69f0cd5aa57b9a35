/** The filter tool: which objects of each layer are drawn and counted. */
import type { ToolProps } from '../tool.ts';

export default function FilterTool(_: ToolProps) {
  return null;
}
