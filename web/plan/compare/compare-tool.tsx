/** The compare tool: how two maps stand beside each other, what the right one shows, and what differs. */
import { IconArrowsExchange, IconChevronLeft, IconCopy } from '@tabler/icons-react';
import type { ToolProps } from '../tool.ts';
import { DayChoice } from './day-choice.tsx';
import { showSame } from './side-words.ts';
import { useCompareTexts } from './texts.ts';
import './compare.css';

const MODES = ['side', 'swipe', 'off'] as const;

export default function CompareTool({ shown, onShown, compare, onClose }: ToolProps) {
  const t = useCompareTexts();
  const on = compare.mode !== 'off';
  return (
    <section className="compare-tool" aria-label={t.title}>
      <header className="panel-head">
        <h2>{t.title}</h2>
        <span className="spread" />
        {onClose && (
          <button type="button" className="button quiet icon small" aria-label={t.close} onClick={onClose}>
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      <div className="compare-part">
        <fieldset className="compare-modes" aria-label={t.mode}>
          {MODES.map((mode) => (
            <button
              key={mode}
              type="button"
              aria-pressed={compare.mode === mode}
              onClick={() => compare.setMode(mode, shown)}
            >
              {t.modes[mode]}
            </button>
          ))}
        </fieldset>
        {!on && <p className="muted">{t.about}</p>}
        {on && (
          <div className="compare-verbs">
            <button
              type="button"
              className="button small"
              onClick={() => {
                onShown(compare.shown);
                compare.setShown(shown);
              }}
            >
              <IconArrowsExchange size={15} stroke={1.75} aria-hidden="true" />
              {t.swap}
            </button>
            <button type="button" className="button small" onClick={() => compare.setShown(shown)}>
              <IconCopy size={15} stroke={1.75} aria-hidden="true" />
              {t.copy}
            </button>
          </div>
        )}
        {on && showSame(shown, compare.shown) && (
          <p className="muted" role="status">
            {t.same}
          </p>
        )}
      </div>
      {on && <DayChoice shown={compare.shown} onShown={compare.setShown} />}
    </section>
  );
}
