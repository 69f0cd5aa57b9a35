/** Why the server did not take what was sent, field by field; after a conflict with a way to read again. */
import type { Problem } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';

export function Refusal({ problem, onReread }: { problem: Problem; onReread?: () => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const conflict = problem.status === 409 && onReread;
  return (
    <div className="ledger-refused" role="alert">
      <b>{conflict ? t.conflict : problem.message || t.offline}</b>
      <ul>
        {problem.fields.slice(0, 20).map((field) => (
          <li key={field.pointer + field.message}>
            {field.pointer !== '/version' && field.pointer} {field.message} {field.remedy}
          </li>
        ))}
      </ul>
      {conflict && (
        <button type="button" className="button small" onClick={onReread}>
          {t.reread}
        </button>
      )}
    </div>
  );
}
