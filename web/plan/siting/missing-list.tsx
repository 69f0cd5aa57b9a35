/** What could not be counted in, and why. */
import { useLanguage } from '../../parts/texts.tsx';
import type { Missing } from './answers.ts';
import { useSitingTexts } from './texts.ts';

export function MissingList({ missing }: { missing: readonly Missing[] }) {
  const { of, f } = useLanguage();
  const texts = useSitingTexts();
  if (missing.length === 0) return null;
  return (
    <section className="risk-section">
      <details className="risk-details">
        <summary>
          {texts.missing} {f.count(missing.length)}
        </summary>
        <ul className="risk-missing caption">
          {missing.map(({ unitId, name, missing: words }) => (
            <li key={unitId}>
              <b>{name}</b> {words.map(of).join(texts.semicolon)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
