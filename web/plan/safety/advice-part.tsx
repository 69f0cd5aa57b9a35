/** 规划建议: advise against a development at a place or not, and why, as HSE does. */
import { IconMapPinQuestion } from '@tabler/icons-react';
import { useId } from 'react';
import { DEVELOPMENTS, type DevelopmentId } from '../../../data/safety/planning-advice.ts';
import type { LonLat } from '../../map/props.ts';
import type { Remote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { NumberField } from '../accident/fields.tsx';
import { PlaceField } from '../place-fields.tsx';
import { perYear } from '../risk/per-year.ts';
import { ShareBar } from '../risk/share-bar.tsx';
import { UnitButton } from '../risk/unit-button.tsx';
import type { ToolProps } from '../tool.ts';
import type { AdviceAnswer } from './answers.ts';
import { MOST, type Size, sizesOf } from './development.ts';
import { useSafetyTexts } from './texts.ts';

export interface Asked {
  readonly kind: DevelopmentId;
  readonly sizes: Readonly<Partial<Record<Size, number>>>;
  readonly place: LonLat | null;
}

export function AdvicePart({
  asked,
  placing,
  answer,
  onAsked,
  onPlacing,
  onSelect,
}: {
  asked: Asked;
  placing: boolean;
  answer: Remote<AdviceAnswer>;
  onAsked: (part: Partial<Asked>) => void;
  onPlacing: (placing: boolean) => void;
  onSelect: ToolProps['onSelect'];
}) {
  const { of } = useLanguage();
  const texts = useSafetyTexts();
  const id = useId();
  const { kind, sizes, place } = asked;
  return (
    <section className="risk-section safety-advice" aria-busy={answer.loading} aria-label={texts.advice}>
      <h3>{texts.advice}</h3>
      <label htmlFor={id} className="siting-label">
        {texts.adviceAsk}
      </label>
      <select
        id={id}
        className="input"
        value={kind}
        onChange={(event) => {
          const next = DEVELOPMENTS.find((one) => one.id === event.target.value);
          if (next) onAsked({ kind: next.id });
        }}
      >
        {DEVELOPMENTS.map((one) => (
          <option key={one.id} value={one.id}>
            {of(one)}
          </option>
        ))}
      </select>
      <div className="number-fields">
        {sizesOf(kind).map((size) => (
          <NumberField
            key={`${kind} ${size}`}
            label={texts[size]}
            value={sizes[size] ?? null}
            least={0}
            most={MOST[size]}
            hint={texts.sizeHint}
            onValue={(value) => {
              const { [size]: _, ...others } = sizes;
              onAsked({ sizes: value === null ? others : { ...others, [size]: value } });
            }}
          />
        ))}
      </div>
      <p className="siting-label">{texts.placeField}</p>
      <PlaceField center={place} onCenter={(at) => onAsked({ place: at })} />
      <div className="risk-row">
        <button
          type="button"
          className="button small"
          aria-pressed={placing}
          onClick={() => onPlacing(!placing)}
        >
          <IconMapPinQuestion size={15} stroke={1.75} aria-hidden="true" />
          {placing ? texts.placeAsking : texts.placeAsk}
        </button>
        {place && (
          <button type="button" className="button quiet small" onClick={() => onAsked({ place: null })}>
            {texts.clear}
          </button>
        )}
      </div>
      {place && answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {place && answer.slow && !answer.data && <p className="caption muted">{texts.computing}…</p>}
      {place && answer.data && <Answer answer={answer.data} onSelect={onSelect} />}
    </section>
  );
}

function Answer({ answer, onSelect }: { answer: AdviceAnswer; onSelect: ToolProps['onSelect'] }) {
  const { of, t } = useLanguage();
  const texts = useSafetyTexts();
  return (
    <>
      <p
        className={`siting-sentence ${answer.advise === 'against' ? 'verdict-exceeds' : 'verdict-within'}`}
        data-advise={answer.advise}
      >
        <b>{texts.advise[answer.advise]}</b>
        {texts.colon}
        {of(answer.reason)}
      </p>
      <p className="caption muted">
        {texts.inZone(texts.zoneWords[answer.zone])}
        {t.dot}
        {texts.perYr(perYear(answer.maxIrPerYr))}
        {t.dot}
        {texts.level(String(answer.sensitivity))}
      </p>
      {answer.units.length > 0 && (
        <>
          <h4>{texts.because}</h4>
          <ol className="risk-shares">
            {answer.units.slice(0, 5).map(({ unitId, name, share, irPerYr }) => (
              <li key={unitId}>
                <UnitButton unitId={unitId} name={name} onSelect={onSelect} />
                <ShareBar share={share} value={perYear(irPerYr)} />
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="caption muted">
        {texts.source}
        {texts.colon}
        {of(answer.source)}
      </p>
    </>
  );
}
