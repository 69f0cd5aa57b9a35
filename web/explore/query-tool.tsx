/** The tool 查询: the question that is being written, and what asking it does to the map. */
import { lazy, useEffect } from 'react';
import type { LayerSummary } from '../api.ts';
import type { Sketch } from '../map/props.ts';
import { askable } from '../plan/layer-choice.tsx';
import type { QueryPanelProps } from '../plan/query-panel.tsx';
import { boxOfSketch } from '../plan/sketch-of.ts';
import type { CameraState } from './use-camera.ts';
import type { QuestionState } from './use-question.ts';

const QueryPanel = lazy(() => import('../plan/query-panel.tsx'));

export function QueryTool({
  question,
  layers,
  nameOf,
  sketch,
  onGo,
  onDrawing,
  onAsked,
  ...props
}: Pick<QueryPanelProps, 'selected' | 'selectedAt' | 'followNear' | 'onEnd' | 'onClose' | 'onDrawing'> & {
  question: QuestionState;
  layers: readonly LayerSummary[];
  nameOf: (layer: string) => string;
  sketch: Sketch | null;
  onGo: CameraState['go'];
  onAsked: () => void;
}) {
  useEffect(() => {
    // the list of an answer comes beforehand, so that it can say "not counted" without a network
    void import('../plan/result-dock.tsx').catch(() => undefined);
  }, []);
  return (
    <QueryPanel
      {...props}
      question={question.question}
      layers={askable(layers, ({ id }) => nameOf(id))}
      drawing={question.drawing}
      asking={question.answer.loading && question.asked !== null}
      asked={question.asked !== null}
      less={question.less}
      onQuestion={question.change}
      onDrawing={(drawing) => {
        question.setDrawing(drawing);
        onDrawing(drawing);
      }}
      onAsk={() => {
        question.ask();
        if (sketch && question.question.way !== 'nearest') {
          const bbox = boxOfSketch(sketch);
          onGo({ at: [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2], bbox });
        }
        onAsked();
      }}
    />
  );
}
