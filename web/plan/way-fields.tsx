/** The fields of each way to say where: a point, an area, a line, the selected object, another layer, the nearest. */
import { IconCrosshair, IconLine, IconMapPin, IconPolygon } from '@tabler/icons-react';
import type { Drawing } from '../explore/use-question.ts';
import type { LonLat } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { type Askable, KindChoice } from './layer-choice.tsx';
import { CornersField, MetresFields, PlaceField } from './place-fields.tsx';
import { PRESETS, presetOn } from './presets.ts';
import { type AskedObject, isLine, LIMITS, type Question } from './question.ts';

export interface WayFieldsProps {
  readonly question: Question;
  readonly layers: readonly Askable[];
  readonly drawing: Drawing | null;
  /** Where the selected object lies. */
  readonly selectedAt: LonLat | null;
  /** The selected object, once its card has come. */
  readonly selected: AskedObject | null;
  readonly onQuestion: (part: Partial<Question>) => void;
  readonly onDrawing: (drawing: Drawing | null) => void;
}

export function WayFields(props: WayFieldsProps) {
  switch (props.question.way) {
    case 'circle':
      return <CircleFields {...props} />;
    case 'polygon':
    case 'line':
      return <DrawnFields {...props} />;
    case 'object':
      return <ObjectFields {...props} />;
    case 'layer':
      return <NearFields {...props} />;
    case 'nearest':
      return <NearestFields {...props} />;
  }
}

function PointFields({ question, drawing, selectedAt, onQuestion, onDrawing }: WayFieldsProps) {
  const { t } = useLanguage();
  return (
    <fieldset>
      <legend>{t.queryWhere}</legend>
      <div className="query-row">
        <button
          type="button"
          className="button small"
          aria-pressed={drawing === 'point'}
          onClick={() => onDrawing(drawing === 'point' ? null : 'point')}
        >
          <IconCrosshair size={15} stroke={1.75} aria-hidden="true" />
          {drawing === 'point' ? t.queryPicking : t.queryPick}
        </button>
        {selectedAt && (
          <button type="button" className="button small" onClick={() => onQuestion({ center: selectedAt })}>
            <IconMapPin size={15} stroke={1.75} aria-hidden="true" />
            {t.querySelected}
          </button>
        )}
      </div>
      <PlaceField center={question.center} onCenter={(center) => onQuestion({ center })} />
    </fieldset>
  );
}

function CircleFields(props: WayFieldsProps) {
  const { t } = useLanguage();
  const { question, onQuestion } = props;
  return (
    <>
      <PointFields {...props} />
      <fieldset>
        <legend>{t.queryRadius}</legend>
        <MetresFields
          label={t.queryRadius}
          metres={question.radiusM}
          onMetres={(radiusM) => onQuestion({ radiusM })}
        />
      </fieldset>
    </>
  );
}

function DrawnFields({ question, drawing, onQuestion, onDrawing }: WayFieldsProps) {
  const { t } = useLanguage();
  const shape = question.way === 'polygon' ? 'polygon' : 'line';
  const Icon = shape === 'polygon' ? IconPolygon : IconLine;
  return (
    <>
      <fieldset>
        <legend>{shape === 'polygon' ? t.queryArea : t.queryLine}</legend>
        <div className="query-row">
          <button
            type="button"
            className="button small"
            aria-pressed={drawing === shape}
            onClick={() => onDrawing(drawing === shape ? null : shape)}
          >
            <Icon size={15} stroke={1.75} aria-hidden="true" />
            {drawing === shape ? t.queryDrawing : t.queryDraw}
          </button>
        </div>
        <CornersField
          corners={shape === 'polygon' ? question.ring : question.line}
          least={shape === 'polygon' ? 3 : 2}
          onCorners={(corners) => onQuestion(shape === 'polygon' ? { ring: corners } : { line: corners })}
        />
      </fieldset>
      {shape === 'line' && (
        <fieldset>
          <legend>{t.queryWidth}</legend>
          <MetresFields
            label={t.queryWidth}
            metres={question.widthM}
            presets={[50, 200, 500]}
            onMetres={(widthM) => onQuestion({ widthM })}
          />
        </fieldset>
      )}
    </>
  );
}

