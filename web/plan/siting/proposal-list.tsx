/** The proposals of the alternative: choose, edit, rename, place, duplicate, remove. */
import { IconCopy, IconCurrentLocation, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Proposal } from '../../../data/risk/proposal.ts';
import { CLASS_LIMITS } from '../../../data/risk/verdict.ts';
import type { LonLat } from '../../map/props.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { PlaceField } from '../place-fields.tsx';
import { perYear } from '../risk/per-year.ts';
import type { ProposalVerdict } from './answers.ts';
import { BuildingForm } from './building-form.tsx';
import { MOST_PROPOSALS, rounded } from './draft.ts';
import { PlantForm } from './plant-form.tsx';
import { useSitingTexts } from './texts.ts';

export interface ProposalListProps {
  readonly proposals: readonly Proposal[];
  readonly verdicts: ReadonlyMap<string, ProposalVerdict>;
  readonly chosen: string | null;
  readonly editing: string | null;
  readonly onChoose: (id: string) => void;
  readonly onEdit: (id: string | null) => void;
  readonly onChange: (proposal: Proposal) => void;
  readonly onDuplicate: (proposal: Proposal) => void;
  readonly onRemove: (proposal: Proposal) => void;
  readonly onShow: (at: LonLat) => void;
}

export function ProposalList(props: ProposalListProps) {
  const texts = useSitingTexts();
  const { proposals } = props;
  if (proposals.length === 0) return <p className="risk-empty">{texts.noProposals}</p>;
  return (
    <ul className="siting-list" aria-label={texts.proposals}>
      {proposals.map((one) => (
        <Row key={one.id} {...props} one={one} />
      ))}
    </ul>
  );
}

function Row({
  one,
  proposals,
  verdicts,
  chosen,
  editing,
  onChoose,
  onEdit,
  onChange,
  onDuplicate,
  onRemove,
  onShow,
}: ProposalListProps & { one: Proposal }) {
  const { f } = useLanguage();
  const texts = useSitingTexts();
  const verdict = verdicts.get(one.id);
  const open = editing === one.id;
  const about =
    one.kind === 'plant'
      ? one.inventory.map(({ substance, quantityT }) => `${substance} ${f.decimal(quantityT)} t`).join(' ')
      : `${texts.people(f.count(one.peopleDay), f.count(one.peopleNight))} ${texts.limit(perYear(CLASS_LIMITS[one.class].new))}`;
  return (
    <li className={chosen === one.id ? 'chosen' : undefined} data-proposal={one.id}>
      <button
        type="button"
        className="siting-row"
        aria-pressed={chosen === one.id}
        onClick={() => onChoose(one.id)}
      >
        <span>
          <b>{one.name}</b>
          <span className="caption muted">{about || texts.needsSubstance}</span>
        </span>
        {verdict && (
          <span className={`risk-verdict verdict-${verdict.verdict}`}>
            {texts.verdictWord[verdict.verdict]}
          </span>
        )}
      </button>
      <div className="siting-actions">
        <button
          type="button"
          className="button quiet small"
          aria-expanded={open}
          onClick={() => onEdit(open ? null : one.id)}
        >
          <IconPencil size={14} stroke={1.75} aria-hidden="true" />
          {open ? texts.done : texts.edit}
        </button>
        <button
          type="button"
          className="button quiet icon small"
          aria-label={`${texts.show} ${one.name}`}
          title={texts.show}
          onClick={() => onShow(one.at)}
        >
          <IconCurrentLocation size={14} stroke={1.75} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button quiet icon small"
          aria-label={`${texts.duplicate} ${one.name}`}
          title={texts.duplicate}
          disabled={proposals.length >= MOST_PROPOSALS}
          onClick={() => onDuplicate(one)}
        >
          <IconCopy size={14} stroke={1.75} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button quiet icon small"
          aria-label={`${texts.remove} ${one.name}`}
          title={texts.remove}
          onClick={() => onRemove(one)}
        >
          <IconTrash size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </div>
      {open && (
        <fieldset className="siting-form">
          <legend className="hidden">{`${texts.edit} ${one.name}`}</legend>
          <label className="siting-label">
            {texts.name}
            <input
              type="text"
              className="input"
              maxLength={200}
              value={one.name}
              onChange={(event) => onChange({ ...one, name: event.target.value })}
            />
          </label>
          <p className="siting-label">{texts.place}</p>
          <PlaceField center={one.at} onCenter={(at) => onChange({ ...one, at: rounded(at) })} />
          {one.kind === 'plant' ? (
            <PlantForm plant={one} onPlant={onChange} />
          ) : (
            <BuildingForm building={one} onBuilding={onChange} />
          )}
        </fieldset>
      )}
    </li>
  );
}
