/** What narrows the list, exports it, and adds to it. */
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { GRADE_KEYS, GRADE_WORDS } from '../../../../data/grade.ts';
import { SECTORS } from '../../../../data/tables/sectors.ts';
import { answered, type Item } from '../../../api.ts';
import { useRemote } from '../../../parts/remote.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { documentHref, type LedgerAsked, type LedgerLayer } from '../ledger-api.ts';
import { TEXTS } from '../texts.ts';

const LAYERS: readonly LedgerLayer[] = [
  'risk_points',
  'enterprises',
  'places',
  'parks',
  'major_hazards',
  'hazard_points',
];
const readRegions = () =>
  answered<{ features: Item[] }>(
    fetch(
      `/ogc/collections/regions/items?${new URLSearchParams({
        filter: "level in ('county', 'township')",
        sortby: 'code',
        limit: '2000',
        f: 'json',
      })}`,
    ),
  );

export function Filters({
  asked,
  onAsked,
  onAdd,
}: {
  asked: LedgerAsked;
  onAsked: (part: Partial<LedgerAsked>) => void;
  /** null = the reader may not add to this list. */
  onAdd: (() => void) | null;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const regions = useRemote('regions', readRegions);
  const [text, setText] = useState(asked.q);
  // cleared from outside
  useEffect(() => setText((before) => (before.trim() === asked.q ? before : asked.q)), [asked.q]);
  // typing asks once it pauses
  useEffect(() => {
    const q = text.trim();
    if (q === asked.q) return;
    const timer = setTimeout(() => onAsked({ q }), 300);
    return () => clearTimeout(timer);
  }, [text, asked.q, onAsked]);
  const select = (
    name: 'layer' | 'region' | 'sector' | 'grade' | 'state',
    label: string,
    options: [string, string][],
  ) => (
    <label>
      {label}
      <select value={asked[name]} onChange={({ target }) => onAsked({ [name]: target.value })}>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="page-tools">
      {select(
        'layer',
        t.layer,
        LAYERS.map((id) => [id, t.layers[id] ?? id]),
      )}
      {select('region', t.region, [
        ['', t.city],
        ...(regions.data?.features ?? []).map(({ properties }): [string, string] => [
          String(properties.code),
          `${properties.level === 'township' ? '　' : ''}${(lang === 'en' && properties.name_en) || properties.name}`,
        ]),
      ])}
      {select('sector', t.sector, [
        ['', t.all],
        ...SECTORS.map((one): [string, string] => [one.id, of(one)]),
      ])}
      {select('grade', t.grade, [
        ['', t.all],
        ...GRADE_KEYS.map((key): [string, string] => [key, GRADE_WORDS[key][lang]]),
      ])}
      {select('state', t.state, [['', t.all], ...Object.entries(t.states)])}
      <label>
        {t.search}
        <input type="search" value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      {asked.owner && (
        <button type="button" className="button small" onClick={() => onAsked({ owner: '' })}>
          {asked.owner} ×
        </button>
      )}
      <details className="ledger-export">
        <summary className="button">
          <IconDownload size={16} stroke={1.75} aria-hidden="true" />
          {t.export}
        </summary>
        <div>
          {(['xlsx', 'docx', 'pdf', 'csv'] as const).map((format) => (
            <a key={format} href={documentHref(asked, format)} download>
              {{ xlsx: 'Excel', docx: 'Word', pdf: 'PDF', csv: 'CSV' }[format]}
            </a>
          ))}
        </div>
      </details>
      {onAdd && (
        <button type="button" className="button accent" onClick={onAdd}>
          <IconPlus size={16} stroke={1.75} aria-hidden="true" />
          {t.add}
        </button>
      )}
    </div>
  );
}
