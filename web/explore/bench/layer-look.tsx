/** How strongly a layer is drawn, and over which others. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type MouseEvent, useState } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';

export interface LayerPlace {
  /** 1 = on top. */
  readonly at: number;
  readonly of: number;
  readonly onMove: (step: -1 | 1) => void;
}

export default function LayerLook({
  name,
  opacity,
  onOpacity,
  place,
}: {
  name: string;
  /** 0–1 */
  opacity: number;
  onOpacity: (opacity: number) => void;
  /** null where there is nothing to order. */
  place: LayerPlace | null;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [moved, setMoved] = useState(false);
  const move = (event: MouseEvent<HTMLButtonElement>, step: -1 | 1) => {
    const button = event.currentTarget;
    place?.onMove(step);
    setMoved(true);
    // the section changes its place in the page, and would lose the focus with it
    requestAnimationFrame(() => button.focus());
  };
  return (
    <div className="layer-look">
      <label className="slider caption muted">
        <span>{t.opacity}</span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={Math.round(opacity * 100)}
          aria-label={t.opacityOf(name)}
          onChange={(event) => onOpacity(Number(event.target.value) / 100)}
        />
        <output>{Math.round(opacity * 100)}%</output>
      </label>
      {place && (
        <>
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.up(name)}
            title={place.at === 1 ? t.top : t.up(name)}
            aria-disabled={place.at === 1}
            onClick={(event) => place.at > 1 && move(event, -1)}
          >
            <IconArrowUp size={15} stroke={1.75} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.down(name)}
            title={place.at === place.of ? t.bottom : t.down(name)}
            aria-disabled={place.at === place.of}
            onClick={(event) => place.at < place.of && move(event, 1)}
          >
            <IconArrowDown size={15} stroke={1.75} aria-hidden="true" />
          </button>
          <span className="hidden" role="status">
            {moved && t.place(name, f.count(place.at), f.count(place.of))}
          </span>
        </>
      )}
    </div>
  );
}
