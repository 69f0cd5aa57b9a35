/** Fields of a proposed building: its kind, its class by GB 36894-2018 with what belongs to it, and its people. */
import { useId } from 'react';
import { TARGET_CLASSES, TARGET_KINDS } from '../../../data/layers/protected-targets.ts';
import type { ProposedBuilding } from '../../../data/risk/proposal.ts';
import { CLASS_LIMITS } from '../../../data/risk/verdict.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { NumberField } from '../accident/fields.tsx';
import { perYear } from '../risk/per-year.ts';
import { CLASS_WORDS, classOf } from './classes.ts';
import { useSitingTexts } from './texts.ts';

export function BuildingForm({
  building,
  onBuilding,
}: {
  building: ProposedBuilding;
  onBuilding: (building: ProposedBuilding) => void;
}) {
  const { of } = useLanguage();
  const texts = useSitingTexts();
  const [kindId, classId] = [useId(), useId()];
  const { targetKind, peopleDay, peopleNight } = building;
  const usual = targetKind && classOf(targetKind, peopleDay, peopleNight);
  /** The class follows kind and people until somebody has chosen another. */
  const change = (part: Partial<ProposedBuilding>) => {
    const next = { ...building, ...part };
    const followed = usual === building.class && next.targetKind;
    onBuilding(followed ? { ...next, class: classOf(followed, next.peopleDay, next.peopleNight) } : next);
  };
  const wordOf = (id: ProposedBuilding['class']) => {
    const found = TARGET_CLASSES.find((one) => one.id === id);
    return found ? of(found) : id;
  };
  return (
    <>
      <label htmlFor={kindId} className="siting-label">
        {texts.kind}
      </label>
      <select
        id={kindId}
        className="input"
        value={targetKind ?? ''}
        onChange={(event) => {
          const kind = TARGET_KINDS.find(({ id }) => id === event.target.value)?.id;
          if (!kind) onBuilding({ ...building, targetKind: undefined });
          else onBuilding({ ...building, targetKind: kind, class: classOf(kind, peopleDay, peopleNight) });
        }}
      >
        {TARGET_KINDS.map((kind) => (
          <option key={kind.id} value={kind.id}>
            {of(kind)}
          </option>
        ))}
        <option value="">{texts.otherKind}</option>
      </select>
      <div className="number-fields">
        <NumberField
          label={texts.peopleDay}
          value={peopleDay}
          least={0}
          most={1_000_000}
          required
          onValue={(people) => people !== null && change({ peopleDay: people })}
        />
        <NumberField
          label={texts.peopleNight}
          value={peopleNight}
          least={0}
          most={1_000_000}
          required
          onValue={(people) => people !== null && change({ peopleNight: people })}
        />
      </div>
      <label htmlFor={classId} className="siting-label">
        {texts.class}
      </label>
      <select
        id={classId}
        className="input"
        value={building.class}
        onChange={(event) => {
          const chosen = TARGET_CLASSES.find(({ id }) => id === event.target.value);
          if (chosen) onBuilding({ ...building, class: chosen.id });
        }}
      >
        {TARGET_CLASSES.map((one) => (
          <option key={one.id} value={one.id}>
            {of(one)} ≤ {perYear(CLASS_LIMITS[one.id].new)}
          </option>
        ))}
      </select>
      <p className="caption muted">{of(CLASS_WORDS[building.class])}</p>
      {usual && usual !== building.class && (
        <p className="caption attention">
          {texts.classSuggested(wordOf(usual))}
          <button
            type="button"
            className="button link small"
            onClick={() => onBuilding({ ...building, class: usual })}
          >
            {texts.classUse}
          </button>
        </p>
      )}
      <details className="risk-details">
        <summary>{texts.classWhat}</summary>
        <dl className="siting-classes caption">
          {TARGET_CLASSES.map((one) => (
            <div key={one.id}>
              <dt>
                {of(one)} ≤ {perYear(CLASS_LIMITS[one.id].new)}
              </dt>
              <dd>{of(CLASS_WORDS[one.id])}</dd>
            </div>
          ))}
        </dl>
        <p className="caption muted">{texts.classSource}</p>
      </details>
    </>
  );
}
