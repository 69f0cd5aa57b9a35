/** Hatches of the grades for bars of charts: the same lines as on areas of the map. */
import { GRADE_KEYS, type GradeKey } from '../../../data/grade.ts';
import { GRADE_LOOKS } from '../../../tiles/tokens.ts';

export const gradeName = (grade: GradeKey) => (grade === 'null' ? 'none' : grade);

const LINES: Readonly<Record<string, string>> = {
  cross: 'M-2 2L2 -2M0 8L8 0M6 10L10 6M-2 6L2 10M0 0L8 8M6 -2L10 2',
  diagonal: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
  backslash: 'M-2 6L2 10M0 0L8 8M6 -2L10 2',
};

/** `<defs>` of one chart; `id` keeps charts of one page apart. */
export function GradePatterns({ id }: { id: string }) {
  return (
    <defs>
      {GRADE_KEYS.map((grade) => {
        const hatch = GRADE_LOOKS[grade].hatch;
        const ink = `var(--fc-g${gradeName(grade)}-stroke)`;
        return (
          <pattern key={grade} id={patternId(id, grade)} width={8} height={8} patternUnits="userSpaceOnUse">
            <rect width={8} height={8} fill={`var(--fc-g${gradeName(grade)})`} />
            {LINES[hatch] && <path d={LINES[hatch]} stroke={ink} strokeWidth={1} opacity={0.55} />}
            {hatch === 'dots' && (
              <>
                <circle cx={2} cy={2} r={1} fill={ink} opacity={0.7} />
                <circle cx={6} cy={6} r={1} fill={ink} opacity={0.7} />
              </>
            )}
          </pattern>
        );
      })}
    </defs>
  );
}

const patternId = (id: string, grade: GradeKey) => `${id}-g${gradeName(grade)}`;

/** The fill of a bar of this grade. */
export const patternOf = (id: string, grade: GradeKey) => `url(#${patternId(id, grade)})`;
