/** Saved alternatives: opened, ticked for comparing, deleted and brought back. */
import { IconClock, IconTrash } from '@tabler/icons-react';
import type { Remote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { StudyRow } from './answers.ts';
import { useSitingTexts } from './texts.ts';

export const MOST_COMPARED = 3;

export function Studies({
  studies,
  asOf,
  openId,
  ticked,
  onTick,
  onOpen,
  onDelete,
  onCompare,
}: {
  studies: Remote<readonly StudyRow[]>;
  /** When the sources last changed: what was computed before is stale. */
  asOf: string | null;
  openId: string | null;
  ticked: readonly string[];
  onTick: (ids: readonly string[]) => void;
  onOpen: (id: string) => void;
  onDelete: (study: StudyRow) => void;
  onCompare: () => void;
}) {
  const { f } = useLanguage();
  const texts = useSitingTexts();
  const { data, problem, again } = studies;
  return (
    <>
      {problem && <Trouble problem={problem} again={again} />}
      {data?.length === 0 && <p className="risk-empty">{texts.noStudies}</p>}
      {data && data.length > 0 && (
        <>
          <ul className="siting-studies" aria-label={texts.alternatives}>
            {data.map((study) => {
              const { id, name } = study;
              const on = ticked.includes(id);
              return (
                <li key={id} className={id === openId ? 'chosen' : undefined} data-study={id}>
                  <input
                    type="checkbox"
                    aria-label={texts.compareNamed(name)}
                    checked={on}
                    disabled={!on && ticked.length >= MOST_COMPARED}
                    title={!on && ticked.length >= MOST_COMPARED ? texts.compareMost : undefined}
                    onChange={() => onTick(on ? ticked.filter((one) => one !== id) : [...ticked, id])}
                  />
                  <button
                    type="button"
                    className="siting-row"
                    aria-label={texts.open(name)}
                    onClick={() => onOpen(id)}
                  >
                    <span>
                      <b>{name}</b>
                      <span className="caption muted">
                        {[
                          texts.ofItems(f.count(study.proposals)),
                          texts.computedAt(f.moment(study.computedAt)),
                          !study.mine && study.owner ? texts.by(study.owner) : null,
                        ]
                          .filter(Boolean)
                          .join(' ')}
                      </span>
                      {isStale(study, asOf) && <StaleMark />}
                    </span>
                  </button>
                  {study.mine && (
                    <button
                      type="button"
                      className="button quiet icon small"
                      aria-label={texts.deleteNamed(name)}
                      title={texts.delete}
                      onClick={() => onDelete(study)}
                    >
                      <IconTrash size={14} stroke={1.75} aria-hidden="true" />
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
          <div className="risk-row">
            <button type="button" className="button small" disabled={ticked.length === 0} onClick={onCompare}>
              {texts.compare}
            </button>
            <span className="caption muted">{texts.compareHint}</span>
          </div>
        </>
      )}
    </>
  );
}

/** Whether the sources have changed since it was computed. */
export const isStale = ({ computedAt }: { readonly computedAt: string }, asOf: string | null): boolean =>
  asOf !== null && Date.parse(asOf) > Date.parse(computedAt);

export function StaleMark() {
  const texts = useSitingTexts();
  return (
    <span className="siting-stale caption">
      <IconClock size={14} stroke={1.75} aria-hidden="true" />
      {texts.stale}
    </span>
  );
}
