/** The control of one value of the settings, and how the value is written where it may only be read. */
import { GRADE_WORDS, GRADES, type Grade } from '../../../../data/grade.ts';
import type { Text } from '../../../../data/layer.ts';
import type { SettingControl } from '../../../../data/ledger/setting-rows.ts';
import { SECTORS } from '../../../../data/tables/sectors.ts';
import { useLanguage } from '../../../parts/texts.tsx';

interface Words {
  readonly of: (text: Text) => string;
  readonly grade: (grade: Grade) => string;
  readonly comma: string;
  readonly none: string;
}

/** A value in words. */
export function written(control: SettingControl, value: unknown, { of, grade, comma, none }: Words): string {
  switch (control.kind) {
    case 'number':
      return String(value);
    case 'days':
      return value === null ? of(control.none) : String(value);
    case 'grade':
      return value === null ? of(control.none ?? { zh: '—', en: '—' }) : grade(value as Grade);
    case 'choice': {
      const word = control.of.find(({ id }) => id === String(value));
      return word ? of(word) : String(value);
    }
    case 'grades':
      return (value as Grade[]).toSorted().map(grade).join(comma) || none;
    case 'sectors':
      return (
        SECTORS.filter(({ id }) => (value as string[]).includes(id))
          .map(of)
          .join(comma) || none
      );
  }
}

interface ControlProps {
  readonly control: SettingControl;
  readonly value: unknown;
  readonly label: string;
  readonly wrong: string | undefined;
  /** Id of the sentence that says what is wrong. */
  readonly wrongId: string;
  readonly onValue: (value: unknown) => void;
}

export function Control({ control, value, label, wrong, wrongId, onValue }: ControlProps) {
  const { lang, of } = useLanguage();
  const invalid = wrong ? { 'aria-invalid': true, 'aria-describedby': wrongId } : {};
  switch (control.kind) {
    case 'number':
    case 'days':
      return (
        <label>
          {label}
          <input
            type="number"
            {...(control.kind === 'number'
              ? { step: control.step }
              : { step: 1, placeholder: of(control.none) })}
            value={typeof value === 'number' || typeof value === 'string' ? value : ''}
            {...invalid}
            onChange={({ target }) =>
              onValue(target.value === '' ? (control.kind === 'days' ? null : '') : Number(target.value))
            }
          />
        </label>
      );
    case 'grade':
      return (
        <label>
          {label}
          <select
            value={String(value)}
            onChange={({ target }) => onValue(target.value === 'null' ? null : Number(target.value))}
          >
            {control.none && <option value="null">{of(control.none)}</option>}
            {GRADES.map((grade) => (
              <option key={grade} value={grade}>
                {GRADE_WORDS[grade][lang]}
              </option>
            ))}
          </select>
        </label>
      );
    case 'choice':
      return (
        <label>
          {label}
          <select
            value={String(value)}
            onChange={({ target }) =>
              onValue(typeof value === 'number' ? Number(target.value) : target.value)
            }
          >
            {control.of.map((one) => (
              <option key={one.id} value={one.id}>
                {of(one)}
              </option>
            ))}
          </select>
        </label>
      );
    case 'grades':
      return (
        <Several
          label={label}
          all={GRADES.map((grade) => ({ id: grade, word: GRADE_WORDS[grade][lang] }))}
          value={value as Grade[]}
          onValue={onValue}
        />
      );
    case 'sectors':
      return (
        <Several
          label={label}
          all={SECTORS.map((one) => ({ id: one.id as string, word: of(one) }))}
          value={value as string[]}
          onValue={onValue}
        />
      );
  }
}

/** Any number of choices; they keep the order of the whole list. */
function Several<Id extends string | number>({
  label,
  all,
  value,
  onValue,
}: {
  label: string;
  all: readonly { readonly id: Id; readonly word: string }[];
  value: readonly Id[];
  onValue: (value: readonly Id[]) => void;
}) {
  return (
    <fieldset className="setting-several">
      <legend>{label}</legend>
      {all.map(({ id, word }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={({ target }) =>
              onValue(
                all
                  .filter((one) => (one.id === id ? target.checked : value.includes(one.id)))
                  .map((one) => one.id),
              )
            }
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
