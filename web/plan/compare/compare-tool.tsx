/** The compare tool: how two maps stand beside each other, what the right one shows, and what differs. */
import { IconArrowsExchange, IconChevronLeft, IconCopy } from '@tabler/icons-react';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { ChangesPart } from './changes-part.tsx';
import { DayChoice } from './day-choice.tsx';
import { LayersPart } from './layers-part.tsx';
import { NumbersPart } from './numbers-part.tsx';
import { showSame } from './side-words.ts';
import { useCompareTexts } from './texts.ts';
import { useCounts } from './use-counts.ts';
import './compare.css';

const MODES = ['side', 'swipe', 'off'] as const;

export default function CompareTool(props: ToolProps) {
  const { open, fresh, layers, shown, onShown, compare, onClose } = props;
  const t = useCompareTexts();
  const on = compare.mode !== 'off';
  const counts = useCounts(open && on, compare.shown, layers, fresh);
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
      {on && counts.problem && <Trouble problem={counts.problem} again={counts.again} />}
      {on && counts.data && (
        <>
          <LayersPart counts={counts.data} shown={compare.shown} onShown={compare.setShown} />
          <div aria-busy={counts.loading}>
            <NumbersPart a={{ counts: layers, shown }} b={{ counts: counts.data, shown: compare.shown }} />
          </div>
        </>
      )}
      {on && !counts.data && !counts.problem && <p className="muted compare-part">{t.counting}</p>}
      {on && open && (
        <ChangesPart
          a={shown}
          b={compare.shown}
          fresh={fresh}
          view={props.view}
          onSelect={props.onSelect}
          onGo={props.onGo}
        />
      )}
    </section>
  );
}
