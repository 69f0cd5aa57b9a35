/** Two years of grade changes that lead to today's grades of the invented city. 模拟数据. */
import type { Grade } from '../grade.ts';
import { addDays } from './days.ts';
import { hash2, mulberry32, pick, type Random, textSeed } from './random.ts';

/** How long the invented register has been kept, days. */
export const PAST_DAYS = 731;

export interface GradedToday {
  readonly id: string;
  readonly grade: Grade | null;
  /** The assessment that gave today's grade, 'YYYY-MM-DD'. */
  readonly assessedOn: string | null;
  /** Level of a region. */
  readonly level?: string | null;
}

export interface PastChange {
  readonly id: string;
  readonly before: Grade | null;
  readonly after: Grade | null;
  /** The day from which the new grade holds. */
  readonly since: string;
  /** When somebody entered it: the same day or up to weeks later. ISO 8601, UTC. */
  readonly recorded: string;
  readonly cause: string;
  /** When the earlier grade was to be reviewed. */
  readonly reviewDue: string | null;
}

/** Share of a layer's objects whose grade changed, and how often at most. */
const CHANGING: Readonly<Record<string, readonly [share: number, most: number]>> = {
  city: [1, 2],
  county: [1, 4],
  township: [0.8, 4],
  village: [0.5, 2],
  cell: [0.3, 2],
  enterprises: [0.4, 3],
  places: [0.12, 2],
  risk_points: [0.2, 2],
  major_hazards: [0.7, 3],
  hazard_points: [0.16, 2],
};

const CAUSES = {
  first: ['首次安全风险评估', '专项普查后首次评定'],
  better: [
    '重大隐患整改销号，复评降级',
    '安全设施改造完成，重新评估',
    '停用高风险工艺，重新评估',
    '全要素评价好转，降级管控',
  ],
  worse: [
    '检查发现重大隐患，提级管控',
    '危险物质存量增加，重新评估',
    '周边新增人员密集场所，重新评估',
    '管控措施失效，提级管控',
  ],
  regionBetter: ['辖区内隐患整改销号，区域风险重新计算', '辖区内企业风险等级下降，区域风险重新计算'],
  regionWorse: ['辖区内企业风险等级上升，区域风险重新计算', '辖区内新增风险点，区域风险重新计算'],
  groundWorse: ['汛前排查发现变形加剧，提级', '强降雨后复核，提级'],
  groundBetter: ['治理工程验收，复评降级', '汛后复核，恢复原等级'],
} as const;

/** The changes of a layer's objects, for each object in the order of time; the last leads to today's grade. */
export function pastGrades(layer: string, objects: readonly GradedToday[], today: string): PastChange[] {
  return objects.flatMap((one) => changesOf(layer, one, today));
}

function changesOf(layer: string, one: GradedToday, today: string): PastChange[] {
  const [share, most] = CHANGING[layer === 'regions' ? (one.level ?? '') : layer] ?? [0, 0];
  const random = mulberry32(hash2(textSeed(one.id), 20_24));
  if (one.grade === null || random() >= share) return [];
  const first = addDays(today, -PAST_DAYS + 20);
  // the last change is the assessment that gave today's grade, or lies before it: some were only confirmed since
  const yesterday = addDays(today, -1);
  const isDated = one.assessedOn !== null && one.assessedOn < yesterday;
  const last = isDated ? one.assessedOn! : yesterday;
  const span = daysBetween(first, last);
  if (span < 30) return [];
  const count = 1 + Math.floor(random() * most);
  // what was confirmed by the grading of today changed on some day before
  const lastDay = random() < 0.6 && isDated ? span : Math.floor(random() * span);
  const days = new Set([lastDay]);
  for (let more = 1; more < count; more++) days.add(Math.floor(random() * lastDay));
  const sorted = [...days].sort((a, b) => a - b);
  const changes: PastChange[] = [];
  let after: Grade | null = one.grade;
  for (const [index, day] of [...sorted.entries()].reverse()) {
    const before = earlier(after, layer !== 'regions' && index === 0, random);
    const since = addDays(first, day);
    const next = sorted[index + 1];
    changes.unshift({
      id: one.id,
      before,
      after,
      since,
      recorded: recordedAt(since, next === undefined ? yesterday : addDays(first, next - 1), random),
      cause: pick(CAUSES[causeOf(layer, before, after)], random),
      // a year after the assessment before: some had fallen due by then
      reviewDue: before === null || index === 0 ? null : addDays(first, sorted[index - 1]! + 365),
    });
    after = before;
  }
  return changes;
}

/** More often worse than now: the city has been working on it. Only the oldest state may be unassessed. */
function earlier(after: Grade | null, isFirst: boolean, random: Random): Grade | null {
  const chance = random();
  if (isFirst && chance < 0.12) return null;
  const grade = after ?? 4;
  if (grade === 1) return 2;
  if (grade === 4) return chance < 0.85 ? 3 : 2;
  return (chance < 0.7 ? grade - 1 : grade + 1) as Grade;
}

/** Most are entered within a week, some a month late, never after the next one. Office hours in China. */
function recordedAt(since: string, latest: string, random: Random): string {
  const lag = random() < 0.12 ? 8 + Math.floor(random() * 30) : Math.floor(random() * 7);
  const wished = addDays(since, lag);
  const day = wished < latest ? wished : latest < since ? since : latest;
  const minute = Math.floor(random() * 420);
  return `${day}T${String(1 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`;
}

function causeOf(layer: string, before: Grade | null, after: Grade | null): keyof typeof CAUSES {
  if (before === null) return 'first';
  const better = (after ?? 5) > before;
  if (layer === 'regions') return better ? 'regionBetter' : 'regionWorse';
  if (layer === 'hazard_points') return better ? 'groundBetter' : 'groundWorse';
  return better ? 'better' : 'worse';
}

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
