/** 选址: what if a plant, a school or housing stood here; alternatives are kept, compared and reported. */
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useLayoutEffect, useMemo, useState } from 'react';
import type { Proposal } from '../../../data/risk/proposal.ts';
import type { FieldDrawing, ToolDrawing } from '../../map/drawn.ts';
import type { LonLat } from '../../map/props.ts';
import { boxAround } from '../../parts/place.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { About } from '../risk/about.tsx';
import { FieldLegend } from '../risk/field-legend.tsx';
import type { Time } from '../risk/risk-answers.ts';
import { useField } from '../risk/use-field.ts';
import type { ToolProps } from '../tool.ts';
import { addedField } from './added-field.ts';
import { changeStudy, createStudy, deleteStudy, readStudy, restoreStudy, type Study } from './answers.ts';
import { BuildingVerdictPart } from './building-verdict.tsx';
import { CityEffect } from './city-effect.tsx';
import { Compare } from './compare.tsx';
import {
  contentKey,
  duplicateOf,
  freeName,
  MOST_PROPOSALS,
  PRESETS,
  type Preset,
  placed,
  plantsAmong,
  proposalOf,
  replaced,
} from './draft.ts';
import { breachesOf, comparedHandles, handlesOf } from './drawing.ts';
import { MissingList } from './missing-list.tsx';
import { PlantVerdictPart } from './plant-verdict.tsx';
import { ProposalList } from './proposal-list.tsx';
import { SaveBox } from './save-box.tsx';
import { isStale, Studies } from './studies.tsx';
import { useSitingTexts } from './texts.ts';
import { useKernels } from './use-kernels.ts';
import { useStudies } from './use-studies.ts';
import { useVerdict } from './use-verdict.ts';
import './siting.css';

/** Cells of the plants' own field while one is dragged, and once it stands. */
const CELLS = { moving: 24_000, still: 260_000 } as const;
const SHOWN_RADIUS_M = 1_500;

/** The alternative that is being written. */
interface Draft {
  /** As it was saved last. */
  readonly study: Pick<Study, 'id' | 'name' | 'proposals' | 'time' | 'fieldVersion' | 'computedAt'> | null;
  readonly name: string;
  readonly proposals: readonly Proposal[];
  readonly time: Time;
}
const EMPTY: Draft = { study: null, name: '', proposals: [], time: 'mean' };

let made = 0;
/** Unlike any unit of the register, and unlike others made on this page. */
const newId = () => `proposal-${Date.now().toString(36)}-${++made}`;

