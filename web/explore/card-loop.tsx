/** What the prevention loop knows of a picked object: open hidden dangers, next inspection tasks, risk points. For staff. */
import type { LayerId } from '../../data/layers/all.ts';
import { countItems, type Problem, readSession } from '../api.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { listDangers, listTasks } from '../tend/loop/loop-api.ts';
import { ClassMark, DueMark, StateMark } from '../tend/loop/marks.tsx';
import './card-loop.css';

const TEXTS = {
  zh: {
    dangers: '未办结隐患',
    noDangers: '没有未办结的隐患',
    major: (n: string) => `重大 ${n}`,
    overdue: (n: string) => `逾期 ${n}`,
    tasks: '接下来的检查',
    noTasks: '没有待办的检查',
    points: (n: string) => `风险点 ${n} 个`,
    noPoints: '没有登记风险点',
    all: (n: string) => `全部 ${n} 条`,
    schedules: '排查计划',
    report: '上报隐患',
    dossiers: { enterprises: '一企一档', parks: '一园区一册' },
    openDanger: '打开隐患',
    openTask: '打开任务',
  },
  en: {
    dangers: 'Open hidden dangers',
    noDangers: 'No open hidden danger',
    major: (n: string) => `${n} major`,
    overdue: (n: string) => `${n} overdue`,
    tasks: 'Next inspections',
    noTasks: 'No inspection to do',
    points: (n: string) => `${n} risk points`,
    noPoints: 'No risk points on record',
    all: (n: string) => `All ${n}`,
    schedules: 'Schedules',
    report: 'Report a danger',
    dossiers: { enterprises: 'Dossier', parks: 'Dossier' },
    openDanger: 'Open the danger',
    openTask: 'Open the task',
  },
};

/** Layers whose objects own risk points. */
const OWNERS: readonly LayerId[] = ['enterprises', 'places', 'parks', 'major_hazards', 'hazard_points'];
/** Who writes hidden dangers down. */
const WRITERS: readonly string[] = ['field', 'planner', 'admin'];
const FORMATS = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' };
/** How many of each are listed before the link to all. */
const SHOWN = '3';

async function readLoop(layer: LayerId, id: string, signal: AbortSignal) {
  const object = `${layer}/${id}`;
  const quoted = id.replaceAll("'", "''");
  const [session, dangers, tasks, points] = await Promise.all([
    readSession(),
    listDangers({ object, open: 'true', sort: 'deadline', size: SHOWN }, signal),
    listTasks({ object, state: 'to_do', sort: 'due', size: SHOWN }, signal),
    OWNERS.includes(layer)
      ? countItems('risk_points', `owner_layer = '${layer}' and owner_id = '${quoted}'`, signal)
      : null,
  ]);
  return { mayReport: WRITERS.includes(session.role), dangers, tasks, points };
}

/** A danger or task itself leads to its page; any other object lists its own. */
export default function CardLoop({ layer, id, fresh }: { layer: LayerId; id: string; fresh: string }) {
  const t = TEXTS[useLanguage().lang];
  if (layer !== 'hidden_dangers' && layer !== 'tasks')
    return <ObjectLoop layer={layer} id={id} fresh={fresh} />;
  const query = new URLSearchParams(layer === 'tasks' ? { tab: 'tasks', task: id } : { id });
  return (
    <p className="card-list card-loop-links">
      <a href={`/dangers?${query}`}>{layer === 'tasks' ? t.openTask : t.openDanger}</a>
    </p>
  );
}

function ObjectLoop({ layer, id, fresh }: { layer: LayerId; id: string; fresh: string }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const key = `${layer} ${id}`;
  const loop = useRemote(`${key} ${fresh}`, (signal) => readLoop(layer, id, signal), key);
  if (!loop.data) return loop.problem && <Missing problem={loop.problem} again={loop.again} />;
  const { mayReport, dangers, tasks, points } = loop.data;
  const object = encodeURIComponent(`${layer}/${id}`);
  const counts = [
    dangers.counts.major > 0 && t.major(f.count(dangers.counts.major)),
    dangers.counts.overdue > 0 && t.overdue(f.count(dangers.counts.overdue)),
  ].filter((part) => part !== false);
  return (
    <>
      <section className="card-list card-loop caption">
        <h3>
          {t.dangers} {f.count(dangers.total)}
          {counts.length > 0 && <b className="card-loop-late"> {counts.join(' · ')}</b>}
        </h3>
        {dangers.rows.length === 0 && <p className="muted">{t.noDangers}</p>}
        <ul>
          {dangers.rows.map((row) => (
            <li key={row.id}>
              <a href={`/dangers?id=${encodeURIComponent(row.id)}`}>{row.name}</a>
              <span className="card-loop-marks">
                <ClassMark value={row.class} />
                <StateMark value={row.state} />
                <DueMark day={row.deadline} state={row.dueState} />
              </span>
            </li>
          ))}
        </ul>
        <p className="card-loop-links">
          {dangers.total > dangers.rows.length && (
            <a href={`/dangers?object=${object}`}>{t.all(f.count(dangers.total))}</a>
          )}
          {mayReport && <a href={`/dangers?new=danger&object=${object}`}>{t.report}</a>}
        </p>
      </section>
      <section className="card-list card-loop caption">
        <h3>
          {t.tasks} {f.count(tasks.total)}
        </h3>
        {tasks.rows.length === 0 && <p className="muted">{t.noTasks}</p>}
        <ul>
          {tasks.rows.map((row) => (
            <li key={row.id}>
              <a href={`/dangers?tab=tasks&task=${encodeURIComponent(row.id)}`}>{row.name}</a>
              <span className="card-loop-marks">
                <DueMark day={row.dueOn} state={row.dueState} />
              </span>
            </li>
          ))}
        </ul>
        <p className="card-loop-links">
          {tasks.total > tasks.rows.length && (
            <a href={`/dangers?tab=tasks&object=${object}`}>{t.all(f.count(tasks.total))}</a>
          )}
          <a href={`/dangers?tab=schedules&object=${object}`}>{t.schedules}</a>
          {points !== null &&
            (points > 0 ? (
              <a href={`/ledger?owner=${object}`}>{t.points(f.count(points))}</a>
            ) : (
              <span className="muted">{t.noPoints}</span>
            ))}
        </p>
        {(layer === 'enterprises' || layer === 'parks') && (
          <p className="card-loop-links">
            {t.dossiers[layer]}
            {(['pdf', 'docx', 'xlsx'] as const).map((format) => (
              <a key={format} href={`/api/dossiers/${layer}/${encodeURIComponent(id)}.${format}`} download>
                {FORMATS[format]}
              </a>
            ))}
          </p>
        )}
      </section>
    </>
  );
}

function Missing({ problem, again }: { problem: Problem; again: () => void }) {
  return (
    <section className="card-list">
      <Trouble problem={problem} again={again} />
    </section>
  );
}
