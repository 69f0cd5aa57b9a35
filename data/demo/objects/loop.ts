/** 隐患 and 排查任务 of the demo city: two years of inspections of its risk points, most put right in time. 模拟数据. */
import { citation, criteriaOf } from '../../loop/criteria.ts';
import { cycleOfDays, graceDays } from '../../loop/schedule.ts';
import { addDays } from '../days.ts';
import { type DemoGround, type DemoObject, scaled } from '../ground.ts';
import { personName } from '../persons.ts';
import { mulberry32, pick, type Random } from '../random.ts';
import { findingsOf } from './findings.ts';

/** At scale 1. The share put right is that of a city that reported 118,569 of 119,847 dangers rectified (98.93 %). */
export const LOOP = { dangers: 6_000, majors: 72, tasks: 9_000, rectified: 118_569 / 119_847 } as const;
/** Two years back. */
const DAYS = 730;
const INSPECTORS = ['inspector', 'inspector2'] as const;

export interface DemoTaskItem {
  readonly task: string;
  readonly no: number;
  readonly item: string;
  readonly result: 'pass' | 'fail' | null;
  readonly danger: string | null;
}
export interface DemoNotice {
  readonly number: string;
  readonly kind: 'reminder' | 'letter' | 'talk' | 'listing';
  readonly target: 'danger' | 'region' | 'sector';
  readonly danger: string | null;
  readonly regionCode: string | null;
  readonly sector: string | null;
  readonly addressee: string;
  readonly title: string;
  readonly content: string;
  readonly leader: string | null;
  readonly issuedOn: string;
  readonly deadline: string;
  readonly state: 'issued' | 'replied' | 'closed';
  readonly reply: string | null;
  readonly repliedOn: string | null;
  readonly closedOn: string | null;
}
export interface DemoLoop {
  readonly dangers: readonly DemoObject[];
  readonly tasks: readonly DemoObject[];
  readonly items: readonly DemoTaskItem[];
  readonly notices: readonly DemoNotice[];
}

type Values = Record<string, string | number | null>;
const moment = (day: string, hour: number, random: Random): string =>
  `${day}T${String(hour).padStart(2, '0')}:${String(Math.floor(random() * 60)).padStart(2, '0')}:00Z`;

/** Invents tasks at risk points, the dangers that they and others find, and the notices that press for some. */
export function buildLoop(ground: DemoGround, points: readonly DemoObject[]): DemoLoop {
  const { scale, today } = ground;
  const random = mulberry32(98_93);
  const dangers: DemoObject[] = [];
  const tasks: DemoObject[] = [];
  const items: DemoTaskItem[] = [];
  const graded = points.filter(({ values }) => values.grade !== null);
  const worse = graded.filter(({ values }) => Number(values.grade) <= 2);
  const choose = () => (random() < 0.5 && worse.length > 0 ? pick(worse, random) : pick(graded, random));

  const count = scaled(LOOP.dangers, scale);
  const majors = Math.max(5, scaled(LOOP.majors, scale));
  // those found lately are still being worked on; of the older ones as many are left as the share says
  const left = Math.max(3, Math.round(count * (1 - LOOP.rectified)));
  for (let i = 0; i < count; i++) {
    const major = i < majors;
    const openMajor = major && i < Math.max(3, Math.round(majors * 0.15));
    const stuck = !major && i < majors + left;
    const ago = openMajor
      ? 12 + Math.floor(random() * 50)
      : stuck
        ? 35 + Math.floor(random() * 60)
        : 1 + Math.floor(random() * (DAYS - 1));
    dangers.push(danger(i, choose(), { major, openMajor, stuck, ago }, today, random));
  }

  const byPoint = new Map<unknown, DemoObject[]>();
  for (const one of dangers) {
    if (one.values.found_by_way !== 'task') continue;
    const list = byPoint.get(one.values.risk_point_id);
    if (list) list.push(one);
    else byPoint.set(one.values.risk_point_id, [one]);
  }
  const planned = scaled(LOOP.tasks, scale);
  for (let i = 0; i < planned; i++) tasks.push(task(i, choose(), today, random, items, byPoint));

  return { dangers, tasks, items, notices: notices(ground, dangers, today, random) };
}

interface Fate {
  readonly major: boolean;
  readonly openMajor: boolean;
  readonly stuck: boolean;
  readonly ago: number;
}

