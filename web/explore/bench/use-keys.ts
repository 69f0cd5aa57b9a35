/** Single keys of the map screen: C the panel at the left, L the list of what the map shows, ? the keys themselves. */
import { useEffect, useRef, useState } from 'react';
import type { Tool } from '../tools.tsx';
import { isForScreen } from './typing.ts';

export interface Keys {
  /** Whether the list of keys is shown. */
  readonly told: boolean;
  readonly tell: (told: boolean) => void;
}

/** `onTool` opens a tool; null closes the panel. */
export function useKeys(tool: Tool | null, active: boolean, onTool: (tool: Tool | null) => void): Keys {
  const [told, tell] = useState(false);
  const now = useRef({ tool, onTool });
  /** What C opens again. */
  const last = useRef<Tool>('layers');
  useEffect(() => {
    now.current = { tool, onTool };
    if (tool) last.current = tool;
  });
  useEffect(() => {
    if (!active) return;
    const press = (event: KeyboardEvent) => {
      if (!isForScreen(event)) return;
      const { tool, onTool } = now.current;
      const key = event.key.toLowerCase();
      if (key === 'c') onTool(tool ? null : last.current);
      else if (key === 'l') onTool(tool === 'list' ? 'layers' : 'list');
      else if (key === '?') tell((before) => !before);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [active]);
  return { told: active && told, tell };
}
