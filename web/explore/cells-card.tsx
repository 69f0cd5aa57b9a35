/** The card of counted enterprises: how many of each grade, and a way closer. */
import { IconZoomIn } from '@tabler/icons-react';
import { GRADE_KEYS } from '../../data/grade.ts';
import { useLanguage } from '../parts/texts.tsx';
import { CloseButton } from './card.tsx';
import { type Counts, GradeCounts } from './grade-counts.tsx';

export function CellsCard({
  counts,
  staff,
  onZoom,
  onClose,
}: {
  counts: Counts;
  staff: boolean;
  onZoom: () => void;
  onClose: () => void;
}) {
  const { t, f } = useLanguage();
  const total = GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0);
  return (
    <aside className="card" aria-label={t.card}>
      <header className="card-head">
        <div className="card-grade">
          <h2 tabIndex={-1}>{t.cellsTitle(f.count(total))}</h2>
          <span className="spread" />
          <CloseButton onClose={onClose} />
        </div>
        {!staff && <p className="caption muted">{t.cellsPublic}</p>}
      </header>
      <section className="card-counts">
        <GradeCounts counts={counts} />
      </section>
      <footer className="card-foot">
        <button type="button" className="button small" onClick={onZoom}>
          <IconZoomIn size={15} stroke={1.75} aria-hidden="true" />
          {t.zoomIn}
        </button>
      </footer>
    </aside>
  );
}
