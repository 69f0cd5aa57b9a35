/** How the map draws a kind of a layer, as a small picture beside its word: plate, line or outline. */
import type { LayerId } from '../../data/layers/all.ts';
import { type AreaLook, type LineLook, lookOf } from '../../tiles/layer-looks.ts';
import { plate } from '../../tiles/plates.ts';
import { MAP_COLOURS, OBJECT_COLOURS, type Theme } from '../../tiles/tokens.ts';
import { useDrawnTheme } from './theme.ts';

const WIDTH_PX = 22;
const HEIGHT_PX = 18;
const PLATE_PX = 16;
/** Room that a plate's picture has around it, px. */
const PLATE_MARGIN_PX = 5;

/** Decoration; nothing where the layer does not tell its kinds apart. */
export function KindSymbol({ layer, kind }: { layer: LayerId; kind: string }) {
  const theme = useDrawnTheme();
  const look = lookOf(layer, kind);
  if (look.line) return <LineSample line={look.line} theme={theme} />;
  if (look.mark) {
    const picture = plate(look.mark, theme, PLATE_PX);
    const side = PLATE_PX + 2 * PLATE_MARGIN_PX;
    return (
      <img
        className="kind-symbol"
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`}
        width={side}
        height={side}
        alt=""
        style={{ margin: -(PLATE_MARGIN_PX - 1) }}
      />
    );
  }
  return look.area ? <AreaSample area={look.area} theme={theme} /> : null;
}

function LineSample({ line, theme }: { line: LineLook; theme: Theme }) {
  const y = HEIGHT_PX / 2;
  const dashes = { none: undefined, whole: undefined, dashes: '4 3', dots: '1.5 3' }[line.stripe];
  return (
    <svg className="kind-symbol" width={WIDTH_PX} height={HEIGHT_PX} aria-hidden="true">
      <path
        d={`M1 ${y}H${WIDTH_PX - 1}`}
        stroke={OBJECT_COLOURS[theme][line.colour]}
        strokeWidth={line.widthPx}
        strokeLinecap="round"
      />
      {line.stripe !== 'none' && (
        <path
          d={`M1 ${y}H${WIDTH_PX - 1}`}
          stroke={MAP_COLOURS[theme].casing}
          strokeWidth={Math.max(1, line.widthPx * 0.36)}
          strokeDasharray={dashes}
        />
      )}
    </svg>
  );
}

function AreaSample({ area, theme }: { area: AreaLook; theme: Theme }) {
  return (
    <svg className="kind-symbol" width={WIDTH_PX} height={HEIGHT_PX} aria-hidden="true">
      <rect
        x={1.5}
        y={2.5}
        width={WIDTH_PX - 3}
        height={HEIGHT_PX - 5}
        rx={2}
        fill="none"
        stroke={OBJECT_COLOURS[theme][area.outline]}
        strokeWidth={area.widthPx}
        strokeDasharray={area.dashPx?.join(' ')}
      />
    </svg>
  );
}