function ObjectFields({ question, selected, onQuestion }: WayFieldsProps) {
  const { t } = useLanguage();
  const { object } = question;
  return (
    <>
      <fieldset>
        <legend>{t.queryObject}</legend>
        {object ? <p>{object.name}</p> : <p className="muted">{t.queryObjectNone}</p>}
        {selected && selected.id !== object?.id && (
          <div className="query-row">
            <button type="button" className="button small" onClick={() => onQuestion({ object: selected })}>
              <IconMapPin size={15} stroke={1.75} aria-hidden="true" />
              {t.queryUse(selected.name)}
            </button>
          </div>
        )}
        {object?.layer === 'major_hazards' && <p className="caption muted">{t.queryBoundary}</p>}
      </fieldset>
      <fieldset>
        <legend>{t.queryAround}</legend>
        <MetresFields
          label={t.queryAround}
          metres={question.aroundM}
          presets={isLine(object?.shape ?? null) ? [50, 200, 500] : [0, 500, 1000]}
          onMetres={(aroundM) => onQuestion({ aroundM })}
        />
      </fieldset>
    </>
  );
}

function NearFields({ question, layers, onQuestion }: WayFieldsProps) {
  const { t, of } = useLanguage();
  const near = layers.find(({ id }) => id === question.nearLayer);
  const offered = PRESETS.filter((preset) => preset.needs.every((id) => layers.some((one) => one.id === id)));
  return (
    <>
      {offered.length > 0 && (
        <fieldset>
          <legend>{t.queryPresets}</legend>
          <div className="query-presets">
            {offered.map((preset) => (
              <button
                key={preset.label.en}
                type="button"
                className="button small"
                aria-pressed={presetOn(preset, question)}
                onClick={() => onQuestion(preset.part)}
              >
                {of(preset.label)}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <fieldset>
        <legend>{t.queryNear}</legend>
        <LayerSelect
          label={t.queryNear}
          layers={layers}
          chosen={question.nearLayer}
          onChosen={(nearLayer) => onQuestion({ nearLayer, nearKinds: null })}
        />
        {near?.kinds && near.kinds.length > 1 && (
          <KindChoice
            layer={near}
            chosen={question.nearKinds}
            onChosen={(nearKinds) => onQuestion({ nearKinds })}
          />
        )}
        {question.nearLayer === 'major_hazards' && <p className="caption muted">{t.queryBoundary}</p>}
      </fieldset>
      <fieldset>
        <legend>{t.queryNearM}</legend>
        <MetresFields
          label={t.queryNearM}
          metres={question.nearM}
          presets={[50, 100, 500]}
          onMetres={(nearM) => onQuestion({ nearM })}
        />
      </fieldset>
    </>
  );
}

function NearestFields(props: WayFieldsProps) {
  const { t, lang } = useLanguage();
  const { question, layers, onQuestion } = props;
  const layer = layers.find(({ id }) => id === question.nearestOf);
  return (
    <>
      <PointFields {...props} />
      <fieldset>
        <legend>{t.queryNearestOf}</legend>
        <LayerSelect
          label={t.queryNearestOf}
          layers={layers}
          chosen={question.nearestOf}
          onChosen={(nearestOf) => onQuestion({ nearestOf, nearestKind: null })}
        />
        {layer?.kinds && layer.kinds.length > 1 && (
          <select
            className="input"
            aria-label={t.queryKind}
            value={question.nearestKind ?? ''}
            onChange={(event) => onQuestion({ nearestKind: event.target.value || null })}
          >
            <option value="">{t.queryAllKinds}</option>
            {layer.kinds.map((kind) => (
              <option key={kind.id} value={kind.id}>
                {kind[lang]}
              </option>
            ))}
          </select>
        )}
        {question.nearestOf === 'resources' && (
          <div className="query-stock">
            <input
              type="text"
              className="input"
              aria-label={t.queryStock}
              placeholder={t.queryStock}
              value={question.stock}
              onChange={(event) => onQuestion({ stock: event.target.value })}
            />
            <input
              type="number"
              className="input metres"
              min={1}
              aria-label={t.queryQuantity}
              value={question.quantity}
              onChange={(event) =>
                onQuestion({ quantity: Math.min(2e9, Math.max(1, Math.round(Number(event.target.value)))) })
              }
            />
          </div>
        )}
      </fieldset>
      <fieldset>
        <legend>{t.queryLimit}</legend>
        <div className="query-row">
          {LIMITS.map((limit) => (
            <button
              key={limit}
              type="button"
              className="button small"
              aria-pressed={question.limit === limit}
              onClick={() => onQuestion({ limit })}
            >
              {limit}
            </button>
          ))}
        </div>
      </fieldset>
    </>
  );
}

function LayerSelect({
  label,
  layers,
  chosen,
  onChosen,
}: {
  label: string;
  layers: readonly Askable[];
  chosen: Askable['id'];
  onChosen: (id: Askable['id']) => void;
}) {
  return (
    <select
      className="input"
      aria-label={label}
      value={chosen}
      onChange={(event) => {
        const layer = layers.find(({ id }) => id === event.target.value);
        if (layer) onChosen(layer.id);
      }}
    >
      {layers.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
