/** Buttons of a card that open a tool with the object: consequences of an accident, safety distances, moving it. */
import { IconArrowsMove, IconShieldHalf, IconWind } from '@tabler/icons-react';
import type { LayerId } from '../../data/layers/all.ts';
import type { Item } from '../api.ts';
import { nameIn } from '../parts/names.ts';
import { placeOf } from '../parts/place.ts';
import { useLanguage } from '../parts/texts.tsx';
import type { ToolRequest } from '../plan/tool.ts';
import { MAP_TOOLS } from './map-tools.tsx';

/** Which layers' objects a tool can be asked about. */
const ASKED = [
  { tool: 'accident', layers: ['major_hazards'], icon: IconWind, word: 'accidentOf' },
  {
    tool: 'risk',
    part: 'safety',
    layers: ['major_hazards', 'pipelines'],
    icon: IconShieldHalf,
    word: 'safetyOf',
  },
] as const;
const MOVING = { tool: 'draw', icon: IconArrowsMove, word: 'moveIt' } as const;
/** Places that come about in ways of their own. */
const UNMOVED: readonly LayerId[] = ['regions', 'hidden_dangers', 'tasks', 'risk_contours'];

export function CardTools({
  layer,
  item,
  moves,
  onTool,
}: {
  layer: LayerId;
  item: Item;
  /** The reader may move objects. */
  moves: boolean;
  onTool: (request: ToolRequest) => void;
}) {
  const { t, lang } = useLanguage();
  const offered = [
    ...ASKED.filter(({ layers }) => layers.some((name) => name === layer)),
    ...(moves && !UNMOVED.includes(layer) ? [MOVING] : []),
  ].filter(({ tool }) => MAP_TOOLS.includes(tool));
  if (offered.length === 0) return null;
  const { name, name_en } = item.properties;
  return (
    <div className="card-tools">
      {offered.map(({ icon: Icon, word, ...asked }) => (
        <button
          key={word}
          type="button"
          className="button small"
          onClick={() =>
            onTool({
              tool: asked.tool,
              ...('part' in asked && { part: asked.part }),
              object: { layer, id: item.id },
              name: typeof name === 'string' ? nameIn(lang, name, name_en) : null,
              at: placeOf(item),
            })
          }
        >
          <Icon size={15} stroke={1.75} aria-hidden="true" />
          {t[word]}
        </button>
      ))}
    </div>
  );
}
