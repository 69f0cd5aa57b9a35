/** A new object of the register: its layer, what it requires, and where it is. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Field, Layer } from '../../../data/layer.ts';
import { LAYERS } from '../../../data/layers/all.ts';
import type { BoardKind } from '../../map/draw-types.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import type { Mode } from './draw-tool.tsx';
import { TEXTS } from './texts.ts';
import type { ObjectState } from './use-object.ts';

/** Layers whose objects come about in ways of their own: regions, the prevention loop, computed surfaces. */
const NOT_DRAWN = ['regions', 'hidden_dangers', 'tasks', 'population', 'risk_contours', 'risk_points'];
const NUMBERED = ['id', 'source', 'source_id'];

export function NewObject({
  tool,
  state,
  mode,
  onMode,
  children,
}: {
  tool: ToolProps;
  state: ObjectState;
  mode: Mode;
  onMode: (mode: Mode) => void;
  children: ReactNode;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const { layer: id } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layer asks for other things
  useEffect(() => setValues({}), [id]);
  const layers: readonly Layer[] = LAYERS;
  const drawable = layers.filter(
    (layer) => !NOT_DRAWN.includes(layer.id) && tool.layers.some((shown) => shown.id === layer.id),
  );
  const layer = drawable.find((one) => one.id === id);
  const required = layer ? requiredOf(layer) : [];
  const labelOf = (id: string) => {
    const label = tool.layers.find((shown) => shown.id === id)?.label;
    return label ? of(label) : id;
  };
  const whole = required.every(([name]) => (values[name] ?? '').trim() !== '');
  return (
    <section className="draw-part" aria-label={t.drawNew}>
      <h3>{t.drawNew}</h3>
      <select
        className="input"
        aria-label={t.layer}
        value={id ?? ''}
        onChange={(event) => {
          onMode('select');
          state.beginNew(event.target.value === '' ? null : event.target.value);
        }}
      >
        <option value="">{t.choose}</option>
        {drawable.map((one) => (
          <option key={one.id} value={one.id}>
            {labelOf(one.id)}
          </option>
        ))}
      </select>
      {layer && (
        <form
          className="draw-more"
          onSubmit={(event) => {
            event.preventDefault();
            if (whole) void state.create(fieldsOf(required, values));
          }}
        >
          {required.map(([name, field]) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
            <label key={name}>
              {of(field.label)}
              {field.unit && ` (${field.unit})`}
              {field.dictionary ? (
                <select
                  className="input"
                  value={values[name] ?? ''}
                  onChange={(event) => setValues({ ...values, [name]: event.target.value })}
                >
                  <option value="">{t.choose}</option>
                  {field.dictionary.map((word) => (
                    <option key={word.id} value={word.id}>
                      {of(word)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  className="input"
                  type={field.type === 'date' ? 'date' : 'text'}
                  value={values[name] ?? ''}
                  onChange={(event) => setValues({ ...values, [name]: event.target.value })}
                />
              )}
            </label>
          ))}
          <fieldset className="draw-modes" aria-label={t.drawIt}>
            {kindsOf(layer).map((kind) => (
              <button
                key={kind}
                type="button"
                className="button small"
                aria-pressed={mode === kind}
                onClick={() => onMode(kind)}
              >
                {t.modes[kind]}
              </button>
            ))}
          </fieldset>
          {mode !== 'select' && <p className="caption muted">{t.hints[mode]}</p>}
          {children}
          <button
            type="submit"
            className="button small accent"
            disabled={state.busy || !whole || !state.geometry}
          >
            {t.create}
          </button>
        </form>
      )}
    </section>
  );
}

/** What the server asks for beside what it numbers and computes itself. */
function requiredOf(layer: Layer): readonly (readonly [string, Field])[] {
  return Object.entries(layer.fields as Readonly<Record<string, Field>>).filter(
    ([name, field]) => !field.nullable && !field.derived && !NUMBERED.includes(name),
  );
}

function fieldsOf(
  required: readonly (readonly [string, Field])[],
  values: Readonly<Record<string, string>>,
): Record<string, string | number> {
  return Object.fromEntries(
    required.map(([name, field]) => {
      const text = (values[name] ?? '').trim();
      return [name, field.type === 'text' || field.type === 'date' ? text : Number(text)];
    }),
  );
}

const kindsOf = (layer: Layer): readonly BoardKind[] =>
  layer.geometry.map((type) =>
    type.endsWith('Point') ? 'point' : type.endsWith('LineString') ? 'linestring' : 'polygon',
  );
