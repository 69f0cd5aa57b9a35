/** Where the release is and of what: a major hazard source with its inventory, or any place. */
import { useEffect } from 'react';
import { obstacles, substanceName } from '../../../data/scenarios/possible.ts';
import { LISTED_SUBSTANCES } from '../../../data/tables/gb18218.ts';
import { SUBSTANCES } from '../../../data/tables/substances.ts';
import { readDetails } from '../../api.ts';
import type { LonLat } from '../../map/props.ts';
import { placeOf as placeOfItem } from '../../parts/place.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { PlaceField } from '../place-fields.tsx';
import type { ToolProps } from '../tool.ts';
import { readUnits } from './answer.ts';
import { ChoiceField, NumberField } from './fields.tsx';
import {
  type AccidentQuestion,
  firstHeld,
  type Held,
  idOf,
  placeOf,
  type Subject,
  unitOf,
} from './question.ts';
import { TEXTS } from './texts.ts';

const computable = (id: string) => Object.values(obstacles(id, 20)).includes(null);
const ALL = [
  ...LISTED_SUBSTANCES.map(({ id }) => id),
  ...SUBSTANCES.map(({ id }) => id).filter((id) => !LISTED_SUBSTANCES.some((one) => one.id === id)),
];

export interface SubjectPartProps {
  readonly question: AccidentQuestion;
  readonly fresh: string;
  readonly selected: ToolProps['selected'];
  /** The next click on the map places the release. */
  readonly placing: boolean;
  readonly onPlacing: (placing: boolean) => void;
  readonly onSubject: (subject: Subject) => void;
  readonly change: (part: Partial<AccidentQuestion>) => void;
}

export function SubjectPart(props: SubjectPartProps) {
  const { question, selected, placing, onPlacing, onSubject, change } = props;
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { subject } = question;
  const place = placeOf(question);
  const offered =
    selected?.layer === 'major_hazards' && unitOf(subject)?.id !== selected.id ? selected : null;
  return (
    <fieldset>
      <legend>{t.subject}</legend>
      <ChoiceField
        legend={t.subject}
        value={subject.kind}
        options={[
          ['unit', t.atUnit],
          ['place', t.atPlace],
        ]}
        onValue={(kind) =>
          kind !== subject.kind && onSubject(kind === 'place' ? { kind } : { kind, unit: null })
        }
      />
      {offered && (
        <button
          type="button"
          className="button small accident-wide"
          onClick={() =>
            onSubject({ kind: 'unit', unit: { id: offered.id, name: offered.name, at: offered.at } })
          }
        >
          {t.takeSelected(offered.name)}
        </button>
      )}
      {subject.kind === 'unit' && <UnitFields {...props} />}
      {subject.kind === 'place' && <AnySubstance question={question} change={change} />}
      {unitOf(subject) && question.point && (
        <p className="caption attention">
          {t.moved}
          <button type="button" className="button link small" onClick={() => change({ point: null })}>
            {t.backToUnit}
          </button>
        </p>
      )}
      {subject.kind === 'place' && (
        <div className="accident-place">
          <PlaceField center={place} onCenter={(point: LonLat) => change({ point })} />
          <button
            type="button"
            className="button small"
            aria-pressed={placing}
            onClick={() => onPlacing(!placing)}
          >
            {placing ? t.clickMapNow : t.clickMap}
          </button>
        </div>
      )}
    </fieldset>
  );
}

function UnitFields({ question, fresh, onSubject, change }: SubjectPartProps) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const chosen = unitOf(question.subject);
  const id = chosen?.id ?? '';
  const units = useRemote(`units ${fresh}`, readUnits);
  const details = useRemote(
    id ? `${id} ${fresh}` : null,
    (signal) => readDetails('major_hazards', id, signal),
    id,
  );
  const lines: readonly Held[] | null = details.data ? (details.data.inventories ?? []) : null;
  // a unit that was just chosen begins with the substance that matters most
  useEffect(() => {
    if (!lines || lines.some((line) => idOf(line) === question.substance)) return;
    const first = firstHeld(lines);
    change({ substance: first ? idOf(first) : null, massKg: null });
  }, [lines, question.substance, change]);
  const held = lines?.find((line) => idOf(line) === question.substance);
  const problem = units.problem ?? details.problem;
  return (
    <>
      <select
        className="input"
        aria-label={t.unit}
        value={id}
        onChange={(event) => {
          const unit = units.data?.find((one) => one.id === event.target.value);
          if (unit)
            onSubject({
              kind: 'unit',
              unit: { id: unit.id, name: String(unit.properties.name ?? t.noName), at: placeOfItem(unit) },
            });
        }}
      >
        {!units.data?.some((unit) => unit.id === id) && (
          <option value={id}>{chosen?.name ?? t.chooseUnit}</option>
        )}
        {units.data?.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.properties.name ?? t.noName}
          </option>
        ))}
      </select>
      {units.data?.length === 0 && <p className="caption muted">{t.noUnits}</p>}
      {lines && lines.length > 0 && (
        <select
          className="input"
          aria-label={t.substance}
          value={question.substance ?? ''}
          onChange={(event) => change({ substance: event.target.value, massKg: null })}
        >
          {lines.map((line) => (
            <option key={idOf(line)} value={idOf(line)}>
              {`${lang === 'zh' ? line.substance : substanceName(idOf(line)).en} – ${t.ofInventory(f.decimal(line.quantityT))}${computable(idOf(line)) ? '' : ` – ${t.noDataTitle}`}`}
            </option>
          ))}
        </select>
      )}
      {lines?.length === 0 && <p className="caption attention">{t.noInventory}</p>}
      {problem && <Trouble problem={problem} again={units.problem ? units.again : details.again} />}
      {held && (
        <NumberField
          label={`${t.mass} (kg)`}
          value={question.massKg}
          least={0.001}
          most={1e9}
          hint={t.massDefault(f.count(held.quantityT * 1000))}
          onValue={(massKg) => change({ massKg })}
        />
      )}
    </>
  );
}

function AnySubstance({ question, change }: Pick<SubjectPartProps, 'question' | 'change'>) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const option = (id: string) => (
    <option key={id} value={id}>
      {of(substanceName(id))}
    </option>
  );
  return (
    <>
      <select
        className="input"
        aria-label={t.substance}
        value={question.substance ?? ''}
        onChange={(event) => change({ substance: event.target.value || null })}
      >
        <option value="">{t.chooseSubstance}</option>
        <optgroup label={t.withData}>{ALL.filter(computable).map(option)}</optgroup>
        <optgroup label={t.noData}>{ALL.filter((id) => !computable(id)).map(option)}</optgroup>
      </select>
      <NumberField
        label={`${t.mass} (kg)`}
        value={question.massKg}
        least={0.001}
        most={1e9}
        required
        onValue={(massKg) => change({ massKg })}
      />
    </>
  );
}
