/** The page /dangers: work lists of dangers, tasks and notices; `?tab=`, `?id=`, `?task=`, `?schedule=` say what is open. */
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { PHONE, useMedia } from '../../parts/media.ts';
import { PageFrame, type PageReader } from '../../parts/page-frame.tsx';
import type { PageProps } from '../../parts/pages.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { DangerListPart } from './danger-list.tsx';
import { DangerPanel } from './danger-panel.tsx';
import { NewDangerForm } from './new-danger.tsx';
import { NewScheduleForm } from './new-schedule.tsx';
import { type NoticeDraft, NoticeForm, NoticesPart } from './notices-part.tsx';
import { ScheduleListPart } from './schedule-list.tsx';
import { SchedulePanel } from './schedule-panel.tsx';
import { SCHEDULE_TEXTS } from './schedule-texts.ts';
import { TaskListPart } from './task-list.tsx';
import { TaskPanel } from './task-panel.tsx';
import { TEXTS } from './texts.ts';
import './loop.css';

const TABS = ['dangers', 'tasks', 'schedules', 'notices'] as const;
type Tab = (typeof TABS)[number];
const ADDED = ['danger', 'notice', 'schedule'] as const;

/** What is open, as the address has it. */
interface Open {
  readonly tab: Tab;
  readonly danger: string | null;
  readonly task: string | null;
  readonly schedule: string | null;
  /** A new one; `object` says where. */
  readonly add: (typeof ADDED)[number] | null;
  /** `enterprises/demo:E1`: lists hold only what is of it. */
  readonly object: string | null;
}

function readOpen(): Open {
  const params = new URLSearchParams(location.search);
  const tab = params.get('tab');
  const add = params.get('new');
  return {
    tab: TABS.find((one) => one === tab) ?? 'dangers',
    danger: params.get('id'),
    task: params.get('task'),
    schedule: params.get('schedule'),
    add: ADDED.find((one) => one === add) ?? null,
    object: params.get('object'),
  };
}

function addressOf({ tab, danger, task, schedule, add, object }: Open): string {
  const params = new URLSearchParams();
  if (tab !== 'dangers') params.set('tab', tab);
  if (danger) params.set('id', danger);
  if (task) params.set('task', task);
  if (schedule) params.set('schedule', schedule);
  if (add) params.set('new', add);
  if (object) params.set('object', object);
  const query = params.toString();
  return query ? `/dangers?${query}` : '/dangers';
}

export default function LoopPage(props: PageProps) {
  const { lang } = useLanguage();
  return (
    <PageFrame {...props} page="loop" title={TEXTS[lang].title}>
      {(reader) => <Loop reader={reader} />}
    </PageFrame>
  );
}

