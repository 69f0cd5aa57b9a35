/** Every layer that the reader may see, by group, with a search: what is not on the workbench is switched on here. */
import { useState } from 'react';
import { LAYER_GROUPS } from '../../data/layer.ts';
import type { LayerId } from '../../data/layers/all.ts';
import type { LayerSummary } from '../api.ts';
import { withLayer } from '../layers.ts';
import type { Shown } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { Switch } from './layer-section.tsx';

export type NamedLayer = LayerSummary & { readonly id: LayerId; readonly name: string };

/** A shorter list is read at a glance. */
const SEARCH_FROM = 9;

export function LayerCatalogue({
  layers,
  shown,
  onShown,
}: {
  layers: readonly NamedLayer[];
  shown: Shown;
  onShown: (shown: Shown) => void;
}) {
  const { t, f, of } = useLanguage();
  const [text, setText] = useState('');
  const found = layers.filter((layer) => matches(layer, text));
  return (
    <div className="catalogue">
      {layers.length >= SEARCH_FROM && (
        <input
          type="search"
          className="input"
          aria-label={t.catalogueSearch}
          placeholder={t.catalogueSearch}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {LAYER_GROUPS.map((group) => {
        const inGroup = found.filter((layer) => layer.group === group.id);
        if (inGroup.length === 0) return null;
        return (
          <section key={group.id} aria-label={of(group)}>
            <h3>{of(group)}</h3>
            {inGroup.map((layer) => (
              <div key={layer.id} className="catalogue-row">
                <Switch
                  name={layer.name}
                  on={shown.layers[layer.id]?.on ?? false}
                  onSwitch={(on) => onShown(withLayer(shown, layer.id, { on }))}
                />
                <p>
                  <span>{layer.name}</span>
                  <small className="muted">{of(layer.about)}</small>
                </p>
                <b className="caption muted">{f.count(layer.count)}</b>
              </div>
            ))}
          </section>
        );
      })}
      {found.length === 0 && (
        <p className="muted" role="status">
          {t.catalogueNothing(text)}
        </p>
      )}
    </div>
  );
}

/** By name, description or kind, in either language. */
function matches(layer: NamedLayer, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  const kinds = layer.kinds?.flatMap(({ zh, en }) => [zh, en]) ?? [];
  return [layer.name, layer.label.zh, layer.label.en, layer.about.zh, layer.about.en, ...kinds].some(
    (words) => words.toLowerCase().includes(wanted),
  );
}