function danger(i: number, point: DemoObject, fate: Fate, today: string, random: Random): DemoObject {
  const { values: at } = point;
  const finding = pick(findingsOf(String(at.accident_type)), random);
  const all = criteriaOf(at.sector as string | null);
  const own = all.filter(({ sectors }) => sectors.length > 0);
  const clauses = own.length > 0 ? own : all;
  const clause = fate.major ? clauses[Math.floor(random() * clauses.length)]! : null;
  const foundOn = addDays(today, -fate.ago);
  const term = fate.major ? 60 + Math.floor(random() * 60) : pick([7, 10, 15, 15, 30], random);
  // the first open major one is past its deadline
  const deadline = addDays(foundOn, fate.openMajor && i === 0 ? 10 : term);
  const took = fate.major ? Math.ceil(term * (0.4 + 0.6 * random())) : 1 + Math.floor(term * random() ** 0.7);
  const late = random() < 0.03 ? 1 + Math.floor(random() * 20) : 0;
  const rectifiedOn = addDays(foundOn, took + late);
  const recheckedOn = addDays(rectifiedOn, 1 + Math.floor(random() * 3));
  const closedOn = addDays(recheckedOn, Math.floor(random() * 3));
  const open = fate.openMajor || fate.stuck;
  let state = 'closed';
  if (open) state = 'rectifying';
  else if (closedOn >= today) {
    state = recheckedOn < today ? 'passed' : rectifiedOn < today ? 'to_recheck' : 'rectifying';
    if (state === 'rectifying' && !fate.major && fate.ago <= 3)
      state = fate.ago <= 1 ? 'reported' : 'verified';
  }
  const past = (...states: readonly string[]) => states.includes(state);
  const rectified = past('to_recheck', 'passed', 'closed');
  const rechecked = past('passed', 'closed');
  const who = i % INSPECTORS.length;
  const liable = personName(random);
  const name = clause ? clause.text.zh.split(/[，；]|或者/)[0]! : finding.name;
  const assigned = !past('reported', 'verified');
  const values: Values = {
    name: `${String(at.unit ?? '')}：${name}`.slice(0, 200),
    class: fate.major ? 'major' : 'general',
    state,
    category: clause ? 'management' : finding.category,
    found_by_way: pick(['task', 'task', 'self_check', 'self_check', 'authority', 'expert', 'public'], random),
    sector: at.sector ?? null,
    object_layer: at.owner_layer ?? null,
    object_id: at.owner_id ?? null,
    object_name: at.owner_name ?? null,
    risk_point_id: `demo:${point.sourceId}`,
    description: `${String(at.owner_name ?? '')}${String(at.unit ?? '')}：${name}。（模拟数据）`,
    cause: finding.cause,
    criterion: clause?.id ?? null,
    criterion_clause: clause ? citation(clause) : null,
    found_at: moment(foundOn, 1 + (i % 8), random),
    reported_by: INSPECTORS[who]!,
    liable_person: assigned ? liable : null,
    rectification: assigned
      ? clause
        ? `停用相关设施，${clause.text.zh}的问题限期整改`
        : finding.rectification
      : null,
    funds_10k: assigned
      ? fate.major
        ? 20 + Math.round(180 * random())
        : Math.round(30 * random() ** 3) / 10
      : null,
    deadline: assigned ? deadline : null,
    emergency_plan: assigned && fate.major ? '整改期间停止作业，专人看守，配齐救援器材' : null,
    department: pick(
      ['应急管理局', '住房和城乡建设局', '消防救援支队', '市场监督管理局', '街镇应急站'],
      random,
    ),
    inspector: INSPECTORS[who]!,
    verified_at: state === 'reported' ? null : moment(foundOn, 9, random),
    verified_by: state === 'reported' ? null : 'planner',
    rectified_at: rectified ? moment(rectifiedOn, 10, random) : null,
    rectified_by: rectified ? liable : null,
    rectified_how: rectified ? `已${clause ? '完成整改并经专家验收' : finding.rectification}` : null,
    rechecked_at: rechecked ? moment(recheckedOn, 11, random) : null,
    rechecked_by: rechecked ? INSPECTORS[1 - who]! : null,
    closed_at: state === 'closed' ? moment(closedOn, 12, random) : null,
    closed_by: state === 'closed' ? 'planner' : null,
  };
  return { sourceId: `Y${String(i + 1).padStart(6, '0')}`, geometry: point.geometry, values };
}

