/** 为什么这里: the risk at a place in words, and the units and scenarios that make it, greatest first. */
import { IconHelpHexagon } from '@tabler/icons-react';
import { useState } from 'react';
import type { LonLat } from '../../map/props.ts';
import type { Remote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { oneIn, perYear } from './per-year.ts';
import type { AtAnswer, Contributor } from './risk-answers.ts';
import { ShareBar } from './share-bar.tsx';
import { useRiskTexts } from './texts.ts';
import { UnitButton } from './unit-button.tsx';

const FEW = 5;

export function WhyHere({
  asking,
  place,
  answer,
  onAsk,
  onClear,
  onSelect,
}: {
  asking: boolean;
  place: LonLat | null;
  answer: Remote<AtAnswer>;
  onAsk: (asking: boolean) => void;
  onClear: () => void;
  onSelect: ToolProps['onSelect'];
}) {
  const texts = useRiskTexts();
  return (
    <section className="risk-section" aria-busy={answer.loading}>
      <h3>{texts.why}</h3>
      <div className="risk-row">
        <button type="button" className="button small" aria-pressed={asking} onClick={() => onAsk(!asking)}>
          <IconHelpHexagon size={15} stroke={1.75} aria-hidden="true" />
          {asking ? texts.whyAsking : texts.whyAsk}
        </button>
        {place && (
          <button type="button" className="button quiet small" onClick={onClear}>
            {texts.whyClear}
          </button>
        )}
      </div>
      {place && answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {place && answer.slow && <p className="caption muted">{texts.computing}…</p>}
      {place && answer.data && <Answer answer={answer.data} onSelect={onSelect} />}
    </section>
  );
}

function Answer({ answer, onSelect }: { answer: AtAnswer; onSelect: ToolProps['onSelect'] }) {
  const { f } = useLanguage();
  const texts = useRiskTexts();
  if (answer.irPerYr === 0) return <p className="risk-empty">{texts.whyNothing}</p>;
  return (
    <>
      <p className="risk-number" data-ir-per-yr={answer.irPerYr}>
        <b>{texts.whyAt(perYear(answer.irPerYr))}</b>
        <span className="caption muted">{texts.whyOneIn(f.count(oneIn(answer.irPerYr)))}</span>
      </p>
      <Units contributors={answer.contributors} onSelect={onSelect} />
      <Scenarios contributors={answer.contributors} />
    </>
  );
}

function Units({
  contributors,
  onSelect,
}: {
  contributors: readonly Contributor[];
  onSelect: ToolProps['onSelect'];
}) {
  const texts = useRiskTexts();
  const [all, setAll] = useState(false);
  const units = byUnit(contributors);
  return (
    <>
      <h4>{texts.whyUnits}</h4>
      <ol className="risk-shares">
        {units.slice(0, all ? undefined : FEW).map(({ unitId, name, layer, share, irPerYr }) => (
          <li key={unitId}>
            <UnitButton unitId={unitId} name={name} layer={layer} onSelect={onSelect} />
            <ShareBar share={share} value={perYear(irPerYr)} />
          </li>
        ))}
      </ol>
      {units.length > FEW && !all && (
        <button type="button" className="button link small" onClick={() => setAll(true)}>
          {texts.whyMore(units.length - FEW)}
        </button>
      )}
    </>
  );
}

function Scenarios({ contributors }: { contributors: readonly Contributor[] }) {
  const { of, t } = useLanguage();
  const texts = useRiskTexts();
  const [all, setAll] = useState(false);
  return (
    <>
      <h4>{texts.whyScenarios}</h4>
      <ol className="risk-shares">
        {contributors.slice(0, all ? undefined : FEW).map((one) => (
          <li key={[one.unitId, of(one.substance), one.scenario, one.outcome].join()}>
            <span>
              {[of(one.substance), texts.outcome[one.outcome] ?? one.outcome].join(' ')}
              <span className="caption muted">
                {[texts.scenario[one.scenario] ?? one.scenario, one.name].join(t.dot)}
              </span>
            </span>
            <ShareBar share={one.share} value={perYear(one.irPerYr)} />
          </li>
        ))}
      </ol>
      {contributors.length > FEW && !all && (
        <button type="button" className="button link small" onClick={() => setAll(true)}>
          {texts.whyMore(contributors.length - FEW)}
        </button>
      )}
    </>
  );
}

/** The parts of each unit added up, greatest first. */
export function byUnit(
  contributors: readonly Contributor[],
): Pick<Contributor, 'unitId' | 'name' | 'layer' | 'irPerYr' | 'share'>[] {
  const units = new Map<string, Pick<Contributor, 'unitId' | 'name' | 'layer' | 'irPerYr' | 'share'>>();
  for (const one of contributors) {
    const before = units.get(one.unitId) ?? { ...one, irPerYr: 0, share: 0 };
    units.set(one.unitId, {
      ...before,
      irPerYr: before.irPerYr + one.irPerYr,
      share: before.share + one.share,
    });
  }
  return [...units.values()].sort((a, b) => b.irPerYr - a.irPerYr);
}
