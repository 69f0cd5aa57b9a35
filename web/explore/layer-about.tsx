/** What a layer is, whence, of what day, and how many. */
import type { LayerSummary } from '../api.ts';
import { useLanguage } from '../parts/texts.tsx';

export function LayerAbout({ layer }: { layer: LayerSummary }) {
  const { t, f, of } = useLanguage();
  return (
    <div className="layer-about">
      <p className="caption muted">{of(layer.about)}</p>
      <dl className="fields caption">
        <dt>{t.aboutSource}</dt>
        <dd>{layer.sources.length > 0 ? layer.sources.join(' ') : t.published}</dd>
        <dt>{t.aboutDate}</dt>
        <dd>{layer.asOf ? f.moment(layer.asOf) : '–'}</dd>
        <dt>{t.aboutCount}</dt>
        <dd>{f.count(layer.count)}</dd>
      </dl>
    </div>
  );
}
