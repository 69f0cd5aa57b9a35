/** The rail of tools on the left; on a phone the tab bar at the bottom. */
import {
  IconBookmarks,
  IconChartBar,
  IconChartDots3,
  IconColumns2,
  IconFilter,
  IconListDetails,
  IconMap2,
  IconPencil,
  IconPrinter,
  IconStack2,
  IconTarget,
  IconWind,
} from '@tabler/icons-react';
import { useLanguage } from '../parts/texts.tsx';
import { MAP_TOOLS, type MapToolId } from './map-tools.tsx';

export type Tool = 'layers' | 'query' | 'results' | MapToolId;
const ICONS = {
  layers: IconStack2,
  query: IconTarget,
  results: IconListDetails,
  accident: IconWind,
  risk: IconChartDots3,
  filter: IconFilter,
  charts: IconChartBar,
  regions: IconMap2,
  draw: IconPencil,
  compare: IconColumns2,
  views: IconBookmarks,
  print: IconPrinter,
} as const;

export function Tools({
  tool,
  asked,
  staff,
  phone,
  onTool,
}: {
  tool: Tool | null;
  asked: boolean;
  staff: boolean;
  phone: boolean;
  onTool: (tool: Tool | null) => void;
}) {
  const { t } = useLanguage();
  const names = {
    layers: t.layers,
    query: t.query,
    results: t.results,
    accident: t.accidentTool,
    risk: t.riskTool,
    filter: t.filterTool,
    charts: t.chartsTool,
    regions: t.regionsTool,
    draw: t.drawTool,
    compare: t.compareTool,
    views: t.viewsTool,
    print: t.printTool,
  };
  const offered: readonly Tool[] = [
    'layers',
    'query',
    ...(phone && asked ? (['results'] as const) : []),
    ...(staff ? MAP_TOOLS : []),
  ];
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
