/** Which unit or pipeline the part is about. */
import { IconX } from '@tabler/icons-react';
import type { DrawnShape } from '../../map/drawn.ts';
import type { LonLat } from '../../map/props.ts';
import { useSafetyTexts } from './texts.ts';

export interface Subject {
  readonly layer: 'major_hazards' | 'pipelines';
  readonly id: string;
  readonly name: string;
  readonly at: LonLat;
}

/** Brings what was asked for into view, once. */
export type Frame = (id: string, shapes: readonly DrawnShape[], at: LonLat) => void;

export function SubjectHead({
  subject,
  onShow,
  onForget,
}: {
  subject: Subject;
  onShow: () => void;
  onForget: () => void;
}) {
  const texts = useSafetyTexts();
  return (
    <div className="safety-subject">
      <span>
        <span className="caption muted">
          {subject.layer === 'major_hazards' ? texts.subject : texts.pipeline}
        </span>
        <button type="button" className="risk-unit" onClick={onShow}>
          {subject.name}
        </button>
      </span>
      <span className="spread" />
      <button
        type="button"
        className="button quiet icon small"
        aria-label={`${texts.forget} ${subject.name}`}
        title={texts.forget}
        onClick={onForget}
      >
        <IconX size={14} stroke={1.75} aria-hidden="true" />
      </button>
    </div>
  );
}