export default function SitingPart(props: ToolProps) {
  const { open, fresh, view, selected, onDraw, onSelect, onGo, snapshot } = props;
  const { f } = useLanguage();
  const texts = useSitingTexts();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [placing, setPlacing] = useState<Preset | null>(null);
  const [moving, setMoving] = useState<{ id: string; at: LonLat } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [showField, setShowField] = useState(true);
  const [notice, setNotice] = useState<{ words: string; undo: (() => void) | null } | null>(null);
  const shelf = useStudies(open);

  const proposals = useMemo(
    () => (moving ? placed(draft.proposals, moving.id, moving.at) : draft.proposals),
    [draft.proposals, moving],
  );
  const write = useCallback(
    (change: (before: readonly Proposal[]) => readonly Proposal[]) =>
      setDraft((before) => ({ ...before, proposals: change(before.proposals) })),
    [],
  );
  const { answer, preview, exact } = useVerdict(proposals, moving !== null, draft.time, fresh);
  const verdicts = useMemo(
    () => new Map((answer?.proposals ?? []).map((one) => [one.id, one] as const)),
    [answer],
  );

  const base = useField(open && showField, view, true, fresh);
  const plants = useMemo(() => plantsAmong(proposals), [proposals]);
  const kernels = useKernels(plants, fresh);
  const baseField = showField ? (base.data?.field ?? null) : null;
  const field = useMemo<FieldDrawing | null>(() => {
    const standing = plants.flatMap((plant) => {
      const kernel = kernels.get(contentKey(plant));
      return kernel ? [{ at: plant.at, kernel }] : [];
    });
    if (!showField || shelf.comparing) return shelf.comparing ? baseField : null;
    const added = addedField(standing, baseField?.bbox ?? null, moving ? CELLS.moving : CELLS.still);
    if (!baseField) return added;
    return added ? { ...baseField, added } : baseField;
  }, [plants, kernels, baseField, moving, showField, shelf.comparing]);

  const add = useCallback(
    (preset: Preset, at: LonLat) => {
      const id = newId();
      setDraft((before) => {
        const name = freeName(texts.presetNames[preset], before.proposals);
        return { ...before, proposals: [...before.proposals, proposalOf(preset, at, id, name)] };
      });
      setPlacing(null);
      setChosen(id);
      setNotice(null);
      // a plant is nothing without its substances
      setEditing(preset === 'plant' ? id : null);
    },
    [texts],
  );
  const move = useCallback((id: string, at: LonLat) => write((before) => placed(before, id, at)), [write]);
  const handles = useMemo(
    () =>
      shelf.comparing
        ? comparedHandles(shelf.compared.data ?? [])
        : handlesOf(proposals, verdicts, moving?.id ?? null, field, texts),
    [shelf.comparing, shelf.compared.data, proposals, verdicts, moving, field, texts],
  );
  const shapes = useMemo(
    () => (shelf.comparing ? [] : breachesOf([...verdicts.values()])),
    [shelf.comparing, verdicts],
  );
  const drawing = useMemo<ToolDrawing>(
    () => ({
      field,
      shapes,
      handles,
      onPoint: placing ? (at) => add(placing, at) : null,
      onHandle: (id, at, done) => {
        setChosen(id);
        setMoving(done ? null : { id, at });
        if (done) move(id, at);
      },
    }),
    [field, shapes, handles, placing, add, move],
  );
  // at once, so that the next click on the map already means it
  useLayoutEffect(() => onDraw(drawing), [drawing, onDraw]);

  const remove = (one: Proposal) => {
    const before = draft.proposals;
    write((all) => all.filter(({ id }) => id !== one.id));
    setNotice({ words: texts.removed(one.name), undo: () => write(() => before) });
  };
  const duplicate = (one: Proposal) => {
    const id = newId();
    write((before) => [...before, duplicateOf(one, id, freeName(one.name, before))]);
    setChosen(id);
  };
  const take = useCallback((study: Study) => {
    const { name, proposals, time } = study;
    setDraft({ study, name, proposals, time });
    setChosen(proposals[0]?.id ?? null);
    setEditing(null);
  }, []);
  const offered = freeName(texts.alternatives, shelf.studies.data ?? []);
  const save = (asNew: boolean) =>
    shelf.attempt(async () => {
      const { study, proposals, time } = draft;
      const name = draft.name.trim() || offered;
      const saved =
        study && !asNew
          ? await changeStudy(study.id, { name, proposals, time })
          : await createStudy({ name, proposals, time });
      // as it was written here: the server's copy has its keys in another order
      setDraft((before) => ({ ...before, name: saved.name, study: { ...saved, proposals, time } }));
      setNotice({ words: texts.saved(saved.name), undo: null });
      shelf.renew();
    });
  const openStudy = (id: string) =>
    shelf.attempt(async () => {
      const study = await readStudy(id);
      take(study);
      shelf.compare(false);
      setNotice(null);
      const [first] = study.proposals;
      if (first) onGo(boxAround({ center: first.at, radiusM: SHOWN_RADIUS_M }));
    });
  const recompute = (study: Pick<Study, 'id'>) =>
    shelf.attempt(async () => {
      const renewed = await changeStudy(study.id, { recompute: true });
      setDraft((before) =>
        before.study?.id === renewed.id
          ? { ...before, study: { ...renewed, proposals: before.study.proposals } }
          : before,
      );
      shelf.renew();
    });

  const asOf = answer?.asOf ?? base.data?.asOf ?? null;
  const current = verdicts.get(chosen ?? '') ?? answer?.proposals[0] ?? null;
  const empty = plants.some(({ id, inventory }) => id === current?.id && inventory.length === 0);
  const full = draft.proposals.length >= MOST_PROPOSALS;
  const stale =
    draft.study !== null &&
    (isStale(draft.study, asOf) ||
      (exact.data !== null &&
        !preview &&
        !changed(draft) &&
        exact.data.fieldVersion !== draft.study.fieldVersion));
  return (
    <div className="risk-part siting-part" aria-busy={exact.loading || base.loading}>
      {(exact.slow || base.slow || shelf.compared.slow) && <span className="loading-line" />}
      {shelf.comparing && shelf.compared.problem && (
        <Trouble problem={shelf.compared.problem} again={shelf.compared.again} />
      )}
      {shelf.comparing && shelf.compared.data && (
        <Compare
          studies={shelf.compared.data}
          asOf={asOf}
          snapshot={snapshot}
          onRecompute={recompute}
          onClose={() => shelf.compare(false)}
        />
      )}
      <section className="risk-section">
        <p className="caption muted">{texts.intro}</p>
        <fieldset className="siting-add">
          <legend className="hidden">{texts.add}</legend>
          {PRESETS.map((preset) => (
            <button
              key={preset}
              type="button"
              className="button small"
              aria-pressed={placing === preset}
              disabled={full}
              title={full ? texts.most : undefined}
              onClick={() => {
                shelf.compare(false);
                setPlacing(placing === preset ? null : preset);
              }}
            >
              <IconPlus size={14} stroke={1.75} aria-hidden="true" />
              {texts.presets[preset]}
            </button>
          ))}
        </fieldset>
        {placing && (
          <p className="siting-placing" role="status">
            {texts.placing(texts.presets[placing])}
            {view && (
              <button
                type="button"
                className="button link small"
                onClick={() => add(placing, middleOf(view))}
              >
                {texts.placeMiddle}
              </button>
            )}
            <button type="button" className="button link small" onClick={() => setPlacing(null)}>
              {texts.cancel}
            </button>
          </p>
        )}
        {notice && (
          <p className="siting-notice" role="status">
            {notice.words}
            {notice.undo && (
              <button
                type="button"
                className="button link small"
                onClick={() => {
                  notice.undo?.();
                  setNotice(null);
                }}
              >
                {texts.undo}
              </button>
            )}
          </p>
        )}
        <ProposalList
          proposals={draft.proposals}
          verdicts={verdicts}
          chosen={chosen}
          editing={editing}
          onChoose={setChosen}
          onEdit={setEditing}
          onChange={(next) => write((before) => replaced(before, next))}
          onDuplicate={duplicate}
          onRemove={remove}
          onShow={(at) => onGo(boxAround({ center: at, radiusM: SHOWN_RADIUS_M }))}
        />
      </section>
      {draft.proposals.length > 0 && (
        <section className="risk-section siting-verdict" aria-label={texts.verdict} data-preview={preview}>
          <div className="siting-line-head">
            <h3>{texts.verdict}</h3>
            <span className="chip" role="status">
              {preview ? (exact.loading && !moving ? texts.computing : texts.preview) : texts.exact}
            </span>
          </div>
          {exact.problem && !moving && <Trouble problem={exact.problem} again={exact.again} />}
          {!answer && !exact.problem && <p className="caption muted">{texts.computing}…</p>}
          {current?.kind === 'building' && (
            <BuildingVerdictPart
              answer={current}
              preview={preview}
              proposals={draft.proposals}
              fresh={fresh}
              onMove={(at) => move(current.id, at)}
              onSelect={onSelect}
            />
          )}
          {current?.kind === 'plant' && empty && <p className="risk-empty">{texts.needsSubstance}</p>}
          {current?.kind === 'plant' && !empty && (
            <PlantVerdictPart
              key={current.id}
              answer={current}
              selectedId={selected?.id ?? null}
              onSelect={onSelect}
            />
          )}
          <p className="caption muted">{texts.decision}</p>
        </section>
      )}
      {answer && (
        <CityEffect
          answer={answer}
          time={draft.time}
          onTime={(time) => setDraft((before) => ({ ...before, time }))}
        />
      )}
      <section className="risk-section" aria-label={texts.alternatives}>
        <h3>{texts.alternatives}</h3>
        {shelf.problem && <Trouble problem={shelf.problem} />}
        {draft.proposals.length > 0 && (
          <SaveBox
            saved={draft.study !== null}
            changed={changed(draft)}
            stale={stale}
            name={draft.name}
            offered={offered}
            onName={(name) => setDraft((before) => ({ ...before, name }))}
            onSave={save}
            onRecompute={() => draft.study && recompute(draft.study)}
            onNew={() => {
              setDraft(EMPTY);
              setChosen(null);
              setEditing(null);
            }}
          />
        )}
        <Studies
          studies={shelf.studies}
          asOf={asOf}
          openId={draft.study?.id ?? null}
          ticked={shelf.ticked}
          onTick={shelf.tick}
          onOpen={openStudy}
          onDelete={(study) =>
            shelf.attempt(async () => {
              await deleteStudy(study.id);
              setDraft((before) => (before.study?.id === study.id ? { ...before, study: null } : before));
              shelf.renew();
              setNotice({
                words: texts.deleted(study.name),
                undo: () =>
                  shelf.attempt(async () => {
                    await restoreStudy(study.id);
                    shelf.renew();
                  }),
              });
            })
          }
          onCompare={() => shelf.compare(true)}
        />
      </section>
      <section className="risk-section">
        <label className="check">
          <input
            type="checkbox"
            checked={showField}
            onChange={(event) => setShowField(event.target.checked)}
          />
          {texts.showField}
        </label>
        {base.problem && <Trouble problem={base.problem} again={base.again} />}
        {showField && <FieldLegend />}
        {base.data && (
          <p className="caption faint">
            {texts.asOf} {f.moment(base.data.asOf)}
          </p>
        )}
      </section>
      {answer && <MissingList missing={answer.missing} />}
      {answer && <About basis={answer} />}
    </div>
  );
}

function changed({ study, name, proposals, time }: Draft): boolean {
  if (!study) return true;
  return (
    name.trim() !== study.name ||
    time !== study.time ||
    JSON.stringify(proposals) !== JSON.stringify(study.proposals)
  );
}

const middleOf = ([west, south, east, north]: readonly [number, number, number, number]): LonLat => [
  (west + east) / 2,
  (south + north) / 2,
];
