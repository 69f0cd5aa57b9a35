/** The drawing tool: shapes of one's own. */
import type { ToolProps } from '../tool.ts';

export default function DrawTool(_: ToolProps) {
  return null;
}
