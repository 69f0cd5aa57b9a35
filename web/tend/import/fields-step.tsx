/** Which column becomes which field: proposed with reasons, corrected by choosing or dragging; words below it. */
import { IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import { layerById } from '../../../data/layers/all.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { columnOf, fillable, type Mapping, mappingOf, withColumn } from './mapping.ts';
import type { StepProps } from './steps.ts';
import { TEXTS } from './texts.ts';
import { WordRows } from './word-rows.tsx';

const DRAG_TYPE = 'text/x-column';

export function FieldsStep({ work, detail, layers }: StepProps) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const { description, choices, may, report } = detail;
  const off = !may.change;
  const [over, setOver] = useState<string | null>(null);
  if (!description) return null;
  const guessedLayer = description.guesses.layer[0]?.id;
  const layerId = choices.layer ?? guessedLayer ?? '';
  const layer = layerById(layerId);
  const mapping = mappingOf(detail);
  const save = (next: Mapping) => void work.change({ mapping: next, layer: layerId });
  const columns = description.columns.filter(({ name }) => !name.startsWith('_'));
  const used = new Set(Object.values(mapping.fields ?? {}).map(columnOf));
  const guessOf = (field: string, column: string) =>
    description.guesses.fields.find((one) => one.field === field && one.column === column);
  const placeNames: Readonly<Record<string, string>> = t.places;
  const labelOf = (field: string) => {
    const declared = layer?.fields[field];
    return declared ? of(declared.label) : (placeNames[field] ?? field);
  };
  const fields = layer ? fillable(layer) : [];
  return (
    <div className="import-fields-step">
      <section className="panel import-about" aria-label={t.intoLayer}>
        <label>
          {t.intoLayer}
          <select
            value={layerId}
            disabled={off}
            onChange={(event) => void work.change({ layer: event.target.value, mapping: null })}
          >
            <option value="">{t.choose}</option>
            {layers
              .filter(({ kind }) => kind === 'features')
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {of(one.label)}
                  {one.id === guessedLayer && !choices.layer ? ` (${t.guessed})` : ''}
                </option>
              ))}
          </select>
        </label>
        <label>
          {t.sourceName}
          <input
            defaultValue={mapping.source ?? ''}
            key={mapping.source ?? ''}
            maxLength={80}
            required
            disabled={off}
            placeholder={t.sourceHint}
            onBlur={(event) => {
              const source = event.target.value.trim();
              if (source !== '' && source !== mapping.source) save({ ...mapping, source });
            }}
          />
        </label>
        <label>
          {t.key}
          <select
            value={mapping.key?.[0] ?? ''}
            disabled={off}
            onChange={(event) => {
              const { key: _, ...rest } = mapping;
              save(event.target.value ? { ...rest, key: [event.target.value] } : rest);
            }}
          >
            <option value="">{t.noKey}</option>
            {description.geometryTypes.length > 0 && <option value="$id">{t.featureId}</option>}
            {columns.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <span className="caption muted">{t.keyHint}</span>
        </label>
        {detail.remembered && <p className="caption muted">{t.remembered}</p>}
        <h3>{t.columns}</h3>
        <ul className="import-columns">
          {columns.map(({ name, samples, filled }) => (
            <li
              key={name}
              draggable={!off}
              className={used.has(name) ? 'used' : ''}
              onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, name)}
            >
              <IconGripVertical size={14} stroke={1.5} aria-hidden="true" />
              <b>{name}</b>
              <span className="caption muted">
                {samples.slice(0, 3).join(t.comma)}
                {filled < 1 && ` ${t.filled(Math.round(filled * 100))}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel import-mapping" aria-label={t.steps.fields}>
        {layer ? (
          <table>
            <thead>
              <tr>
                <th scope="col">{t.field}</th>
                <th scope="col">{t.column}</th>
                <th scope="col">{t.why}</th>
                <th scope="col">{t.samples}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ id, needed }) => {
                const column = columnOf(mapping.fields?.[id]);
                const guess = column ? guessOf(id, column) : undefined;
                const samples = columns.find(({ name }) => name === column)?.samples ?? [];
                return (
                  <tr
                    key={id}
                    className={over === id ? 'over' : ''}
                    onDragOver={(event) => {
                      if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
                      event.preventDefault();
                      setOver(id);
                    }}
                    onDragLeave={() => setOver(null)}
                    onDrop={(event) => {
                      event.preventDefault();
                      setOver(null);
                      save(withColumn(mapping, id, event.dataTransfer.getData(DRAG_TYPE)));
                    }}
                  >
                    <th scope="row">
                      {labelOf(id)}
                      {needed && <span className="needed"> {t.needed}</span>}
                      <span className="caption faint"> {id}</span>
                    </th>
                    <td>
                      {column === null ? (
                        <span className="muted">{t.constant}</span>
                      ) : (
                        <select
                          aria-label={`${labelOf(id)} ${t.column}`}
                          value={column}
                          disabled={off}
                          className={needed && column === '' ? 'missing' : ''}
                          onChange={(event) => save(withColumn(mapping, id, event.target.value))}
                        >
                          <option value="">{t.notFilled}</option>
                          {columns.map(({ name }) => (
                            <option key={name}>{name}</option>
                          ))}
                        </select>
                      )}
                    </td>
                    <td className="caption muted">
                      {guess ? `${of(guess.reason)} ${Math.round(guess.confidence * 100)} %` : ''}
                    </td>
                    <td className="caption muted">{samples.slice(0, 2).join(t.comma)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        ) : (
          <p className="muted">{t.chooseLayer}</p>
        )}
        {layer && (
          <WordRows
            layer={layer}
            mapping={mapping}
            guesses={description.guesses}
            unknown={report?.unknownWords ?? []}
            off={off}
            onMapping={save}
          />
        )}
      </section>
    </div>
  );
}
