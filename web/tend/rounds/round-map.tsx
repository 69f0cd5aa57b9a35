/** The regions of a round as they were graded, drawn from the round itself. */
import type { FeatureCollection, MultiPolygon, Position } from 'geojson';
import { useMemo, useState } from 'react';
import { GRADE_KEYS, GRADE_WORDS, type Grade, type GradeKey } from '../../../data/grade.ts';
import { answered } from '../../api.ts';
import { GradePatterns, gradeName, patternOf } from '../../parts/charts/grade-patterns.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { Round } from './answer.ts';
import { TEXTS } from './texts.ts';

interface Properties {
  readonly name: string;
  readonly grade: Grade | null;
}
type Shapes = FeatureCollection<MultiPolygon, Properties>;
const LEVELS = ['county', 'township', 'village'] as const;
const WIDTH = 640;
const PATTERNS = 'round';

export function RoundMap({ round }: { round: Round }) {
  const { lang, t: shell } = useLanguage();
  const t = TEXTS[lang];
  const [level, setLevel] = useState<(typeof LEVELS)[number]>('township');
  const shapes = useRemote(`${round.id} ${round.takenAt} ${level}`, () =>
    answered<Shapes>(fetch(`/api/rounds/${round.id}/map?layer=regions&level=${level}`)),
  );
  const drawn = useMemo(() => (shapes.data ? project(shapes.data) : null), [shapes.data]);
  return (
    <div>
      <div className="page-tools">
        <label>
          {t.level}
          <select value={level} onChange={({ target }) => setLevel(target.value as typeof level)}>
            {LEVELS.map((one) => (
              <option key={one} value={one}>
                {shell.level[one]}
              </option>
            ))}
          </select>
        </label>
        <ul className="round-legend">
          {GRADE_KEYS.map((key) => (
            <li key={key}>
              <svg width={16} height={12} aria-hidden="true">
                <GradePatterns id={`legend-${key}`} />
                <rect width={16} height={12} fill={patternOf(`legend-${key}`, key)} />
              </svg>
              {GRADE_WORDS[key][lang]}{' '}
              {shapes.data?.features.filter(({ properties }) => String(properties.grade) === key).length ??
                ''}
            </li>
          ))}
        </ul>
      </div>
      {shapes.problem && <Trouble problem={shapes.problem} again={shapes.again} />}
      {drawn && (
        <svg
          className="round-map"
          viewBox={`0 0 ${WIDTH} ${drawn.height}`}
          role="img"
          aria-label={`${t.map} ${round.name}`}
        >
          <GradePatterns id={PATTERNS} />
          {drawn.paths.map(({ id, d, name, grade }) => {
            const key = String(grade) as GradeKey;
            return (
              <path
                key={id}
                d={d}
                fill={patternOf(PATTERNS, key)}
                stroke={`var(--fc-g${gradeName(key)}-stroke)`}
              >
                <title>
                  {name} {GRADE_WORDS[key][lang]}
                </title>
              </path>
            );
          })}
        </svg>
      )}
    </div>
  );
}

/** Web Mercator shapes fitted into the width. */
function project({ features }: Shapes) {
  const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * (180 / Math.PI);
  const rings = (geometry: MultiPolygon) => geometry.coordinates.flat();
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of features)
    for (const ring of rings(geometry))
      for (const [lon = 0, lat = 0] of ring) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, mercator(lat));
        north = Math.max(north, mercator(lat));
      }
  if (east <= west) return { height: 1, paths: [] };
  const scale = WIDTH / (east - west);
  const point = ([lon = 0, lat = 0]: Position) =>
    `${((lon - west) * scale).toFixed(1)} ${((north - mercator(lat)) * scale).toFixed(1)}`;
  return {
    height: Math.ceil((north - south) * scale),
    paths: features.map(({ id, geometry, properties }) => ({
      id: String(id),
      ...properties,
      d: rings(geometry)
        .map((ring) => `M${ring.map(point).join('L')}Z`)
        .join(''),
    })),
  };
}
