/** A list within the form, such as measures or persons: lines that are changed, added and removed. */
import { type ReactNode, useRef } from 'react';
import { useLanguage } from '../../../parts/texts.tsx';
import { TEXTS } from '../texts.ts';

export function Lines<Line>({
  name,
  addWords,
  lines,
  fresh,
  onLines,
  children,
}: {
  name: string;
  addWords: string;
  lines: readonly Line[];
  /** What a new line holds. */
  fresh: Line;
  onLines: (lines: readonly Line[]) => void;
  /** The fields of a line. */
  children: (line: Line, change: (part: Partial<Line>) => void) => ReactNode;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const box = useRef<HTMLFieldSetElement>(null);
  /** Focus on the first field of the line that was added. */
  const add = () => {
    onLines([...lines, fresh]);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>('.ledger-line:last-of-type :is(select, input)')?.focus(),
    );
  };
  return (
    <fieldset ref={box}>
      <legend>
        {name} {lines.length}
      </legend>
      {lines.map((line, index) => (
        // lines have no order of their own beside their place
        <fieldset key={index} className="page-tools ledger-line" aria-label={`${name} ${index + 1}`}>
          {children(line, (part) =>
            onLines(lines.map((one, i) => (i === index ? { ...one, ...part } : one))),
          )}
          <button
            type="button"
            className="button small"
            aria-label={`${t.remove} ${name} ${index + 1}`}
            onClick={() => onLines(lines.filter((_, i) => i !== index))}
          >
            {t.remove}
          </button>
        </fieldset>
      ))}
      <button type="button" className="button small" onClick={add}>
        {addWords}
      </button>
    </fieldset>
  );
}

/** A line's text; empty is none. */
export function LineText({
  label,
  value,
  max,
  required = false,
  wide = false,
  onValue,
}: {
  label: string;
  value: string | null;
  max: number;
  required?: boolean;
  wide?: boolean;
  onValue: (value: string | null) => void;
}) {
  return (
    <label className={wide ? 'ledger-wide' : undefined}>
      {label}
      <input
        required={required}
        maxLength={max}
        value={value ?? ''}
        onChange={({ target }) => onValue(target.value || null)}
      />
    </label>
  );
}
