/** How the map draws a kind of a layer, as a small picture beside its word. */
import type { LayerId } from '../../data/layers/all.ts';
import { lookOf } from '../../tiles/layer-looks.ts';
import { kindSwatch } from '../../tiles/legend-swatches.ts';
import { SvgPicture } from './svg-picture.tsx';
import { useDrawnTheme } from './theme.ts';

/** Decoration; nothing where the layer does not tell its kinds apart. */
export function KindSymbol({ layer, kind }: { layer: LayerId; kind: string }) {
  const picture = kindSwatch(layer, kind, useDrawnTheme());
  return picture ? <SvgPicture className="kind-symbol" svg={picture} /> : null;
}

/** Whether the picture of a kind is a line or an outline, wider than a mark. */
export function isWide(layer: LayerId, kind: string): boolean {
  const { line, area } = lookOf(layer, kind);
  return line !== undefined || area?.pattern !== undefined;
}
