/** The file as it was read: format, encoding, sheet, header row and first rows, each of which may be changed. */
import { useLanguage } from '../../parts/texts.tsx';
import { ProblemLine } from './problem-line.tsx';
import type { StepProps } from './steps.ts';
import { TEXTS } from './texts.ts';

const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
const DELIMITERS = [',', ';', '\t', '|'] as const;

export function FileStep({ work, detail }: StepProps) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { description, failure, choices, may } = detail;
  const off = !may.change;
  const problems = [...failure, ...(description?.problems ?? [])];
  return (
    <div className="import-file-step">
      <section className="panel" aria-label={t.readAs}>
        <h2>{t.readAs}</h2>
        {problems.map((problem, index) => (
          <ProblemLine key={index} problem={problem} />
        ))}
        {description && (
          <dl className="import-choices">
            <div>
              <dt>{t.format}</dt>
              <dd>{t.formats[description.format as keyof typeof t.formats] ?? description.format}</dd>
            </div>
            {description.rows !== null && (
              <div>
                <dt>{t.rows}</dt>
                <dd>{f.count(description.rows)}</dd>
              </div>
            )}
            {description.geometryTypes.length > 0 && (
              <div>
                <dt>{t.geometry}</dt>
                <dd>{description.geometryTypes.join(', ')}</dd>
              </div>
            )}
          </dl>
        )}
        <div className="import-fields">
          {description && description.parts.length > 1 && (
            <label>
              {t.part}
              <select
                value={description.part ?? ''}
                disabled={off}
                onChange={(event) => void work.change({ part: event.target.value })}
              >
                {description.parts.map(({ name, rows }) => (
                  <option key={name} value={name}>
                    {name}
                    {rows === null ? '' : ` (${t.rowsOf(f.count(rows))})`}
                  </option>
                ))}
              </select>
            </label>
          )}
          {description?.encoding && (
            <label>
              {t.encoding}
              <select
                value={choices.encoding ?? ''}
                disabled={off}
                onChange={(event) => void work.change({ encoding: event.target.value || null })}
              >
                <option value="">{t.detected(description.encoding)}</option>
                {ENCODINGS.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          )}
          {description?.delimiter && (
            <label>
              {t.delimiter}
              <select
                value={choices.delimiter ?? ''}
                disabled={off}
                onChange={(event) => void work.change({ delimiter: event.target.value || null })}
              >
                <option value="">{t.detected(t.delimiters[description.delimiter] ?? '')}</option>
                {DELIMITERS.map((sign) => (
                  <option key={sign} value={sign}>
                    {t.delimiters[sign]}
                  </option>
                ))}
              </select>
            </label>
          )}
          {description?.headerRow !== null && description?.headerRow !== undefined && (
            <label>
              {t.headerRow}
              <input
                type="number"
                min={1}
                max={1000}
                disabled={off}
                value={choices.headerRow ?? description.headerRow}
                onChange={(event) => {
                  const row = Number(event.target.value);
                  if (Number.isInteger(row) && row >= 1 && row <= 1000) void work.change({ headerRow: row });
                }}
              />
            </label>
          )}
        </div>
      </section>
      {description && (
        <section className="panel import-head-rows" aria-label={t.firstRows}>
          <h2>{t.firstRows}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways and must be reached by keyboard */}
          <section className="import-scroll" tabIndex={0} aria-label={t.firstRows}>
            <table>
              <thead>
                <tr>
                  {description.columns.map(({ name }) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {description.head.map((row, index) => (
                  <tr key={index}>
                    {description.columns.map(({ name }, column) => (
                      <td key={name}>{row[column]}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </section>
      )}
    </div>
  );
}