function Loop({ reader: { session, reader } }: { reader: PageReader }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const phone = useMedia(PHONE);
  const [open, setOpen] = useState(readOpen);
  const [draft, setDraft] = useState<NoticeDraft | null>(null);
  const [round, setRound] = useState(0);
  const changed = useCallback(() => setRound((count) => count + 1), []);
  const go = useCallback((next: Partial<Open>) => {
    setOpen((before) => {
      const after = { ...before, danger: null, task: null, schedule: null, add: null, ...next };
      history.pushState(null, '', addressOf(after));
      return after;
    });
  }, []);
  useEffect(() => {
    const back = () => setOpen(readOpen());
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const { role } = session;
  const writes = ['field', 'planner', 'admin'].includes(role);
  const office = role === 'planner' || role === 'admin';
  const names = {
    dangers: t.dangers,
    tasks: t.tasks,
    schedules: SCHEDULE_TEXTS[lang].title,
    notices: t.notices,
  };
  const close = () => go({});
  // what somebody else wrote is read again too
  const live = reader.live.versions;
  const fresh = round + (live.hidden_dangers ?? 0) + (live.tasks ?? 0);

  let panel: React.ReactNode = null;
  if (open.add === 'danger')
    panel = (
      <NewDangerForm
        object={open.object}
        onCancel={close}
        onDone={({ danger }) => {
          changed();
          go({ tab: 'dangers', danger: danger.id });
        }}
      />
    );
  else if (open.add === 'notice')
    panel = (
      <NoticeForm
        danger={draft}
        onCancel={close}
        onDone={() => {
          changed();
          go(draft ? { tab: 'dangers', danger: draft.id } : { tab: 'notices' });
        }}
      />
    );
  else if (open.add === 'schedule')
    panel = (
      <NewScheduleForm
        object={open.object}
        onCancel={close}
        onDone={(schedule) => {
          changed();
          go({ tab: 'schedules', schedule });
        }}
      />
    );
  else if (open.danger !== null)
    panel = (
      <DangerPanel
        key={open.danger}
        id={open.danger}
        username={session.user?.username ?? ''}
        mayList={office}
        onClose={close}
        onChanged={changed}
        onList={(danger) => {
          setDraft(danger);
          go({ add: 'notice' });
        }}
      />
    );
  else if (open.task !== null)
    panel = (
      <TaskPanel
        key={open.task}
        id={open.task}
        onClose={close}
        onChanged={changed}
        onDanger={(danger) => go({ tab: 'dangers', danger })}
      />
    );
  else if (open.schedule !== null)
    panel = (
      <SchedulePanel
        key={open.schedule}
        id={open.schedule}
        mayChange={office}
        onClose={close}
        onChanged={changed}
        onTask={(task) => go({ tab: 'tasks', task })}
      />
    );

  return (
    <div className={`loop ${panel ? 'with-panel' : ''}`}>
      {!(phone && panel) && (
        <div className="loop-lists">
          <div className="loop-top">
            <div className="loop-tabs" role="tablist" aria-label={t.title}>
              {TABS.map((tab) => (
                <button
                  key={tab}
                  type="button"
                  role="tab"
                  aria-selected={open.tab === tab}
                  className="loop-tab"
                  onClick={() => go({ tab })}
                >
                  {names[tab]}
                </button>
              ))}
            </div>
            {writes && open.tab === 'dangers' && (
              <button type="button" className="button accent" onClick={() => go({ add: 'danger' })}>
                <IconPlus size={16} stroke={1.75} aria-hidden="true" />
                {t.newDanger}
              </button>
            )}
            {office && open.tab === 'schedules' && (
              <button type="button" className="button accent" onClick={() => go({ add: 'schedule' })}>
                <IconPlus size={16} stroke={1.75} aria-hidden="true" />
                {SCHEDULE_TEXTS[lang].add}
              </button>
            )}
            {office && open.tab === 'notices' && (
              <button
                type="button"
                className="button accent"
                onClick={() => {
                  setDraft(null);
                  go({ add: 'notice' });
                }}
              >
                <IconPlus size={16} stroke={1.75} aria-hidden="true" />
                {t.newNotice}
              </button>
            )}
          </div>
          {open.object !== null && open.tab !== 'notices' && (
            <p className="loop-of">
              {t.onlyOf} <b>{open.object.slice(open.object.indexOf('/') + 1)}</b>
              <button type="button" className="button small" onClick={() => go({ object: null })}>
                {t.showAll}
              </button>
            </p>
          )}
          {open.tab === 'dangers' && (
            <DangerListPart
              round={fresh}
              object={open.object}
              selected={open.danger}
              onOpen={(danger) => go({ danger })}
            />
          )}
          {open.tab === 'tasks' && (
            <TaskListPart
              round={fresh}
              object={open.object}
              selected={open.task}
              onOpen={(task) => go({ tab: 'tasks', task })}
            />
          )}
          {open.tab === 'schedules' && (
            <ScheduleListPart
              round={fresh}
              object={open.object}
              selected={open.schedule}
              onOpen={(schedule) => go({ tab: 'schedules', schedule })}
            />
          )}
          {open.tab === 'notices' && (
            <NoticesPart
              round={fresh}
              role={role}
              onChanged={changed}
              onDanger={(danger) => go({ tab: 'dangers', danger })}
            />
          )}
        </div>
      )}
      {panel && <div className="loop-side">{panel}</div>}
    </div>
  );
}
