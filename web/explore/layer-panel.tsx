/** The layers: a workbench of those in use, whose legends are the filters, and the catalogue of all. */
import { IconArrowLeft, IconChevronLeft, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { LayerId } from '../../data/layers/all.ts';
import type { LayerSummary } from '../api.ts';
import { drawsPoints, isLayerId, withLayer } from '../layers.ts';
import type { Shown } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { inOrder, moved } from './bench/order.ts';
import { LayerCatalogue, type NamedLayer } from './layer-catalogue.tsx';
import { LayerSection } from './layer-section.tsx';
import { RegionSection, SurfaceSection } from './region-section.tsx';
import { PastNote } from './slots.tsx';
import './layers.css';

const OwnOrder = lazy(() => import('./bench/own-order.tsx'));

/** So few layers need no catalogue: all stand on the workbench. */
const FEW = 6;

export function LayerPanel({
  layers,
  shown,
  zoom,
  asking,
  staff,
  onShown,
  onZoomTo,
  onClose,
}: {
  layers: readonly LayerSummary[];
  shown: Shown;
  zoom: number;
  asking: boolean;
  staff: boolean;
  onShown: (shown: Shown) => void;
  /** Shows the whole extent of a layer. */
  onZoomTo: (id: LayerId) => void;
  onClose: (() => void) | null;
}) {
  const { t, f } = useLanguage();
  const named = useNamed(layers, staff);
  const [choosing, setChoosing] = useState(false);
  const few = named.length <= FEW;
  const benched = useBenched(shown);
  const onBench = inOrder(few ? named : named.filter(({ id }) => benched.has(id)), shown.order).filter(
    ({ id }) => id !== 'regions',
  );
  const order = onBench.map(({ id }) => id);
  const active = named.filter(({ id }) => shown.layers[id]?.on).length;
  const regions = named.find(({ id }) => id === 'regions');
  const enterprises = named.find(({ id }) => id === 'enterprises');
  return (
    <>
      <header className="panel-head">
        {choosing && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.catalogueBack}
            onClick={() => setChoosing(false)}
          >
            <IconArrowLeft size={16} stroke={1.75} />
          </button>
        )}
        <h2>{choosing ? t.catalogueTitle : t.layersTitle}</h2>
        <span className="chip count" title={t.activeLayers(f.count(active))}>
          {f.count(active)}
        </span>
        <span className="spread" />
        {!few && !choosing && (
          <button type="button" className="button link small" onClick={() => setChoosing(true)}>
            <IconPlus size={14} stroke={1.75} aria-hidden="true" />
            {t.catalogue}
          </button>
        )}
        {onClose && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.closePanel}
            onClick={onClose}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      {shown.time && (
        <Suspense fallback={null}>
          <PastNote time={shown.time} />
        </Suspense>
      )}
      {choosing ? (
        <LayerCatalogue layers={named} shown={shown} onShown={onShown} />
      ) : (
        <>
          {regions && (
            <RegionSection
              layer={regions}
              shown={shown}
              zoom={zoom}
              asking={asking}
              onShown={onShown}
              onZoomTo={() => onZoomTo('regions')}
            />
          )}
          {onBench.map((layer, at) => (
            <LayerSection
              key={layer.id}
              layer={layer}
              name={layer.name}
              staff={staff}
              shown={shown.layers[layer.id] ?? { on: false, kinds: null, grades: null, where: null }}
              density={densityOf(layer, shown)}
              onShown={(part) => onShown(withLayer(shown, layer.id, part))}
              onDensity={(density) =>
                onShown({ ...shown, density: density && { layer: layer.id, ...density } })
              }
              onZoomTo={layer.kind === 'features' ? () => onZoomTo(layer.id) : null}
              place={
                onBench.length > 1
                  ? {
                      at: at + 1,
                      of: onBench.length,
                      onMove: (step) => onShown({ ...shown, order: moved(order, layer.id, step) }),
                    }
                  : null
              }
            />
          ))}
          {shown.order.length > 0 && (
            <Suspense fallback={null}>
              <OwnOrder onReset={() => onShown({ ...shown, order: [] })} />
            </Suspense>
          )}
          {enterprises && (
            <SurfaceSection on={shown.surface} onSwitch={(surface) => onShown({ ...shown, surface })} />
          )}
        </>
      )}
    </>
  );
}

/** Layers that have objects, under the name that the reader understands. */
function useNamed(layers: readonly LayerSummary[], staff: boolean): readonly NamedLayer[] {
  const { t, of } = useLanguage();
  return useMemo(
    () =>
      layers.flatMap((layer) => {
        const { id, count } = layer;
        if (!isLayerId(id) || count === 0) return [];
        const plain = staff ? undefined : t.plainLayer[id];
        const name =
          plain ?? (layer.kind === 'cells' && id === 'enterprises' ? t.enterprisesCells : of(layer.label));
        return [{ ...layer, id, name }];
      }),
    [layers, staff, t, of],
  );
}

/** Layers on the workbench: those that are on, and those that were since it was opened, so that none slips away. */
function useBenched(shown: Shown): ReadonlySet<LayerId> {
  const seen = useRef(new Set<LayerId>(['enterprises']));
  for (const [id, layer] of Object.entries(shown.layers)) if (layer.on && isLayerId(id)) seen.current.add(id);
  return seen.current;
}

/** How a layer's points are summed; undefined where there are none, or too few for it to mean anything. */
function densityOf(layer: NamedLayer, shown: Shown) {
  const LEAST = 50;
  if (!drawsPoints(layer.id) || layer.count < LEAST) return undefined;
  return shown.density?.layer === layer.id ? shown.density : null;
}
