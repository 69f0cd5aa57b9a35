/** 风险场: the field of what the map shows, why it is so at a place, whom it exceeds, and what it means for the city. */
import { useLayoutEffect, useMemo, useState } from 'react';
import { type DrawnShape, type Handle, NOTHING_DRAWN, type ToolDrawing } from '../../map/drawn.ts';
import type { LonLat } from '../../map/props.ts';
import { useRemote } from '../../parts/remote.ts';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { About } from './about.tsx';
import { FieldLegend } from './field-legend.tsx';
import { FieldUnits } from './field-units.tsx';
import { perYear } from './per-year.ts';
import { readRiskAt, type TargetAtRisk } from './risk-answers.ts';
import { SocietalRisk } from './societal-risk.tsx';
import { Targets } from './targets.tsx';
import { useRiskTexts } from './texts.ts';
import { useField } from './use-field.ts';
import { WhyHere } from './why-here.tsx';

/** A field is something to see from here on, per year. */
const LEAST_SEEN = 3e-8;
const NO_TARGETS: readonly TargetAtRisk[] = [];

export default function FieldPart({ open, fresh, view, selected, onDraw, onSelect }: ToolProps) {
  const texts = useRiskTexts();
  const [on, setOn] = useState(true);
  const [pipelines, setPipelines] = useState(true);
  const [asking, setAsking] = useState(false);
  const [place, setPlace] = useState<LonLat | null>(null);
  /** While the place is dragged nothing is asked. */
  const [moving, setMoving] = useState(false);
  const [exceeding, setExceeding] = useState<readonly TargetAtRisk[]>(NO_TARGETS);
  const field = useField(on && (open || view !== null), view, pipelines, fresh);
  const why = useRemote(
    place && !moving ? JSON.stringify([place, pipelines, fresh]) : null,
    (signal) => {
      if (!place) throw new Error('No place was asked');
      return readRiskAt(place, pipelines, signal);
    },
    JSON.stringify(place),
  );
  const answer = field.data;
  const irAt = why.data?.irPerYr;
  const drawing = useMemo<ToolDrawing>(() => {
    const handles: Handle[] = place
      ? [
          {
            id: 'why',
            at: place,
            mark: 'place',
            label: texts.whyPlace,
            ...(irAt !== undefined && { tag: texts.whyAt(perYear(irAt)) }),
            draggable: true,
          },
        ]
      : [];
    return {
      ...NOTHING_DRAWN,
      field: on && answer && answer.max >= LEAST_SEEN ? answer.field : null,
      shapes: exceeding.map(breachOf),
      handles,
      onPoint: asking
        ? (at) => {
            setPlace(at);
            setAsking(false);
          }
        : null,
      onHandle: (_id, at, done) => {
        setPlace(at);
        setMoving(!done);
      },
    };
  }, [on, answer, exceeding, place, irAt, asking, texts]);
  // at once, so that the next click on the map already means it
  useLayoutEffect(() => onDraw(drawing), [drawing, onDraw]);

  return (
    <div className="risk-part" aria-busy={field.loading}>
      {field.slow && <span className="loading-line" />}
      <section className="risk-section">
        <label className="risk-switch">
          <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
          <span>
            <b>{texts.show}</b>
            <span className="caption muted">{texts.showAbout}</span>
          </span>
        </label>
        {on && (
          <>
            {field.problem && <Trouble problem={field.problem} again={field.again} />}
            {field.slow && (
              <p className="caption muted" role="status">
                {answer ? texts.stale : `${texts.computing}… ${texts.computingLong}`}
              </p>
            )}
            {answer && <Emptiness answer={answer} />}
            <FieldLegend />
            <label className="check">
              <input
                type="checkbox"
                checked={pipelines}
                onChange={(event) => setPipelines(event.target.checked)}
              />
              {texts.pipelines}
            </label>
            {answer && <FieldUnits units={answer.units} onSelect={onSelect} />}
          </>
        )}
      </section>
      <WhyHere
        asking={asking}
        place={place}
        answer={why}
        onAsk={setAsking}
        onClear={() => {
          setPlace(null);
          setAsking(false);
        }}
        onSelect={onSelect}
      />
      <Targets
        view={view}
        pipelines={pipelines}
        fresh={fresh}
        selectedId={selected?.id ?? null}
        onExceeding={setExceeding}
        onSelect={onSelect}
      />
      <SocietalRisk pipelines={pipelines} fresh={fresh} onSelect={onSelect} />
      {answer && <About basis={answer} />}
    </div>
  );
}

/** Why there may be nothing to see. */
function Emptiness({ answer }: { answer: NonNullable<ReturnType<typeof useField>['data']> }) {
  const texts = useRiskTexts();
  if (answer.max >= LEAST_SEEN) return <p className="caption muted">{texts.highest(perYear(answer.max))}</p>;
  const words =
    answer.units.length === 0
      ? texts.noUnits
      : answer.units.every(({ computed }) => !computed)
        ? texts.noInventory
        : texts.nothing;
  return <p className="risk-empty">{words}</p>;
}

function breachOf({ geometry, properties }: TargetAtRisk): DrawnShape {
  const [lon, lat] = geometry.coordinates;
  return {
    id: properties.id,
    look: 'breach',
    geometry: { type: 'Point', coordinates: [lon, lat] },
  };
}
