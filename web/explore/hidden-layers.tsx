/** A link may show layers that this reader does not see: they are told, and nothing fails. */
import { IconEyeOff, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { LayerSummary } from '../api.ts';
import { isLayerId, type LayerChoices } from '../layers.ts';
import { useLanguage } from '../parts/texts.tsx';

export function HiddenLayers({
  choices,
  layers,
}: {
  /** What the link said. */
  choices: LayerChoices;
  layers: readonly LayerSummary[];
}) {
  const { t, f } = useLanguage();
  const [read, setRead] = useState(false);
  const hidden = Object.entries(choices).filter(
    ([id, choice]) =>
      isLayerId(id) && choice.on === true && !layers.some((layer) => layer.id === id && layer.count > 0),
  ).length;
  if (hidden === 0 || read) return null;
  return (
    <p className="panel hidden-layers" role="status">
      <IconEyeOff size={16} stroke={1.75} aria-hidden="true" />
      {t.hiddenLayers(f.count(hidden))}
      <button
        type="button"
        className="button quiet icon small"
        aria-label={t.closePanel}
        onClick={() => setRead(true)}
      >
        <IconX size={14} stroke={1.75} />
      </button>
    </p>
  );
}
