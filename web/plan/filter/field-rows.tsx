/** Every other field of a layer by which one can filter: words, spans of numbers and dates, texts. */
import { useLanguage } from '../../parts/texts.tsx';
import type { FieldFacts } from './answers.ts';
import { Bars } from './bars.tsx';
import type { Clause, Value } from './clauses.ts';
import { keyOf } from './clauses.ts';
import { Picks } from './picks.tsx';
import { TEXTS } from './texts.ts';

/** Stands for “empty” among words. */
const EMPTY = ' ';

export function FieldRows({
  fields,
  clauses,
  onClause,
}: {
  fields: readonly FieldFacts[];
  clauses: readonly Clause[];
  onClause: (key: string, clause: Clause | null) => void;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  return (
    <div className="filter-fields">
      {fields.map((field) => {
        const clause = clauses.find((one) => keyOf(one) === field.name);
        const name = of(field.label);
        const body = fieldBody(field, clause, (next) => onClause(field.name, next), of, t, name);
        if (body === null) return null;
        return (
          <details key={field.name} open={clause !== undefined || undefined}>
            <summary>
              {name}
              {clause && <i className="filter-dot" aria-hidden="true" />}
            </summary>
            {body}
          </details>
        );
      })}
    </div>
  );
}

function fieldBody(
  field: FieldFacts,
  clause: Clause | undefined,
  onClause: (clause: Clause | null) => void,
  of: ReturnType<typeof useLanguage>['of'],
  t: (typeof TEXTS)['zh' | 'en'],
  name: string,
) {
  if (field.parts) {
    const parts = field.parts.filter(({ all }) => all > 0);
    if (parts.length < 2 && !clause) return null;
    const asValue = (text: string): Value => (text === EMPTY ? null : field.numeric ? Number(text) : text);
    return (
      <Picks
        title={name}
        rows={parts.map(({ value, label, kept }) => ({
          value: value ?? EMPTY,
          word: value === null ? t.empty : label ? of(label) : value,
          count: kept,
        }))}
        chosen={
          clause?.as === 'in' ? clause.values.map((value) => (value === null ? EMPTY : String(value))) : null
        }
        onChosen={(chosen) =>
          onClause(chosen && { as: 'in', field: field.name, values: chosen.map(asValue) })
        }
      />
    );
  }
  if (field.histogram) {
    const span = clause?.as === 'span' ? clause : null;
    return (
      <div className="filter-part">
        <Bars
          name={name}
          unit={field.unit}
          histogram={field.histogram}
          from={span?.from ?? null}
          to={span?.to ?? null}
          onSpan={(from, to) =>
            onClause(
              from === null && to === null
                ? null
                : { as: 'span', field: field.name, from, to, date: field.as === 'date' },
            )
          }
        />
      </div>
    );
  }
  if (field.as !== 'text') return null;
  return (
    <form
      className="filter-part"
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get('text') ?? '').trim();
        onClause(text === '' ? null : { as: 'contains', field: field.name, text });
      }}
    >
      <input
        key={clause?.as === 'contains' ? clause.text : ''}
        name="text"
        type="search"
        className="input"
        aria-label={`${name} ${t.contains}`}
        placeholder={t.searchWords}
        maxLength={60}
        defaultValue={clause?.as === 'contains' ? clause.text : ''}
      />
    </form>
  );
}
