/** Fields of a proposed plant: what kind of unit, and which substances in which quantities. */
import { IconX } from '@tabler/icons-react';
import { useId, useMemo, useState } from 'react';
import { MAJOR_HAZARD_KINDS } from '../../../data/layers/major-hazards.ts';
import { understand } from '../../../data/risk/holding.ts';
import type { ProposedPlant } from '../../../data/risk/proposal.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { NumberField } from '../accident/fields.tsx';
import { choiceOf, found, STATES, type SubstanceChoice, usualState } from './substances.ts';
import { useSitingTexts } from './texts.ts';

type Line = ProposedPlant['inventory'][number];
const SHOWN = 8;
/** Without a threshold of its own a substance begins with this much, t. */
const FIRST_T = 50;

export function PlantForm({
  plant,
  onPlant,
}: {
  plant: ProposedPlant;
  onPlant: (plant: ProposedPlant) => void;
}) {
  const { of } = useLanguage();
  const texts = useSitingTexts();
  const kindId = useId();
  const { inventory, unitKind } = plant;
  const change = (index: number, line: Line | null) =>
    onPlant({
      ...plant,
      inventory: inventory.flatMap((one, i) => (i !== index ? [one] : line ? [line] : [])),
    });
  const add = ({ id, zh, cas, thresholdT }: SubstanceChoice) =>
    onPlant({
      ...plant,
      inventory: [
        ...inventory,
        { substance: zh, cas, quantityT: thresholdT ?? FIRST_T, state: usualState(id) },
      ],
    });
  return (
    <>
      <label htmlFor={kindId} className="siting-label">
        {texts.unitKind}
      </label>
      <select
        id={kindId}
        className="input"
        value={unitKind}
        onChange={(event) => {
          const kind = MAJOR_HAZARD_KINDS.find(({ id }) => id === event.target.value);
          if (kind) onPlant({ ...plant, unitKind: kind.id });
        }}
      >
        {MAJOR_HAZARD_KINDS.map((kind) => (
          <option key={kind.id} value={kind.id}>
            {of(kind)}
          </option>
        ))}
      </select>
      <h4>{texts.inventory}</h4>
      {inventory.length === 0 && <p className="caption attention">{texts.needsSubstance}</p>}
      <ul className="siting-inventory">
        {inventory.map((line, index) => (
          <InventoryLine
            // lines have no identity but their place
            key={`${index} ${line.substance}`}
            line={line}
            unitKind={unitKind}
            onLine={(next) => change(index, next)}
          />
        ))}
      </ul>
      <SubstanceSearch onChoose={add} />
    </>
  );
}

function InventoryLine({
  line,
  unitKind,
  onLine,
}: {
  line: Line;
  unitKind: ProposedPlant['unitKind'];
  onLine: (line: Line | null) => void;
}) {
  const { of, f } = useLanguage();
  const texts = useSitingTexts();
  const choice = choiceOf(line.substance, line.cas);
  const name = choice ? of(choice) : line.substance;
  const understood = useMemo(
    () => understand(unitKind, { ...line, cas: line.cas ?? null, state: line.state ?? null }),
    [unitKind, line],
  );
  return (
    <li>
      <div className="siting-line-head">
        <b>{name}</b>
        <span className="caption muted">
          {[line.cas, choice?.thresholdT ? texts.threshold(f.decimal(choice.thresholdT)) : null]
            .filter(Boolean)
            .join(' ')}
        </span>
        <span className="spread" />
        <button
          type="button"
          className="button quiet icon small"
          aria-label={texts.removeLine(name)}
          onClick={() => onLine(null)}
        >
          <IconX size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </div>
      <div className="number-fields">
        <NumberField
          label={texts.quantity}
          value={line.quantityT}
          least={0.001}
          most={10_000_000}
          required
          onValue={(quantityT) => quantityT !== null && quantityT > 0 && onLine({ ...line, quantityT })}
        />
        <label className="number-field">
          {texts.state}
          <select
            className="input"
            value={line.state ?? ''}
            onChange={(event) => onLine({ ...line, state: event.target.value })}
          >
            {STATES.map((state) => (
              <option key={state} value={state}>
                {texts.states[state] ?? state}
              </option>
            ))}
          </select>
        </label>
      </div>
      {'missing' in understood ? (
        <p className="caption attention">
          <b>{texts.noData}</b>
          {texts.colon}
          {of(understood.missing)}
        </p>
      ) : (
        understood.notes.map((note) => (
          <p key={note.zh} className="caption muted">
            {of(note)}
          </p>
        ))
      )}
    </li>
  );
}

function SubstanceSearch({ onChoose }: { onChoose: (choice: SubstanceChoice) => void }) {
  const { of, f } = useLanguage();
  const texts = useSitingTexts();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const all = found(words);
  return (
    <div className="siting-search">
      <input
        type="search"
        className="input"
        aria-label={texts.substanceSearch}
        placeholder={texts.substanceSearch}
        value={words}
        onFocus={() => setOpen(true)}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          const [first] = all;
          if (event.key !== 'Enter' || !first) return;
          event.preventDefault();
          onChoose(first);
          setWords('');
          setOpen(false);
        }}
      />
      {(open || words !== '') && (
        <ul className="siting-choices">
          {all.slice(0, SHOWN).map((choice) => (
            <li key={choice.id}>
              <button
                type="button"
                onClick={() => {
                  onChoose(choice);
                  setWords('');
                  setOpen(false);
                }}
              >
                <span>{of(choice)}</span>
                <span className="caption muted">{choice.cas}</span>
                {!choice.known && <span className="caption attention">{texts.noData}</span>}
              </button>
            </li>
          ))}
          {all.length === 0 && <li className="caption muted">{texts.substanceNone}</li>}
          {all.length > SHOWN && (
            <li className="caption muted">{texts.substanceMore(f.count(all.length - SHOWN))}</li>
          )}
        </ul>
      )}
    </div>
  );
}