function task(
  i: number,
  point: DemoObject,
  today: string,
  random: Random,
  items: DemoTaskItem[],
  byPoint: ReadonlyMap<unknown, readonly DemoObject[]>,
): DemoObject {
  const { values: at } = point;
  const cycle = cycleOfDays(pick([7, 7, 30, 30, 30, 90, 180], random));
  // most lie in the past; a tenth is still to come
  const coming = i % 10 === 0;
  const plannedOn = addDays(today, coming ? Math.floor(random() * 30) : -Math.floor(random() * DAYS));
  const dueOn = addDays(plannedOn, graceDays(cycle));
  const done = !coming && (dueOn < addDays(today, -40) || random() < 0.75);
  const sourceId = `R${String(i + 1).padStart(6, '0')}`;
  const measures = String(at.measures ?? '')
    .split('；')
    .filter((measure) => measure !== '');
  const named = measures.length > 0 ? measures : ['现场检查'];
  // the dangers of this point that a task found
  const found = byPoint
    .get(`demo:${point.sourceId}`)
    ?.find(
      ({ values }) =>
        String(values.found_at).slice(0, 10) >= plannedOn && String(values.found_at).slice(0, 10) <= dueOn,
    );
  const failed = done && found !== undefined;
  named.forEach((item, index) => {
    const fails = failed && index === 0;
    items.push({
      task: sourceId,
      no: index + 1,
      item,
      result: done ? (fails ? 'fail' : 'pass') : null,
      danger: fails ? found!.sourceId : null,
    });
  });
  const who = INSPECTORS[i % INSPECTORS.length]!;
  return {
    sourceId,
    geometry: point.geometry,
    values: {
      name: `${String(at.name)}排查`.slice(0, 200),
      cycle,
      sector: at.sector ?? null,
      state: done ? (failed ? 'failed' : 'passed') : 'to_do',
      planned_on: plannedOn,
      due_on: dueOn,
      done_at: done ? moment(plannedOn, 2 + (i % 7), random) : null,
      done_by: done ? who : null,
      department: '应急管理局',
      inspector: who,
      object_layer: at.owner_layer ?? null,
      object_id: at.owner_id ?? null,
      object_name: at.owner_name ?? null,
      risk_point_id: `demo:${point.sourceId}`,
      findings: done && !failed ? '现场检查未发现问题' : null,
    },
  };
}

const KIND_WORDS = { reminder: '提示函', letter: '督办函', talk: '约谈', listing: '挂牌督办' } as const;

function notices(
  ground: DemoGround,
  dangers: readonly DemoObject[],
  today: string,
  random: Random,
): DemoNotice[] {
  const found: DemoNotice[] = [];
  const numbers = new Map<string, number>();
  const add = (
    kind: DemoNotice['kind'],
    ago: number,
    state: DemoNotice['state'],
    rest: Pick<DemoNotice, 'target' | 'danger' | 'regionCode' | 'sector' | 'addressee' | 'title' | 'content'>,
  ) => {
    const issuedOn = addDays(today, -ago);
    const key = `${KIND_WORDS[kind]}〔${issuedOn.slice(0, 4)}〕`;
    const n = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, n);
    found.push({
      number: `${key}${n}号`,
      kind,
      ...rest,
      leader: kind === 'listing' ? `${personName(random)}（副市长）` : null,
      issuedOn,
      deadline: addDays(issuedOn, kind === 'listing' ? 60 : 20),
      state,
      reply: state === 'issued' ? null : '已按要求组织整改，相关情况见附件。（模拟数据）',
      repliedOn: state === 'issued' ? null : addDays(issuedOn, Math.min(ago, 12)),
      closedOn: state === 'closed' ? addDays(issuedOn, Math.min(ago, 18)) : null,
    });
  };
  const major = dangers.filter(({ values }) => values.class === 'major');
  const open = major.filter(({ values }) => values.state === 'rectifying');
  const closed = major.filter(({ values }) => values.state === 'closed');
  const ofDanger = (one: DemoObject) => ({
    target: 'danger' as const,
    danger: one.sourceId,
    regionCode: null,
    sector: null,
    addressee: String(one.values.object_name),
    title: `关于对${String(one.values.name)}挂牌督办的通知`,
    content: `${String(one.values.criterion_clause)}。请按“五落实”要求限期整改。（模拟数据）`,
  });
  const foundAgo = (one: DemoObject) =>
    Math.round((Date.parse(today) - Date.parse(String(one.values.found_at).slice(0, 10))) / 86_400_000);
  for (const one of closed.slice(0, Math.max(1, Math.round(closed.length / 3))))
    add('listing', Math.max(1, foundAgo(one) - 2), 'closed', ofDanger(one));
  for (const one of open.slice(0, Math.max(1, Math.round(open.length / 2))))
    add('listing', Math.max(1, foundAgo(one) - 3), 'issued', ofDanger(one));
  const townships = ground.regions.filter(({ level }) => level === 'township').slice(0, 3);
  townships.forEach((region, index) => {
    add(
      index === 0 ? 'letter' : 'reminder',
      20 + 15 * index,
      index === 2 ? 'closed' : index === 1 ? 'replied' : 'issued',
      {
        target: 'region',
        danger: null,
        regionCode: region.code,
        sector: null,
        addressee: `${region.name}人民政府（办事处）`,
        title: '关于隐患整改进度滞后的督办',
        content: '辖区逾期未整改隐患较多，请逐项明确责任人和期限。（模拟数据）',
      },
    );
  });
  add('talk', 40, 'replied', {
    target: 'sector',
    danger: null,
    regionCode: null,
    sector: 'city_gas',
    addressee: '城镇燃气行业主管部门',
    title: '关于燃气行业隐患反复出现的约谈',
    content: '同类隐患反复出现，请分析原因并提出措施。（模拟数据）',
  });
  return found;
}
