/** Which layers there are and which are on at first; and how a reader's choice differs from that. */
import type { Role } from '../data/layer.ts';
import type { LayerId } from '../data/layers/all.ts';
import { LAYER_FACTS } from '../tiles/layer-facts.ts';
import { defaultOn } from '../tiles/layer-looks.ts';
import type { LayerShown, Shown } from './map/props.ts';

export const LAYER_IDS = Object.keys(LAYER_FACTS) as LayerId[];
export const isLayerId = (id: string): id is LayerId => Object.hasOwn(LAYER_FACTS, id);

const ALL: Omit<LayerShown, 'on'> = { kinds: null, grades: null, where: null };

/** What a link says about layers: only what is not as at first. */
export type LayerChoices = Readonly<Partial<Record<LayerId, Partial<LayerShown>>>>;

/** A layer as it is when a reader of this role opens the page. */
export function atFirst(role: Role, id: LayerId): LayerShown {
  return { on: defaultOn(id, role), ...ALL };
}

/** Every layer with the choices applied. */
export function layersShown(role: Role, choices: LayerChoices): Shown['layers'] {
  return Object.fromEntries(LAYER_IDS.map((id) => [id, { ...atFirst(role, id), ...choices[id] }]));
}

/** The choices without conditions on fields. */
export function withoutWhere(choices: LayerChoices): LayerChoices {
  return Object.fromEntries(
    Object.entries(choices).map(([id, { where: _where, ...choice }]) => [id, choice]),
  );
}

/** What differs from the first view of this role. */
export function choicesOf(role: Role, layers: Shown['layers']): LayerChoices {
  return Object.fromEntries(
    LAYER_IDS.flatMap((id) => {
      const now = layers[id];
      const first = atFirst(role, id);
      if (!now) return [];
      const choice: Partial<LayerShown> = {
        ...(now.on !== first.on && { on: now.on }),
        ...(now.kinds && { kinds: now.kinds }),
        ...(now.grades && { grades: now.grades }),
        ...(now.where && { where: now.where }),
        ...(now.opacity !== undefined && now.opacity !== 1 && { opacity: now.opacity }),
      };
      return Object.keys(choice).length > 0 ? [[id, choice]] : [];
    }),
  );
}

/** Another choice for one layer. */
export function withLayer(shown: Shown, id: LayerId, part: Partial<LayerShown>): Shown {
  const before = shown.layers[id] ?? { on: false, ...ALL };
  return { ...shown, layers: { ...shown.layers, [id]: { ...before, ...part } } };
}

/** Whether a layer is on, and something of it is left by its filters. */
export function isDrawn(shown: Shown, id: LayerId): boolean {
  const layer = shown.layers[id];
  return layer?.on === true && layer.kinds?.length !== 0 && layer.grades?.length !== 0;
}

/** Lines and areas are not summed over the ground: their middle says nothing about where they are. */
const NOT_POINTS: readonly LayerId[] = [
  'regions',
  'management_areas',
  'parks',
  'pipelines',
  'lifelines',
  'roads',
  'risk_contours',
];
export const drawsPoints = (id: LayerId): boolean => !NOT_POINTS.includes(id);
