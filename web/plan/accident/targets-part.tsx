/** Whom and what the zones reach: protected targets by class, pipelines and other major hazard sources. */
import { useState } from 'react';
import { TARGET_CLASSES } from '../../../data/layers/protected-targets.ts';
import { placeOf } from '../../parts/place.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import type { AccidentAnswer, InsideList } from './answer.ts';
import { timeText } from './drawing.ts';
import { levelName, lookOf } from './looks.ts';
import { TEXTS } from './texts.ts';
import { ZoneSwatch } from './zones-table.tsx';

/** Rows that one list shows at most; the counts are of all. */
const SHOWN = 50;

/** Schools and kindergartens inside. */
export const schoolsIn = ({ targets: { byKind } }: AccidentAnswer): number =>
  (byKind.school?.count ?? 0) + (byKind.kindergarten?.count ?? 0);

export function TargetsPart({
  answer,
  onSelect,
}: {
  answer: AccidentAnswer;
  onSelect: ToolProps['onSelect'];
}) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const { targets, pipelines, majorHazards } = answer;
  const classes = [
    ...TARGET_CLASSES.map((one) => [one.id, of(one)] as const),
    ['not_classified', t.notClassified] as const,
  ];
  return (
    <>
      <section>
        <h3>{t.targets}</h3>
        {targets.count === 0 ? (
          <p className="muted">{t.noTargets}</p>
        ) : (
          <>
            <table className="accident-table">
              <thead>
                <tr>
                  <th scope="col">{t.targetColumns.class}</th>
                  <th scope="col">{t.targetColumns.count}</th>
                  <th scope="col">{t.zoneColumns.people}</th>
                </tr>
              </thead>
              <tbody>
                {classes.map(([id, name]) => {
                  const { count, day, night } = targets.byClass[id];
                  return (
                    count > 0 && (
                      <tr key={id}>
                        <th scope="row">{name}</th>
                        <td>{f.count(count)}</td>
                        <td>{`${f.count(day)} / ${f.count(night)}`}</td>
                      </tr>
                    )
                  );
                })}
              </tbody>
            </table>
            <p className="caption schools">{t.schools(f.count(schoolsIn(answer)))}</p>
            <ObjectList layer="protected_targets" list={targets} answer={answer} onSelect={onSelect} />
          </>
        )}
      </section>
      <section>
        <h3>{`${t.majorHazards} ${f.count(majorHazards.count)}`}</h3>
        <ObjectList layer="major_hazards" list={majorHazards} answer={answer} onSelect={onSelect} open />
      </section>
      <section>
        <h3>{`${t.pipelines} ${f.count(pipelines.count)}`}</h3>
        <ObjectList layer="pipelines" list={pipelines} answer={answer} onSelect={onSelect} open />
      </section>
    </>
  );
}

function ObjectList({
  layer,
  list,
  answer,
  onSelect,
  open = false,
}: {
  layer: 'protected_targets' | 'major_hazards' | 'pipelines';
  list: InsideList;
  answer: AccidentAnswer;
  onSelect: ToolProps['onSelect'];
  open?: boolean;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [shown, setShown] = useState(open);
  const features = list.features.features.slice(0, SHOWN);
  if (list.count === 0) return <p className="muted caption">{t.noneInside}</p>;
  if (!shown)
    return (
      <button type="button" className="button small accident-wide" onClick={() => setShown(true)}>
        {t.showList(f.count(list.count))}
      </button>
    );
  const levelOf = (endpoint: string) =>
    answer.zones.features.find(({ properties }) => properties.endpoint === endpoint)?.properties;
  return (
    <>
      {list.count > features.length && (
        <p className="caption muted">{t.listed(f.count(features.length), f.count(list.count))}</p>
      )}
      <ul className="inside-list">
        {features.map((item) => {
          const level = levelOf(item.properties.endpoint);
          const when = timeText(item.properties.arrivalS, t, f);
          return (
            <li key={item.id}>
              <button type="button" onClick={() => onSelect({ layer, id: item.id, at: placeOf(item) })}>
                {level && <ZoneSwatch look={lookOf(level)} />}
                <span>
                  {item.properties.name ?? t.noName}
                  <small className="muted">
                    {`${level ? `${levelName(level)}  ` : ''}${f.distance(item.properties.distanceM)}  ${when}`}
                    {level?.escalation && layer !== 'protected_targets' && (
                      <b className="attention">{` ${t.escalation}`}</b>
                    )}
                  </small>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
