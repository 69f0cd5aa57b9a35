/** What changed between the days of two compared maps, and why; a click goes there on both. */
import { useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { LAYERS_WITH_PAST } from '../../map/past.ts';
import type { Shown } from '../../map/props.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { ChangeRows, useChanges } from '../time/change-list.tsx';
import { useTimeTexts } from '../time/texts.ts';
import type { ToolProps } from '../tool.ts';
import { type Period, periodBetween } from './period.ts';
import { useCompareTexts } from './texts.ts';
import '../time/time.css';

export function ChangesPart({
  a,
  b,
  ...props
}: { a: Shown; b: Shown } & Pick<ToolProps, 'fresh' | 'view' | 'onSelect' | 'onGo'>) {
  const t = useCompareTexts();
  const [today] = useState(() => chinaDay(new Date()));
  const period = periodBetween(a.time, b.time, today);
  const layers = [...LAYERS_WITH_PAST].filter((id) => isOn(a, id) || isOn(b, id)).sort();
  return (
    <div className="compare-part compare-changes">
      <h3>{t.changes}</h3>
      {!period && <p className="muted">{t.sameDay}</p>}
      {period && layers.length === 0 && <p className="muted">{t.noLayers}</p>}
      {period && layers.length > 0 && <PeriodList period={period} layers={layers.join(',')} {...props} />}
    </div>
  );
}

const isOn = ({ layers }: Shown, id: string) =>
  Object.entries(layers).some(([key, one]) => key === id && one.on);

function PeriodList({
  period,
  layers,
  fresh,
  view,
  onSelect,
  onGo,
}: { period: Period; layers: string } & Pick<ToolProps, 'fresh' | 'view' | 'onSelect' | 'onGo'>) {
  const { f } = useLanguage();
  const t = useCompareTexts();
  const words = useTimeTexts();
  const [inView, setInView] = useState(false);
  const { from, to, mode, mixed } = period;
  const answer = useChanges({ from, to, mode, layers, fresh, view: inView ? view : null });
  return (
    <>
      {mixed && <p className="muted">{t.otherMeaning}</p>}
      <p className="caption muted time-period">
        {words.between(from, to)}
        {answer.data && ` · ${words.total(f.count(answer.data.total))}`}
        <label>
          <input type="checkbox" checked={inView} onChange={(event) => setInView(event.target.checked)} />
          {words.inView}
        </label>
      </p>
      <ChangeRows answer={answer} onSelect={onSelect} onGo={onGo} />
    </>
  );
}
