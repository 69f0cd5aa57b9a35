/** A problem in words: what is wrong, with which value, and what to do. */
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useLanguage } from '../../parts/texts.tsx';
import type { ImportProblem } from './import-api.ts';

export function ProblemLine({ problem }: { problem: ImportProblem }) {
  const { of } = useLanguage();
  const Icon = problem.severity === 'error' ? IconX : IconAlertTriangle;
  return (
    <div className={`problem-line ${problem.severity}`}>
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      <p>
        {of(problem.message)}
        {problem.value && <code>{problem.value}</code>}
        <br />
        <span className="muted">{of(problem.remedy)}</span>
      </p>
    </div>
  );
}
