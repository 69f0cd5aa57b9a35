/** The map of the screen, told what is drawn and picked, and what a question or a tool does with what is clicked. */
import type { CSSProperties, Ref } from 'react';
import { CityMap } from '../map/CityMap.tsx';
import type { CityMapHandle, CityMapProps } from '../map/props.ts';
import { useLanguage } from '../parts/texts.tsx';
import { partOf } from '../plan/sketch-of.ts';
import type { MapTools } from './map-tools.tsx';
import type { PickedState } from './use-picked.ts';
import type { QuestionState } from './use-question.ts';

export interface MapPartProps
  extends Omit<
    CityMapProps,
    'lang' | 'selected' | 'selectedShape' | 'drawings' | 'tool' | 'onPick' | 'onPoint' | 'onSketch' | 'onDraw'
  > {
  readonly ref: Ref<CityMapHandle>;
  readonly label: string;
  /** Where it stands, when not everywhere. */
  readonly frame?: CSSProperties | undefined;
  readonly className?: string;
  readonly picked: PickedState;
  readonly question: QuestionState;
  readonly tools: MapTools;
  /** A place was told or a drawing ended: what waited for it may show itself again. */
  readonly onTold: () => void;
}

export function MapPart({
  ref,
  label,
  frame,
  className,
  picked,
  question,
  tools,
  onTold,
  ...props
}: MapPartProps) {
  const { lang } = useLanguage();
  const { drawing, setDrawing, change } = question;
  return (
    <section className={`map-frame ${className ?? ''}`} style={frame} aria-label={label}>
      <CityMap
        {...props}
        ref={ref}
        lang={lang}
        selected={picked.placed}
        selectedShape={picked.known?.shape ?? null}
        drawings={tools.drawings}
        tool={drawing ?? (tools.byHand ? 'byHand' : tools.onPoint ? 'point' : 'pick')}
        onPick={picked.pick}
        onPoint={(at) => {
          if (drawing) {
            change({ center: at });
            setDrawing(null);
          } else tools.onPoint?.(at);
          onTold();
        }}
        onSketch={(moved) => change(partOf(moved))}
        onDraw={(corners, done) => {
          if (corners) change(drawing === 'polygon' ? { ring: corners } : { line: corners });
          if (!done) return;
          setDrawing(null);
          onTold();
        }}
      />
    </section>
  );
}
