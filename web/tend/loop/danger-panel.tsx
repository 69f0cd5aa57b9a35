/** One hidden danger: what it is, where, how far it has come, and the steps that the reader may take now. */
import { IconArrowLeft, IconMap2 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { DANGER_CATEGORIES, FOUND_WAYS } from '../../../data/layers/hidden-dangers.ts';
import { DANGER_ACTIONS, type DangerAction, stepText } from '../../../data/loop/states.ts';
import { SECTORS } from '../../../data/tables/sectors.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { useDrawnTheme } from '../../parts/theme.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { type DangerDocument, readDanger } from './loop-api.ts';
import { ClassMark, DueMark, StateMark, wordOf } from './marks.tsx';
import { Photos } from './photos.tsx';
import { StepForm } from './step-form.tsx';
import { TEXTS } from './texts.ts';

const PreviewMap = lazy(() => import('../../map/preview-map.tsx'));
/** Half the side of the small map, degrees: about a kilometre. */
const ABOUT_DEG = 0.01;

export function DangerPanel({
  id,
  username,
  mayList,
  onClose,
  onChanged,
  onList,
}: {
  id: string;
  username: string;
  /** Whether this person may put it under listed supervision. */
  mayList: boolean;
  onClose: () => void;
  onChanged: () => void;
  onList: (danger: { id: string; name: string; addressee: string }) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const theme = useDrawnTheme();
  const [newer, setNewer] = useState<DangerDocument | null>(null);
  const [action, setAction] = useState<DangerAction | null>(null);
  const remote = useRemote(id, (signal) => readDanger(id, signal), id);
  const document = newer?.danger.id === id ? newer : remote.data;
  if (remote.problem) return <Trouble problem={remote.problem} again={remote.again} />;
  if (!document) return <p className="muted">{t.loading}</p>;
  const { danger, lon, lat, steps, photos, may, people, notices, regionName } = document;
  const named = (who: string | null) => (who === null ? '' : (people[who] ?? who));
  const done = (next: DangerDocument) => {
    setNewer(next);
    setAction(null);
    onChanged();
  };
  const again = async () => {
    setNewer(await readDanger(id));
    onChanged();
  };
  const finished = danger.state === 'closed' || danger.state === 'rejected';
  const facts: readonly (readonly [label: string, value: string | number | null | undefined])[] = [
    [t.object, danger.object_name],
    [t.region, regionName],
    [t.sector, wordOf(SECTORS, danger.sector, lang)],
    [t.found, `${f.moment(danger.found_at)} ${named(danger.reported_by)}`],
    [t.foundWay, wordOf(FOUND_WAYS, danger.found_by_way, lang)],
    [t.category, wordOf(DANGER_CATEGORIES, danger.category, lang)],
    [t.description, danger.description],
    [t.cause, danger.cause],
    [t.criterion, danger.criterion_clause],
    [t.department, danger.department],
    [t.inspector, named(danger.inspector)],
  ];
  const rectification: typeof facts = [
    [t.liable, danger.liable_person],
    [t.measures, danger.rectification],
    [t.funds, danger.funds_10k],
    [t.plan, danger.emergency_plan],
    [t.extension, danger.extension_until],
    [t.how, danger.rectified_how],
    [t.rectifiedBy, named(danger.rectified_by)],
    [t.recheckedBy, named(danger.rechecked_by)],
    [t.closedBy, named(danger.closed_by)],
  ];
  const list = (rows: typeof facts) => (
    <dl className="loop-facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
  const object =
    danger.object_layer && danger.object_id ? `${danger.object_layer}/${danger.object_id}` : null;
  return (
    <article className="loop-panel" aria-label={danger.name}>
      <header>
        <button type="button" className="button quiet small" onClick={onClose}>
          <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
          {t.back}
        </button>
        <h2>{danger.name}</h2>
        <p className="loop-line">
          <ClassMark value={danger.class} />
          <StateMark value={danger.state} />
          <DueMark day={danger.deadline} state={danger.due_state} />
        </p>
        <p className="caption muted">
          {danger.source_id}
          {danger.listed_no && ` · ${danger.listed_no}`}
        </p>
      </header>

      <section className="loop-part" aria-label={t.steps}>
        <h3>{t.steps}</h3>
        {may.length === 0 && <p className="muted">{t.noSteps}</p>}
        {danger.rectified_by === username && ['to_recheck', 'passed'].includes(danger.state) && (
          <p className="loop-notice">{t.notRechecker}</p>
        )}
        {action === null ? (
          <div className="loop-buttons">
            {may.map((one, index) => (
              <button
                key={one}
                type="button"
                className={`button ${index === 0 ? 'accent' : ''}`}
                onClick={() => setAction(one as DangerAction)}
              >
                {wordOf(DANGER_ACTIONS, one, lang)}
              </button>
            ))}
            {mayList && !finished && danger.listed_no === null && danger.class === 'major' && (
              <button
                type="button"
                className="button"
                onClick={() =>
                  onList({ id: danger.id, name: danger.name, addressee: danger.object_name ?? '' })
                }
              >
                {t.listThis}
              </button>
            )}
          </div>
        ) : (
          <StepForm
            key={action}
            action={action}
            document={document}
            onDone={done}
            onCancel={() => setAction(null)}
          />
        )}
      </section>

      <section className="loop-part">
        <h3>{t.facts}</h3>
        {list(facts)}
      </section>
      <section className="loop-part">
        <h3>{t.rectificationPart}</h3>
        {list(rectification)}
      </section>
      <Photos
        owner="hidden_dangers"
        id={danger.id}
        photos={photos}
        mayAdd={may.length > 0}
        kind={['rectifying', 'to_recheck'].includes(danger.state) ? 'after' : 'before'}
        onAdded={() => void again()}
      />
      <section className="loop-part">
        <h3>{t.place}</h3>
        <div className="loop-map">
          <Suspense fallback={null}>
            <PreviewMap
              theme={theme}
              label={t.place}
              rows={{
                type: 'FeatureCollection',
                features: [
                  {
                    type: 'Feature',
                    properties: { problem: danger.class === 'major' ? 'error' : 'warning' },
                    geometry: { type: 'Point', coordinates: [lon, lat] },
                  },
                ],
              }}
              box={[lon - ABOUT_DEG, lat - ABOUT_DEG, lon + ABOUT_DEG, lat + ABOUT_DEG]}
              marked={[lon, lat]}
            />
          </Suspense>
        </div>
        <p className="loop-buttons">
          <a className="button small" href={`/?at=${lon.toFixed(5)},${lat.toFixed(5)},16`}>
            <IconMap2 size={16} stroke={1.75} aria-hidden="true" />
            {t.onMap}
          </a>
          {object && (
            <a className="button small" href={`/?why=${encodeURIComponent(object)}`}>
              {t.why}
            </a>
          )}
        </p>
      </section>
      {notices.length > 0 && (
        <section className="loop-part">
          <h3>{t.notices}</h3>
          <ul className="loop-steps">
            {notices.map((notice) => (
              <li key={notice.id}>
                <b>{notice.number}</b> {notice.title}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="loop-part">
        <h3>{t.history}</h3>
        <ol className="loop-steps">
          {steps.map((step) => (
            <li key={`${step.at} ${step.action}`}>
              <b>{stepText(step.action)[lang]}</b> <span>{named(step.by)}</span>{' '}
              <span className="muted">
                {f.moment(step.at)}
                {step.told && ` · ${t.told}`}
              </span>
              {step.note && step.note !== stepText(step.action).zh && <p>{step.note}</p>}
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}
