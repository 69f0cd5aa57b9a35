/** The filter tool: which objects of a layer are drawn and counted, by everything that the layer declares. */
import { IconChevronLeft, IconRotateClockwise, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { GRADE_KEYS } from '../../../data/grade.ts';
import { isLayerId, withLayer } from '../../layers.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { readFacts } from './answers.ts';
import { type Clause, keyOf, readClauses, withClause, writeClauses } from './clauses.ts';
import { FieldRows } from './field-rows.tsx';
import { NameRow } from './name-row.tsx';
import { Picks } from './picks.tsx';
import { RegionPicks } from './region-picks.tsx';
import { TEXTS } from './texts.ts';
import './filter.css';

export default function FilterTool({ open, fresh, layers, shown, onShown, onClose }: ToolProps) {
  const { lang, t: shell, f, of } = useLanguage();
  const t = TEXTS[lang];
  const offered = layers.filter(({ id, kind, count }) => isLayerId(id) && kind === 'features' && count > 0);
  const on = offered.find(({ id }) => isLayerId(id) && id !== 'regions' && shown.layers[id]?.on);
  const [chosen, setChosen] = useState<string | null>(null);
  const id = chosen ?? on?.id ?? offered[0]?.id ?? 'enterprises';
  const layer = offered.find((one) => one.id === id);
  const now = isLayerId(id) ? shown.layers[id] : undefined;
  const question = JSON.stringify([id, now?.where, now?.grades, now?.kinds, shown.time, fresh]);
  const facts = useRemote(
    open && now ? question : null,
    (signal) => readFacts(id, now!, shown.time, signal),
    id,
  );
  if (!isLayerId(id) || !now)
    return (
      <p className="muted filter-none" role="status">
        {t.notHere}
      </p>
    );
  const clauses = readClauses(now.where);
  const change = (part: Partial<typeof now>) => onShown(withLayer(shown, id, { on: true, ...part }));
  const setClause = (key: string, clause: Clause | null) =>
    change({ where: writeClauses(withClause(clauses, key, clause)) });
  const find = <As extends Clause['as']>(as: As, key: string) =>
    clauses.find((one): one is Extract<Clause, { as: As }> => one.as === as && keyOf(one) === key);
  const data = facts.data;
  const isFiltered = now.where !== null || now.grades !== null || now.kinds !== null;
  const regionField = id === 'regions' ? 'code' : 'region_code';
  return (
    <section className="filter-tool" aria-label={t.title} aria-busy={facts.loading}>
      <header className="panel-head">
        <h2>{t.title}</h2>
        <span className="spread" />
        {isFiltered && (
          <button
            type="button"
            className="button link small"
            onClick={() => change({ where: null, grades: null, kinds: null })}
          >
            <IconRotateClockwise size={14} stroke={1.75} aria-hidden="true" />
            {t.resetLayer}
          </button>
        )}
        {onClose && (
          <button type="button" className="button quiet icon small" aria-label={t.close} onClick={onClose}>
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      {facts.slow && <div className="filter-line" aria-hidden="true" />}
      <div className="filter-part">
        <label className="filter-layer">
          <span>{t.layer}</span>
          <select className="input" value={id} onChange={(event) => setChosen(event.target.value)}>
            {offered.map((one) => (
              <option key={one.id} value={one.id}>
                {of(one.label)}
              </option>
            ))}
          </select>
        </label>
        <p className="filter-kept" role="status">
          {data && t.kept(f.count(data.kept), f.count(data.all))}
        </p>
        {data?.kept === 0 && <p className="muted">{t.nothing}</p>}
        {facts.problem && <Trouble problem={facts.problem} again={facts.again} />}
      </div>
      {data && data.conditions.length > 0 && (
        <div className="filter-part">
          <h3>{t.presets}</h3>
          {data.conditions.map((one) => {
            const key = `${one.id}()`;
            const held = find('condition', key) !== undefined;
            return (
              <button
                key={one.id}
                type="button"
                className="filter-preset"
                aria-pressed={held}
                title={of(one.about)}
                onClick={() => setClause(key, held ? null : { as: 'condition', name: one.id, not: false })}
              >
                <span>{of(one.label)}</span>
                <b>{f.count(one.all)}</b>
              </button>
            );
          })}
        </div>
      )}
      <NameRow
        key={id}
        text={find('named', 'named()')?.text ?? ''}
        onText={(text) => setClause('named()', text === '' ? null : { as: 'named', text })}
      />
      {layer?.graded && (
        <Picks
          title={t.grade}
          rows={GRADE_KEYS.map((grade) => ({
            value: grade,
            word: shell.grade[grade],
            count: data?.byGrade?.[grade] ?? null,
            picture: <GradeSymbol grade={grade} sizePx={12} />,
          }))}
          chosen={now.grades}
          onChosen={(grades) => change({ grades })}
        />
      )}
      {data && data.regions.length > 0 && (
        <RegionPicks
          regions={data.regions}
          chosen={find('within', regionField)?.prefixes ?? []}
          onChosen={(prefixes) =>
            setClause(
              regionField,
              prefixes.length === 0 ? null : { as: 'within', field: regionField, prefixes },
            )
          }
        />
      )}
      {layer?.kinds && layer.kinds.length > 1 && (
        <Picks
          title={t.kind}
          rows={layer.kinds.map((kind) => ({
            value: kind.id,
            word: of(kind),
            count:
              data?.fields
                .find(({ name }) => name === layer.kindField)
                ?.parts?.find(({ value }) => value === kind.id)?.kept ?? null,
          }))}
          chosen={now.kinds}
          onChosen={(kinds) => change({ kinds })}
        />
      )}
      {data && (
        <FieldRows
          key={`fields ${id}`}
          fields={data.fields.filter(({ name }) => name !== layer?.kindField && name !== 'name')}
          clauses={clauses}
          onClause={setClause}
        />
      )}
      {clauses
        .filter(({ as }) => as === 'other')
        .map((clause) => (
          <p key={keyOf(clause)} className="filter-other">
            {clause.as === 'other' && <code>{clause.text}</code>}
            <button
              type="button"
              className="button quiet icon small"
              aria-label={t.clear(t.other)}
              onClick={() => setClause(keyOf(clause), null)}
            >
              <IconX size={14} stroke={1.75} />
            </button>
          </p>
        ))}
    </section>
  );
}
