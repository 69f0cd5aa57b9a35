/** Where the middle of the map is: from the city down to the level that is drawn. */
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { GradeKey } from '../../data/grade.ts';
import { AREA_LEVELS, areaLevels } from '../../tiles/levels.ts';
import { regionsAt } from '../api.ts';
import { dayQuery } from '../map/past.ts';
import type { Camera, Shown } from '../map/props.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { nameIn } from '../parts/names.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';

const PAUSE_MS = 350;
/** Outermost first, the city before all of them; people limited to a region begin further in. */
const LEVELS: readonly string[] = AREA_LEVELS;

export function Breadcrumb({
  camera,
  level,
  time,
  readerKey,
  onChoose,
}: {
  camera: Camera;
  level: Shown['level'];
  time: Shown['time'];
  readerKey: string | null;
  onChoose: (code: string) => void;
}) {
  const { lang, t, f } = useLanguage();
  const [still, setStill] = useState(camera);
  useEffect(() => {
    const timer = setTimeout(() => setStill(camera), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [camera]);
  const at = useRemote(
    `${readerKey} ${still.lon.toFixed(4)} ${still.lat.toFixed(4)} ${time?.at} ${time?.mode}`,
    (signal) => regionsAt(still.lon, still.lat, signal, dayQuery('regions', time)),
    readerKey,
  );
  const deepest = LEVELS.indexOf(areaLevels(level, still.zoom));
  const path = (at.data?.path ?? []).filter((step) => LEVELS.indexOf(step.level) <= deepest);
  const last = path.at(-1);
  if (!last) return null;
  return (
    <nav className="breadcrumb panel" aria-label={t.here}>
      <ol>
        {path.map((step) => (
          <li key={step.code}>
            <button
              type="button"
              onClick={() => onChoose(step.code)}
              aria-current={step === last ? 'location' : undefined}
            >
              {nameIn(lang, step.name, step.nameEn)}
            </button>
            {step !== last && <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />}
          </li>
        ))}
      </ol>
      <span className="grade-tag">
        <GradeSymbol grade={String(last.grade) as GradeKey} overdue={last.gradeState === 'overdue'} />
        {t.grade[String(last.grade) as GradeKey]}
        {last.score !== null && ` ${f.decimal(last.score)}`}
      </span>
    </nav>
  );
}
