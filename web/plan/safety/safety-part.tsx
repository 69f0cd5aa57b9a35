/** 安全距离: of a major hazard source, the consultation zones with planning advice, and encroachment on pipelines. */
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { type DrawnShape, NOTHING_DRAWN, type ToolDrawing } from '../../map/drawn.ts';
import type { LonLat } from '../../map/props.ts';
import { boxAround, boxOfGeometry } from '../../parts/place.ts';
import type { ToolProps } from '../tool.ts';
import { DistancePart } from './distance-part.tsx';
import { PipelinesPart } from './pipelines-part.tsx';
import { type Subject, SubjectHead } from './subject.tsx';
import { useSafetyTexts } from './texts.ts';
import { ZonesPart } from './zones-part.tsx';
import '../siting/siting.css';
import './safety.css';

const MODES = ['distance', 'zones', 'pipelines'] as const;
type Mode = (typeof MODES)[number];
const SHOWN_RADIUS_M = 2_000;

export default function SafetyPart(props: ToolProps) {
  const { open, fresh, view, selected, request, onDraw, onSelect, onGo } = props;
  const texts = useSafetyTexts();
  const [mode, setMode] = useState<Mode>('distance');
  const [unit, setUnit] = useState<Subject | null>(null);
  const [pipeline, setPipeline] = useState<Subject | null>(null);
  const [drawing, setDrawing] = useState<ToolDrawing>(NOTHING_DRAWN);
  const [framing, setFraming] = useState<string | null>(null);
  const take = useCallback((subject: Subject) => {
    if (subject.layer === 'major_hazards') {
      setUnit(subject);
      setMode((before) => (before === 'pipelines' ? 'distance' : before));
    } else {
      setPipeline(subject);
      setMode('pipelines');
    }
  }, []);
  useEffect(() => {
    const object = request?.object;
    if (!object || (object.layer !== 'major_hazards' && object.layer !== 'pipelines')) return;
    take({ layer: object.layer, id: object.id, name: request.name ?? object.id, at: request.at });
    setFraming(object.id);
  }, [request, take]);
  /** What somebody asked for comes into view once it is there. */
  const frame = useCallback(
    (id: string, shapes: readonly DrawnShape[], at: LonLat) => {
      if (framing !== id) return;
      setFraming(null);
      const boxes = shapes.map(({ geometry }) => boxOfGeometry(geometry));
      const reach = (side: 0 | 1 | 2 | 3, pick: (...all: number[]) => number) =>
        pick(...boxes.map((box) => box[side]));
      onGo(
        boxes.length > 0
          ? [reach(0, Math.min), reach(1, Math.min), reach(2, Math.max), reach(3, Math.max)]
          : boxAround({ center: at, radiusM: SHOWN_RADIUS_M }),
      );
    },
    [framing, onGo],
  );
  // what is selected while the part is open is what it is about; the object is new in every render of the screen
  const selectedKey = open && selected ? JSON.stringify(selected) : null;
  useEffect(() => {
    if (!selectedKey) return;
    const { layer, id, name, at } = JSON.parse(selectedKey) as NonNullable<ToolProps['selected']>;
    if (layer === 'major_hazards' || layer === 'pipelines') take({ layer, id, name, at });
  }, [selectedKey, take]);
  // at once, so that the next click on the map already means it
  useLayoutEffect(() => onDraw(drawing), [drawing, onDraw]);
  const subject = mode === 'pipelines' ? pipeline : unit;
  return (
    <div className="risk-part siting-part safety-part">
      <fieldset className="risk-choice safety-modes">
        <legend className="hidden">{texts.modeList}</legend>
        {MODES.map((one) => (
          <button
            key={one}
            type="button"
            className="button small"
            aria-pressed={mode === one}
            onClick={() => setMode(one)}
          >
            {texts.modes[one]}
          </button>
        ))}
      </fieldset>
      {subject && (
        <SubjectHead
          subject={subject}
          onShow={() => {
            onSelect({ layer: subject.layer, id: subject.id, at: subject.at });
            onGo(boxAround({ center: subject.at, radiusM: SHOWN_RADIUS_M }));
          }}
          onForget={() => (mode === 'pipelines' ? setPipeline(null) : setUnit(null))}
        />
      )}
      {mode === 'distance' && <DistancePart unit={unit} fresh={fresh} onDraw={setDrawing} onFrame={frame} />}
      {mode === 'zones' && (
        <ZonesPart
          unit={unit}
          view={view}
          fresh={fresh}
          open={open}
          onDraw={setDrawing}
          onSelect={onSelect}
        />
      )}
      {mode === 'pipelines' && (
        <PipelinesPart
          pipeline={pipeline}
          view={view}
          fresh={fresh}
          open={open}
          selectedId={selected?.id ?? null}
          onFrame={frame}
          onDraw={setDrawing}
          onSelect={onSelect}
        />
      )}
    </div>
  );
}
