/** The list that is equal to the map: what is in view of each layer, under the same filters, for readers of any kind. */
import { IconChevronLeft } from '@tabler/icons-react';
import type { LayerId } from '../../../data/layers/all.ts';
import { LAYER_FACTS } from '../../../tiles/layer-facts.ts';
import { AREA_LEVELS, areaLevels } from '../../../tiles/levels.ts';
import type { Item, LayerSummary } from '../../api.ts';
import { isDrawn, isLayerId } from '../../layers.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import { LayerList } from './layer-list.tsx';
import { TEXTS } from './texts.ts';
import './list.css';

type Listed = LayerSummary & { readonly id: LayerId };

export default function ListTool({
  open,
  fresh,
  layers,
  shown,
  view,
  camera,
  selected,
  onSelect,
  onGo,
  onClose,
}: ToolProps) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const on = layers.filter((layer): layer is Listed => isLayerId(layer.id) && isDrawn(shown, layer.id));
  const zoom = camera?.zoom ?? 0;
  return (
    <section className="list-tool" aria-label={t.title}>
      <header className="panel-head">
        <h2>{t.title}</h2>
        <span className="spread" />
        {onClose && (
          <button type="button" className="button quiet icon small" aria-label={t.close} onClick={onClose}>
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      <p className="list-about caption muted">
        {t.about} {t.hint}
      </p>
      {!view && on.length > 0 && <p className="list-about muted">{t.loading}</p>}
      {on.length === 0 && <p className="list-about muted">{t.nothing}</p>}
      {view &&
        on.map((layer) => {
          const { id } = layer;
          const told = id === 'regions' ? `${of(layer.label)}` : of(layer.label);
          const from = LAYER_FACTS[id].fromZoom;
          const only =
            layer.kind === 'cells'
              ? t.counted
              : from !== undefined && from !== null && zoom < from
                ? t.fromZoom
                : null;
          if (only)
            return (
              <section key={id} className="layer-list" aria-label={told}>
                <h3>{told}</h3>
                <p className="muted">{only}</p>
              </section>
            );
          return (
            <LayerList
              key={id}
              drawn={{
                id,
                layer: shown.layers[id]!,
                graded: layer.graded,
                level: levelOf(layer, shown.level, zoom),
                time: shown.time,
                view,
              }}
              name={told}
              kindOf={(item) => kindWord(layer, item, of)}
              fresh={open ? fresh : null}
              selected={selected}
              onOpen={onSelect}
              onCloser={() => onGo(inner(view))}
            />
          );
        })}
    </section>
  );
}

/** The middle of what the map shows, half as wide and high. */
function inner([west, south, east, north]: NonNullable<ToolProps['view']>) {
  const [wide, high] = [(east - west) / 4, (north - south) / 4];
  return [west + wide, south + high, east - wide, north - high] as const;
}

/** The level that the map fills: the finest that there is where the wanted one is not. */
function levelOf(layer: LayerSummary, wanted: Parameters<typeof areaLevels>[0], zoom: number) {
  const levels = AREA_LEVELS.filter((level) => layer.byLevel?.[level]);
  const level = areaLevels(wanted, zoom);
  return levels.includes(level) ? level : (levels.at(-1) ?? level);
}

function kindWord(
  layer: Listed,
  { properties }: Item,
  of: (words: { readonly zh: string; readonly en: string }) => string,
): string {
  const { kindField } = LAYER_FACTS[layer.id];
  const kind = kindField ? layer.kinds?.find(({ id }) => id === properties[kindField]) : undefined;
  return kind ? of(kind) : '';
}
