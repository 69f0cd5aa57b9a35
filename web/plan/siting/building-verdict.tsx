/** The verdict on a building: one plain sentence, because of which units, and where it would comply. */

import type { Proposal } from '../../../data/risk/proposal.ts';
import type { LonLat } from '../../map/props.ts';
import { type Remote, useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { perYear } from '../risk/per-year.ts';
import { ShareBar } from '../risk/share-bar.tsx';
import { UnitButton } from '../risk/unit-button.tsx';
import type { ToolProps } from '../tool.ts';
import { type BuildingVerdict, readFieldWith } from './answers.ts';
import { plantsAmong } from './draft.ts';
import {
  compassIndex,
  nearestCompliant,
  type Refuge,
  SEARCHED_CELLS,
  SEARCHED_M,
  searchedBox,
} from './move-away.ts';
import { timesOf } from './numbers.ts';
import { useSitingTexts } from './texts.ts';

export function BuildingVerdictPart({
  answer,
  preview,
  proposals,
  fresh,
  onMove,
  onSelect,
}: {
  answer: BuildingVerdict;
  preview: boolean;
  proposals: readonly Proposal[];
  fresh: string;
  onMove: (at: LonLat) => void;
  onSelect: ToolProps['onSelect'];
}) {
  const { of, t } = useLanguage();
  const texts = useSitingTexts();
  const refuge = useRefuge(preview || answer.compliant ? null : answer, proposals, fresh);
  const { units, advice, inside } = answer;
  return (
    <>
      <p
        className={`siting-sentence verdict-${answer.verdict}`}
        data-ir-per-yr={answer.irPerYr}
        data-times-limit={answer.timesLimit}
      >
        <Sentence answer={answer} />
      </p>
      {inside.length > 0 && (
        <p className="caption muted">{texts.insideLines([...inside].map(perYear).join(t.dot))}</p>
      )}
      {!preview && !answer.compliant && <WhereTo refuge={refuge} onMove={onMove} />}
      {units.length > 0 && (
        <>
          <h4>{texts.because}</h4>
          <ol className="risk-shares">
            {units.slice(0, 5).map(({ unitId, name, share, irPerYr }) => (
              <li key={unitId}>
                {proposals.some(({ id }) => id === unitId) ? (
                  <span>{name}</span>
                ) : (
                  <UnitButton unitId={unitId} name={name} onSelect={onSelect} />
                )}
                <ShareBar share={share} value={perYear(irPerYr)} />
              </li>
            ))}
          </ol>
        </>
      )}
      <h4>{texts.advice}</h4>
      <p>
        <b className={`advise-${advice.advise}`}>{texts.advise[advice.advise]}</b>
        {texts.colon}
        {of(advice.reason)}
      </p>
      <p className="caption muted">{texts.adviceNote}</p>
    </>
  );
}

/** 新建学校在此不符合：个人风险 4.1×10⁻⁶ /年，为限值 3×10⁻⁷ 的 14 倍；主要来自 … */
function Sentence({ answer }: { answer: BuildingVerdict }) {
  const texts = useSitingTexts();
  const { name, irPerYr, limitPerYr, compliant, timesLimit, units, verdict } = answer;
  const [first] = units;
  const heading =
    verdict === 'unknown' ? texts.unknown(name) : compliant ? texts.complies(name) : texts.exceeds(name);
  return (
    <>
      <b>{heading}</b>
      {texts.colon}
      {texts.irIs(perYear(irPerYr))}
      {texts.comma}
      {compliant
        ? texts.ofLimit(perYear(limitPerYr), shareWords(timesLimit))
        : texts.timesLimit(timesOf(timesLimit), perYear(limitPerYr))}
      {texts.semicolon}
      {first ? texts.mainly(first.name, shareWords(first.share)) : texts.nobody}
      {texts.stop}
    </>
  );
}

const shareWords = (share: number) =>
  share === 0 ? '0 %' : share < 0.005 ? '<1 %' : `${Math.round(share * 100)} %`;

/** The nearest compliant place, from the field with the proposed plants; asked only for the exact place. */
function useRefuge(
  answer: BuildingVerdict | null,
  proposals: readonly Proposal[],
  fresh: string,
): Remote<Refuge | 'none'> {
  const add = plantsAmong(proposals);
  const key = answer && JSON.stringify([answer.at, answer.limitPerYr, add, fresh]);
  return useRemote<Refuge | 'none'>(
    key,
    async (signal) => {
      if (!answer) throw new Error('No building was asked');
      const { at, limitPerYr } = answer;
      const size = { width: SEARCHED_CELLS, height: SEARCHED_CELLS };
      const { field } = await readFieldWith({ bbox: searchedBox(at), ...size, add }, signal);
      return nearestCompliant(field, at, limitPerYr) ?? 'none';
    },
    key,
  );
}

function WhereTo({ refuge, onMove }: { refuge: Remote<Refuge | 'none'>; onMove: (at: LonLat) => void }) {
  const { f } = useLanguage();
  const texts = useSitingTexts();
  const { data } = refuge;
  // a hint that cannot be had is left out
  if (!data) return null;
  if (data === 'none') return <p className="siting-move">{texts.moveNone(f.distance(SEARCHED_M))}</p>;
  const direction = texts.directions[compassIndex(data.bearingDeg)] ?? '';
  const distance = f.distance(Math.ceil(data.distanceM / 10) * 10);
  return (
    <p className="siting-move">
      {texts.moveAway(distance, direction)}
      {texts.stop}
      <button type="button" className="button small" onClick={() => onMove(data.at)}>
        {texts.moveThere}
      </button>
      <span className="caption muted">{texts.moveNote(f.distance((2 * SEARCHED_M) / SEARCHED_CELLS))}</span>
    </p>
  );
}
