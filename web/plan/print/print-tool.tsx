/** The print tool: sheets, reports, atlases. */
import type { ToolProps } from '../tool.ts';

export default function PrintTool(_: ToolProps) {
  return null;
}
