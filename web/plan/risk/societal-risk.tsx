/** 社会风险: the F-N curve of all sources, the expected deaths per year, and who makes them. */
import { useState } from 'react';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { FnChart } from './fn-chart.tsx';
import { perYear } from './per-year.ts';
import { readSocietal, type SocietalAnswer, TIMES, type Time } from './risk-answers.ts';
import { ShareBar } from './share-bar.tsx';
import { useRiskTexts } from './texts.ts';
import { UnitButton } from './unit-button.tsx';

const MOST_UNITS = 12;

export function SocietalRisk({
  pipelines,
  fresh,
  onSelect,
}: {
  pipelines: boolean;
  fresh: string;
  onSelect: ToolProps['onSelect'];
}) {
  const texts = useRiskTexts();
  const [open, setOpen] = useState(false);
  const [time, setTime] = useState<Time>('mean');
  const answer = useRemote(open ? JSON.stringify([time, pipelines, fresh]) : null, (signal) =>
    readSocietal(time, pipelines, signal),
  );
  return (
    <details
      className="risk-section"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      aria-busy={answer.loading}
    >
      <summary>
        <h3>{texts.societal}</h3>
        <span className="caption muted">{texts.societalAbout}</span>
      </summary>
      <fieldset className="risk-choice">
        <legend className="hidden">{texts.timeChoice}</legend>
        {TIMES.map((one) => (
          <button
            key={one}
            type="button"
            className="button small"
            aria-pressed={one === time}
            onClick={() => setTime(one)}
          >
            {texts.time[one]}
          </button>
        ))}
      </fieldset>
      {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {answer.slow && <p className="caption muted">{texts.computing}…</p>}
      {answer.data && <Answer answer={answer.data} onSelect={onSelect} />}
    </details>
  );
}

function Answer({ answer, onSelect }: { answer: SocietalAnswer; onSelect: ToolProps['onSelect'] }) {
  const { f } = useLanguage();
  const texts = useRiskTexts();
  const { worst, people, byUnit } = answer;
  return (
    <>
      <p className={`risk-number within-${answer.within}`}>
        <b>{texts.within[answer.within]}</b>
        {worst && (
          <span className="caption muted">
            {texts.worstPoint(worst.timesUpper.toPrecision(2), f.count(worst.n))}
          </span>
        )}
      </p>
      <FnChart fn={answer.fn} lines={answer.lines} />
      <p className="risk-number">
        <b>
          {texts.pll} {perYear(answer.pllPerYr)}
        </b>
        <span className="caption muted">{texts.pllUnit}</span>
      </p>
      <p className="caption muted">{texts.people(f.count(people.day), f.count(people.night))}</p>
      {byUnit.length > 0 && (
        <>
          <h4>{texts.pllByUnit}</h4>
          <ol className="risk-shares">
            {byUnit.slice(0, MOST_UNITS).map(({ unitId, name, share, pllPerYr }) => (
              <li key={unitId}>
                <UnitButton unitId={unitId} name={name} onSelect={onSelect} />
                <ShareBar share={share} value={perYear(pllPerYr)} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
