/** The rail of tools on the left; on a phone the tab bar at the bottom. */
import {
  IconBookmarks,
  IconChartBar,
  IconChartDots3,
  IconColumns2,
  IconDots,
  IconFilter,
  IconListDetails,
  IconListSearch,
  IconMap2,
  IconPencil,
  IconPrinter,
  IconStack2,
  IconTarget,
  IconWind,
} from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useLanguage } from '../parts/texts.tsx';
import { TEXTS } from './bench/texts.ts';
import { MAP_TOOLS, type MapToolId } from './map-tools.tsx';

export type Tool = 'layers' | 'query' | 'results' | MapToolId;
const ICONS = {
  layers: IconStack2,
  query: IconTarget,
  results: IconListDetails,
  list: IconListSearch,
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
  const { lang, t } = useLanguage();
  const menu = useId();
  const names = {
    layers: t.layers,
    list: TEXTS[lang].list,
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
  const items: readonly Tool[] = [
    'layers',
    'query',
    ...(phone && asked ? (['results'] as const) : []),
    ...(staff ? MAP_TOOLS : MAP_TOOLS.filter((id) => id === 'list')),
  ];
  const [more, setMore] = useState(false);
  const { offered, rest } = split(items, tool, phone);
  const button = (name: Tool) => {
    const Icon = ICONS[name];
    return (
      <button
        key={name}
        type="button"
        aria-pressed={tool === name}
        onClick={() => {
          setMore(false);
          onTool(tool === name && !phone ? null : name);
        }}
      >
        <Icon size={19} stroke={1.75} aria-hidden="true" />
        {names[name]}
      </button>
    );
  };
  return (
    <nav className="tools" aria-label={t.tools}>
      {offered.map(button)}
      {rest.length > 0 && (
        <button type="button" aria-expanded={more} aria-controls={menu} onClick={() => setMore(!more)}>
          <IconDots size={19} stroke={1.75} aria-hidden="true" />
          {TEXTS[lang].more}
        </button>
      )}
      {rest.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a set of buttons, no fields
        <div
          id={menu}
          role="group"
          className="more-tools panel"
          aria-label={TEXTS[lang].moreTools}
          hidden={!more}
        >
          {rest.map(button)}
        </div>
      )}
    </nav>
  );
}

/** So many tools have room in the tab bar of a phone beside the one that opens the others. */
const TABS = 4;

/** The tools of the bar, the open one among them, and those behind "more". */
function split(items: readonly Tool[], tool: Tool | null, phone: boolean) {
  if (!phone || items.length <= TABS + 1) return { offered: items, rest: [] };
  const first = items.slice(0, TABS);
  const offered =
    tool === null || first.includes(tool) || !items.includes(tool) ? first : first.with(TABS - 1, tool);
  return { offered, rest: items.filter((name) => !offered.includes(name)) };
}
