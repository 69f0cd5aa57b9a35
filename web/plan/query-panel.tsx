/** Asking: where, and of which layers. The sketch follows on the map while the question is written. */
import { IconChevronLeft } from '@tabler/icons-react';
import { useLanguage } from '../parts/texts.tsx';
import { LayerChoice } from './layer-choice.tsx';
import { type FollowNear, NearPreview } from './near-preview.tsx';
import { PreviewLine } from './preview-line.tsx';
import { isReady, WAYS } from './question.ts';
import { TEXTS } from './texts.ts';
import { WayFields, type WayFieldsProps } from './way-fields.tsx';
import './plan.css';

export interface QueryPanelProps extends WayFieldsProps {
  readonly asking: boolean;
  readonly asked: boolean;
  /** Something in the question is not for this reader. */
  readonly less: boolean;
  readonly followNear: FollowNear;
  readonly onAsk: () => void;
  readonly onEnd: () => void;
  readonly onClose: (() => void) | null;
}

export default function QueryPanel(props: QueryPanelProps) {
  const { question, layers, selected, asking, asked, onQuestion, onDrawing, onAsk, onEnd, onClose } = props;
  const { t, lang } = useLanguage();
  const begun = asked || question.center || question.ring.length > 0 || question.line.length > 0;
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
        <legend>{t.queryWay}</legend>
        <div className="query-ways">
          {WAYS.map((way) => (
            <button
              key={way}
              type="button"
              className="button small"
              aria-pressed={question.way === way}
              onClick={() => {
                onDrawing(null);
                const object = way === 'object' && !question.object ? selected : question.object;
                onQuestion({ way, object });
              }}
            >
              {t.queryWays[way]}
            </button>
          ))}
        </div>
      </fieldset>
      <WayFields {...props} />
      <PreviewLine question={question} />
      <NearPreview question={question} drawing={props.drawing !== null} followNear={props.followNear} />
      {question.way !== 'nearest' && (
        <LayerChoice layers={layers} question={question} onQuestion={onQuestion} />
      )}
      <p className="caption muted">{t.queryHint}</p>
      {props.less && (
        <p className="caption" role="status">
          {TEXTS[lang].less}
        </p>
      )}
      <div className="query-row">
        <button type="submit" className="button accent" disabled={!isReady(question) || asking}>
          {asking ? t.asking : t.ask}
        </button>
        {begun && (
          <button type="button" className="button quiet" onClick={onEnd}>
            {t.endQuery}
          </button>
        )}
      </div>
    </form>
  );
}
