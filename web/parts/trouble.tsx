/** What failed, what still holds, and a way to try again. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Problem } from '../api.ts';
import { useLanguage } from './texts.tsx';

export function Trouble({ problem, again }: { problem: Problem; again?: () => void }) {
  const { t } = useLanguage();
  return (
    <div className="trouble" role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <p>
        <b>{t.failed}</b>
        {problem.message && ` ${problem.message}`}
      </p>
      {again && (
        <button type="button" className="button small" onClick={again}>
          {t.retry}
        </button>
      )}
    </div>
  );
}
