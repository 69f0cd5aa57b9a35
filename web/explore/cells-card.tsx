/** The card of counted objects: how many, of each grade where there are grades, and a way closer. */
import { IconZoomIn } from '@tabler/icons-react';
import { GRADE_KEYS } from '../../data/grade.ts';
import type { LayerSummary } from '../api.ts';
import { useLanguage } from '../parts/texts.tsx';
import { CloseButton } from './card.tsx';
import { type Counts, GradeCounts } from './grade-counts.tsx';

export function CellsCard({
  layer,
  counts,
  staff,
  onZoom,
  onClose,
}: {
  layer: LayerSummary | null;
  counts: Counts;
  staff: boolean;
  onZoom: () => void;
  onClose: () => void;
}) {
  const { t, f, of } = useLanguage();
  const total = GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0);
  return (
    <aside className="card" aria-label={t.card}>
      <header className="card-head">
        <div className="card-grade">
          <h2 tabIndex={-1}>{t.cellsTitle(f.count(total), layer ? of(layer.label) : '')}</h2>
          <span className="spread" />
          <CloseButton onClose={onClose} />
        </div>
        {!staff && <p className="caption muted">{t.cellsPublic}</p>}
      </header>
      {layer?.graded && (
        <section className="card-counts">
          <GradeCounts counts={counts} />
        </section>
      )}
      <footer className="card-foot">
        <button type="button" className="button small" onClick={onZoom}>
          <IconZoomIn size={15} stroke={1.75} aria-hidden="true" />
          {t.zoomIn}
        </button>
      </footer>
    </aside>
  );
}
