/** Number fields that take effect while they are typed; an empty field means its default. */
import { useEffect, useId, useState } from 'react';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  /** What holds while the field is empty. */
  readonly hint?: string;
  /** An empty field is no answer. */
  readonly required?: boolean;
  readonly onValue: (value: number | null) => void;
}

export function NumberField({ label, value, least, most, hint, required, onValue }: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useState(textOf(value));
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    if (!typing) setText(textOf(value));
  }, [value, typing]);
  const bad = !isGood(text);
  function isGood(written: string): boolean {
    if (written.trim() === '') return !required;
    const number = Number(written);
    return Number.isFinite(number) && number >= least && number <= most;
  }
  return (
    <div className="number-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        className="input"
        inputMode="decimal"
        aria-invalid={bad}
        aria-describedby={hint || bad ? `${id}-hint` : undefined}
        value={text}
        onFocus={() => setTyping(true)}
        onBlur={() => setTyping(false)}
        onChange={(event) => {
          setText(event.target.value);
          if (!isGood(event.target.value)) return;
          onValue(event.target.value.trim() === '' ? null : Number(event.target.value));
        }}
      />
      {(hint || bad) && (
        <small id={`${id}-hint`} className={bad ? 'bad' : 'muted'}>
          {bad ? `${least} – ${most}` : hint}
        </small>
      )}
    </div>
  );
}

const textOf = (value: number | null) => (value === null ? '' : String(value));

/** One of a few words. */
export function ChoiceField<T extends string>({
  legend,
  value,
  options,
  onValue,
}: {
  legend: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onValue: (value: T) => void;
}) {
  return (
    <fieldset className="segments" aria-label={legend}>
      {options.map(([id, name]) => (
        <button
          key={id}
          type="button"
          className="button small"
          aria-pressed={id === value}
          onClick={() => onValue(id)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
