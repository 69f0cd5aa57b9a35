/** By what a work list is narrowed: region, department, inspector, state, deadline, and a text. */
import { SECTORS } from '../../../data/tables/sectors.ts';
import { PHONE, useMedia } from '../../parts/media.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { type Question, readPeople, readRegions } from './loop-api.ts';
import { TEXTS } from './texts.ts';

type Words = readonly { readonly id: string; readonly zh: string; readonly en: string }[];

export function Choice({
  label,
  value,
  words,
  onChange,
  any,
}: {
  label: string;
  value: string;
  words: Words;
  onChange: (value: string) => void;
  /** Word for no choice; absent = a choice must be made. */
  any?: string;
}) {
  const { lang } = useLanguage();
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {any !== undefined && <option value="">{any}</option>}
        {words.map((word) => (
          <option key={word.id} value={word.id}>
            {word[lang]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Toggles and choices of a list; `extra` are choices of this list only. */
export function Filters({
  question,
  onChange,
  toggles,
  states,
  stateName = 'state',
  children,
}: {
  question: Question;
  onChange: (change: Question) => void;
  toggles: readonly (readonly [name: string, value: string, label: string])[];
  states: Words;
  /** The parameter that `states` are values of. */
  stateName?: string;
  children?: React.ReactNode;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const people = useRemote('people', readPeople);
  const regions = useRemote('regions', readRegions);
  const of = (name: string) => question[name] ?? '';
  const plain = (values: readonly string[]): Words => values.map((id) => ({ id, zh: id, en: id }));
  return (
    <div className="page-tools loop-filters">
      <div className="loop-toggles">
        {toggles.map(([name, value, label]) => (
          <button
            key={name + value}
            type="button"
            className="button small"
            aria-pressed={of(name) === value}
            onClick={() => onChange({ [name]: of(name) === value ? '' : value })}
          >
            {label}
          </button>
        ))}
      </div>
      <Narrowing label={t.filters}>
        <Choice
          label={t.state}
          value={of(stateName)}
          words={states}
          any={t.all}
          onChange={(state) => onChange({ [stateName]: state })}
        />
        <Choice
          label={t.region}
          value={of('region')}
          any={t.all}
          words={(regions.data ?? []).map(({ code, name, level }) => {
            const text = level === 'township' ? `　${name}` : name;
            return { id: code, zh: text, en: text };
          })}
          onChange={(region) => onChange({ region })}
        />
        <Choice
          label={t.sector}
          value={of('sector')}
          words={SECTORS}
          any={t.all}
          onChange={(sector) => onChange({ sector })}
        />
        <Choice
          label={t.department}
          value={of('department')}
          words={plain(people.data?.departments ?? [])}
          any={t.all}
          onChange={(department) => onChange({ department })}
        />
        <Choice
          label={t.inspector}
          value={of('inspector')}
          words={(people.data?.people ?? []).map(({ username, name }) => ({
            id: username,
            zh: name,
            en: name,
          }))}
          any={t.all}
          onChange={(inspector) => onChange({ inspector })}
        />
        <label>
          {t.search}
          <input
            type="search"
            placeholder={t.searchHint}
            defaultValue={of('q')}
            onKeyDown={(event) => event.key === 'Enter' && onChange({ q: event.currentTarget.value.trim() })}
            onBlur={(event) => {
              const q = event.currentTarget.value.trim();
              if (q !== of('q')) onChange({ q });
            }}
          />
        </label>
        {children}
      </Narrowing>
    </div>
  );
}

/** On a phone the choices wait behind one word, so that the list begins on the first screen. */
function Narrowing({ label, children }: { label: string; children: React.ReactNode }) {
  return useMedia(PHONE) ? (
    <details className="loop-narrowing">
      <summary>{label}</summary>
      <div>{children}</div>
    </details>
  ) : (
    children
  );
}

/** Which page of how many, with the buttons to turn. */
export function Pager({
  page,
  size,
  total,
  onPage,
}: {
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const pages = Math.max(1, Math.ceil(total / size));
  return (
    <p className="loop-pager">
      <span className="muted">{t.total(f.count(total))}</span>
      {pages > 1 && (
        <>
          <button
            type="button"
            className="button small"
            disabled={page <= 1}
            onClick={() => onPage(page - 1)}
          >
            {t.previous}
          </button>
          <span>{t.page(page, pages)}</span>
          <button
            type="button"
            className="button small"
            disabled={page >= pages}
            onClick={() => onPage(page + 1)}
          >
            {t.next}
          </button>
        </>
      )}
    </p>
  );
}
