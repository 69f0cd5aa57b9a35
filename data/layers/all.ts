/** Every layer of the register, in the order in which catalogues list them. */
import type { Layer } from '../layer.ts';
import { enterprises } from './enterprises.ts';
import { regions } from './regions.ts';

export const LAYERS = [regions, enterprises] as const satisfies readonly Layer[];
export type LayerId = (typeof LAYERS)[number]['id'];

/** The layer with this id, or undefined. */
export function layerById(id: string): Layer | undefined {
  return LAYERS.find((layer) => layer.id === id);
}
