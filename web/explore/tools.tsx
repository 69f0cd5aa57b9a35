/** The rail of tools on the left; on a phone the tab bar at the bottom. */
import { IconListDetails, IconStack2, IconTarget } from '@tabler/icons-react';
import { useLanguage } from '../parts/texts.tsx';

export type Tool = 'layers' | 'query' | 'results';
const ICONS = { layers: IconStack2, query: IconTarget, results: IconListDetails } as const;

export function Tools({
  tool,
  asked,
  phone,
  onTool,
}: {
  tool: Tool | null;
  asked: boolean;
  phone: boolean;
  onTool: (tool: Tool | null) => void;
}) {
  const { t } = useLanguage();
  const names = { layers: t.layers, query: t.query, results: t.results };
  const offered: readonly Tool[] = phone && asked ? ['layers', 'query', 'results'] : ['layers', 'query'];
  return (
    <nav className="tools" aria-label={t.tools}>
      {offered.map((name) => {
        const Icon = ICONS[name];
        return (
          <button
            key={name}
            type="button"
            aria-pressed={tool === name}
            onClick={() => onTool(tool === name && !phone ? null : name)}
          >
            <Icon size={19} stroke={1.75} aria-hidden="true" />
            {names[name]}
          </button>
        );
      })}
    </nav>
  );
}
