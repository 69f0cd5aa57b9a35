/** Asking what lies around a point: centre, radius, layers. The circle follows on the map while it changes. */
import { IconChevronLeft, IconCrosshair, IconMapPin } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { levelFor } from '../explore/use-question.ts';
import { RADIUS_M } from '../link.ts';
import type { LonLat } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { isReady, PRESETS_M, type Question, radiusOfStep, readPlace, stepOfRadius } from './question.ts';
import './plan.css';

export interface QueryPanelProps {
  readonly question: Question;
  readonly picking: boolean;
  readonly asking: boolean;
  readonly asked: boolean;
  readonly staff: boolean;
  /** Where the selected object lies. */
  readonly selectedAt: LonLat | null;
  readonly onQuestion: (question: Question) => void;
  readonly onPicking: (picking: boolean) => void;
  readonly onAsk: () => void;
  readonly onEnd: () => void;
  readonly onClose: (() => void) | null;
}

export default function QueryPanel(props: QueryPanelProps) {
  const {
    question,
    picking,
    asking,
    asked,
    staff,
    selectedAt,
    onQuestion,
    onPicking,
    onAsk,
    onEnd,
    onClose,
  } = props;
  const { t, f } = useLanguage();
  const set = (part: Partial<Question>) => onQuestion({ ...question, ...part });
  const layers = staff ? (['enterprises', 'regions'] as const) : (['regions'] as const);
  return (
    <form
      className="query"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady(question)) onAsk();
      }}
    >
      <header className="panel-head">
        <h2>{t.queryTitle}</h2>
        <span className="spread" />
        {onClose && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.closePanel}
            onClick={onClose}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      <fieldset>
        <legend>{t.queryWhere}</legend>
        <div className="query-row">
          <button
            type="button"
            className="button small"
            aria-pressed={picking}
            onClick={() => onPicking(!picking)}
          >
            <IconCrosshair size={15} stroke={1.75} aria-hidden="true" />
            {picking ? t.queryPicking : t.queryPick}
          </button>
          {selectedAt && (
            <button type="button" className="button small" onClick={() => set({ center: selectedAt })}>
              <IconMapPin size={15} stroke={1.75} aria-hidden="true" />
              {t.querySelected}
            </button>
          )}
        </div>
        <PlaceField center={question.center} onCenter={(center) => set({ center })} />
      </fieldset>
      <fieldset>
        <legend>{t.queryRadius}</legend>
        <div className="query-row">
          {PRESETS_M.map((preset) => (
            <button
              key={preset}
              type="button"
              className="button small"
              aria-pressed={question.radiusM === preset}
              onClick={() => set({ radiusM: preset })}
            >
              {f.distance(preset)}
            </button>
          ))}
        </div>
        <div className="query-radius">
          <input
            type="range"
            min={0}
            max={100}
            step={0.5}
            value={stepOfRadius(question.radiusM)}
            aria-label={t.queryRadius}
            aria-valuetext={f.distance(question.radiusM)}
            onChange={(event) => set({ radiusM: radiusOfStep(Number(event.target.value)) })}
          />
          <RadiusField radiusM={question.radiusM} onRadius={(radiusM) => set({ radiusM })} />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t.queryLayers}</legend>
        <div className="query-row">
          {layers.map((layer) => (
            <label key={layer} className="check">
              <input
                type="checkbox"
                checked={question.layers.includes(layer)}
                disabled={layers.length === 1}
                onChange={(event) =>
                  set({
                    layers: layers.filter((one) =>
                      one === layer ? event.target.checked : question.layers.includes(one),
                    ),
                  })
                }
              />
              {layer === 'enterprises' ? t.enterprises : t.level[levelFor(question.radiusM)]}
            </label>
          ))}
        </div>
      </fieldset>
      <p className="caption muted">{t.queryHint}</p>
      <div className="query-row">
        <button type="submit" className="button accent" disabled={!isReady(question) || asking}>
          {asking ? t.asking : t.ask}
        </button>
        {(asked || question.center) && (
          <button type="button" className="button quiet" onClick={onEnd}>
            {t.endQuery}
          </button>
        )}
      </div>
    </form>
  );
}

function PlaceField({ center, onCenter }: { center: LonLat | null; onCenter: (center: LonLat) => void }) {
  const { t } = useLanguage();
  const written = center ? `${center[0].toFixed(5)}, ${center[1].toFixed(5)}` : '';
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const bad = text !== '' && !readPlace(text);
  return (
    <>
      <input
        type="text"
        className="input"
        inputMode="decimal"
        aria-label={t.queryLonLat}
        aria-invalid={bad}
        placeholder={t.queryLonLat}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          const place = readPlace(text);
          if (place && text !== written) onCenter(place);
        }}
        onKeyDown={(event) => {
          const place = readPlace(text);
          if (event.key === 'Enter' && place && text !== written) {
            event.preventDefault();
            onCenter(place);
          }
        }}
      />
      {bad && (
        <p className="caption bad" role="status">
          {t.queryLonLatBad}
        </p>
      )}
    </>
  );
}

function RadiusField({ radiusM, onRadius }: { radiusM: number; onRadius: (radiusM: number) => void }) {
  const { t } = useLanguage();
  const [text, setText] = useState(String(radiusM));
  useEffect(() => setText(String(radiusM)), [radiusM]);
  const commit = () => {
    const value = Math.round(Number(text));
    if (value >= RADIUS_M.least && value <= RADIUS_M.most) onRadius(value);
    else setText(String(radiusM));
  };
  return (
    <label className="radius-field">
      <input
        type="text"
        className="input"
        inputMode="numeric"
        aria-label={`${t.queryRadius} (${t.metres})`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            commit();
          }
        }}
      />
      <span className="caption muted">{t.metres}</span>
    </label>
  );
}
