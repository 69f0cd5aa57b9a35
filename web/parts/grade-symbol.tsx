/** A grade as shape, letter and hatch, in the colours of the theme: the same marks as on the map. */
import { GRADE_WORDS, type GradeKey } from '../../data/grade.ts';
import { shapePath } from '../../tiles/symbols.ts';
import { GRADE_LOOKS } from '../../tiles/tokens.ts';
import { useLanguage } from './texts.tsx';

const name = (grade: GradeKey) => (grade === 'null' ? 'none' : grade);

/** Decoration beside a word; the letter shows from a diameter of 14 px. */
export function GradeSymbol({
  grade,
  sizePx = 15,
  overdue = false,
}: {
  grade: GradeKey;
  sizePx?: number;
  overdue?: boolean;
}) {
  const { lang } = useLanguage();
  const r = sizePx / 2;
  const half = r * 1.3 + 0.5;
  // the hole of the ring tells it from a circle where no letter fits
  const lettered = sizePx >= 14;
  const shape = GRADE_LOOKS[grade].shape === 'ring' && lettered ? 'circle' : GRADE_LOOKS[grade].shape;
  return (
    <svg
      className="grade-symbol"
      width={half * 2}
      height={half * 2}
      viewBox={`${-half} ${-half} ${half * 2} ${half * 2}`}
      aria-hidden="true"
    >
      <path
        d={shapePath(shape, r)}
        fill={`var(--fc-g${name(grade)})`}
        fillRule="evenodd"
        stroke={`var(--fc-g${name(grade)}-stroke)`}
        strokeWidth={sizePx >= 12 ? 1.25 : 1}
        strokeLinejoin="round"
      />
      {lettered && (
        <text
          y={r * 0.39}
          textAnchor="middle"
          fontSize={r * 1.08}
          fontWeight={700}
          fill={`var(--fc-g${name(grade)}-on)`}
        >
          {GRADE_WORDS[grade].letter[lang]}
        </text>
      )}
      {overdue && (
        <g transform={`translate(${r * 0.85} ${-r * 0.85})`}>
          <circle r={4} fill="var(--fc-surface)" stroke="var(--fc-ink)" strokeWidth={1.1} />
          <path d="M0 -2.1V0H1.7" fill="none" stroke="var(--fc-ink)" strokeWidth={1.1} />
        </g>
      )}
    </svg>
  );
}

const HATCH_LINES: Readonly<Record<string, string>> = {
  cross: 'M-2 6L6 -2M-2 14L14 -2M2 18L22 -2M10 18L30 -2M-2 10L8 20M-2 2L16 20M0 -4L24 20M8 -4L30 18',
  diagonal: 'M-2 6L6 -2M-2 14L14 -2M2 18L22 -2M10 18L30 -2',
  backslash: 'M-2 10L8 20M-2 2L16 20M0 -4L24 20M8 -4L30 18',
};

/** A patch of an area of this grade: fill, outline and hatch. */
export function AreaSwatch({ grade }: { grade: GradeKey }) {
  const hatch = GRADE_LOOKS[grade].hatch;
  const colour = `var(--fc-g${name(grade)}-stroke)`;
  return (
    <svg className="area-swatch" width={20} height={14} viewBox="0 0 20 14" aria-hidden="true">
      <g className={`area-fill g${name(grade)}`}>
        <rect x={0.5} y={0.5} width={19} height={13} rx={2} fill={`var(--fc-g${name(grade)})`} />
      </g>
      {HATCH_LINES[hatch] && (
        <svg x={1} y={1} width={18} height={12} viewBox="1 1 18 12" aria-hidden="true">
          <path d={HATCH_LINES[hatch]} stroke={colour} strokeWidth={1.1} opacity={0.65} />
        </svg>
      )}
      {hatch === 'dots' &&
        [3.5, 10, 16.5].flatMap((x) =>
          [4.2, 9.8].map((y) => (
            <circle key={`${x} ${y}`} cx={x} cy={y} r={1} fill={colour} opacity={0.75} />
          )),
        )}
      <rect x={0.5} y={0.5} width={19} height={13} rx={2} fill="none" stroke={colour} />
    </svg>
  );
}

/** Red, orange, yellow, blue: the product's mark. */
export function Logo({ sizePx = 26 }: { sizePx?: number }) {
  return (
    <svg width={sizePx} height={sizePx} viewBox="0 0 28 28" aria-hidden="true">
      <path d="M14 1.500l5.600 5.600L14 12.700 8.400 7.100z" fill="var(--fc-g1)" />
      <rect x="2.200" y="10" width="8.400" height="8.400" rx=".6" fill="var(--fc-g2)" />
      <path d="M17.300 14.200l2.400-4.200h4.800l2.400 4.200-2.400 4.200h-4.800z" fill="var(--fc-g3)" />
      <circle cx="14" cy="21.400" r="4.900" fill="var(--fc-g4)" />
    </svg>
  );
}
