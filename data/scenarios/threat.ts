/** The threat at one place over time: outdoors, and indoors behind shut windows. */
import type { Text } from '../layer.ts';
import type { AtPlace, Effects, Level } from './scenario.ts';
import type { Point } from './shape.ts';

/**
 * Air exchange of a dwelling with its windows shut, per hour. Source: JGJ 134-2010 § 3.0.1 (design value of the hot-summer,
 * cold-winter zone). Draughty houses take the gas in faster.
 */
export const AIR_CHANGES_PER_HOUR = 1;

export interface LevelTimes extends Level {
  /** When the level is first and last held, s after the beginning; null = never, or still held at the last moment. */
  readonly outdoorFromS: number | null;
  readonly outdoorUntilS: number | null;
  readonly indoorFromS: number | null;
  readonly indoorUntilS: number | null;
}

export interface Threat {
  readonly outdoorMax: number;
  /** null = walls are not counted (heat, blast, fire). */
  readonly indoorMax: number | null;
  /** From when to when the lightest level is held outdoors; null = it is not, or there is none such end. */
  readonly arrivalS: number | null;
  readonly untilS: number | null;
  readonly timeS: readonly number[];
  readonly outdoor: readonly number[];
  /** Empty where walls are not counted. */
  readonly indoor: readonly number[];
  /** Greatest value outdoors while the wind turns by ±turnDeg; null = the wind does not matter. */
  readonly turned: { readonly turnDeg: number; readonly outdoorMax: number } | null;
  readonly endpoints: readonly LevelTimes[];
}

/** Moments computed, over all and again while the cloud is there (models take 1,000 at once), and moments told. */
const STEPS = 480;
const TOLD = 160;
/** The air indoors is followed this long after the cloud has gone, s. */
const AFTER_S = 5_400;

/** `airChangesPerHour` null = only outdoors. */
export function threatAt(effects: Effects, place: Point, airChangesPerHour: number | null): Threat {
  const there = effects.at(place);
  const turned = effects.turnDeg === null ? null : worstTurned(effects, place, effects.turnDeg);
  const course = courseOf(there, airChangesPerHour);
  const levels = [...effects.zones.map(({ level }) => level), ...effects.unreached].sort(
    (one, other) => one.threshold - other.threshold,
  );
  const endpoints = levels.map((level): LevelTimes => {
    const [outdoorFromS, outdoorUntilS] = held(course.timeS, course.outdoor, level.threshold);
    const [indoorFromS, indoorUntilS] = held(course.timeS, course.indoor, level.threshold);
    return { ...level, outdoorFromS, outdoorUntilS, indoorFromS, indoorUntilS };
  });
  const lasts = there.untilS !== null;
  const [lightest] = endpoints;
  return {
    outdoorMax: there.most,
    indoorMax: airChangesPerHour === null ? null : Math.max(0, ...course.indoor),
    arrivalS: lightest?.outdoorFromS ?? null,
    untilS: lasts ? (lightest?.outdoorUntilS ?? null) : null,
    ...thinned(course),
    turned,
    endpoints: lasts ? endpoints : endpoints.map((level) => ({ ...level, outdoorUntilS: null })),
  };
}

/** The place as it lies when the wind has turned towards it as far as it may. */
function worstTurned(effects: Effects, [x, y]: Point, turnDeg: number) {
  const off = Math.max(0, Math.abs(Math.atan2(y, x)) - (turnDeg * Math.PI) / 180);
  const r = Math.hypot(x, y);
  return { turnDeg, outdoorMax: effects.at([r * Math.cos(off), r * Math.sin(off)]).most };
}

interface Course {
  readonly timeS: readonly number[];
  readonly outdoor: readonly number[];
  readonly indoor: readonly number[];
}

function courseOf(there: AtPlace, airChangesPerHour: number | null): Course {
  const { most, fromS, untilS, course } = there;
  if (most <= 0) return { timeS: [], outdoor: [], indoor: [] };
  if (untilS === null) return { timeS: [fromS], outdoor: [most], indoor: [] };
  const endS = untilS + (airChangesPerHour === null ? Math.max(60, untilS * 0.1) : AFTER_S);
  // edges stand twice, so that a value that begins at once is drawn upright
  const edges = course ? [] : [fromS, fromS, untilS, untilS];
  const even = Array.from({ length: STEPS + 1 }, (_, k) => (endS * k) / STEPS);
  const fine = Array.from(
    { length: course ? STEPS + 1 : 0 },
    (_, k) => fromS + ((untilS - fromS) * k) / STEPS,
  );
  const timeS = [...even, ...fine, ...edges].sort((one, other) => one - other);
  const middles = timeS.map((time, k) => (k === 0 ? 0 : (time + timeS[k - 1]!) / 2));
  const inside = (time: number) => (time > fromS && time < untilS ? most : 0);
  const during = course ? course(middles) : middles.map(inside);
  const outdoor = course
    ? course(timeS)
    : timeS.map((time, k) => (time > fromS && time < untilS ? most : atEdge(k)));
  function atEdge(k: number): number {
    // of two equal moments the first belongs to what was, the second to what comes
    if (timeS[k] === fromS) return timeS[k - 1] === fromS || (k === 0 && fromS === 0) ? most : 0;
    return timeS[k] === untilS && timeS[k - 1] !== untilS ? most : 0;
  }
  return {
    timeS,
    outdoor,
    indoor: airChangesPerHour === null ? [] : indoors(timeS, during, airChangesPerHour),
  };
}

/**
 * dCi/dt = λ (Co − Ci), exact for a constant concentration outdoors during each step.
 * Source: NOAA Technical Memorandum NOS OR&R 43 (ALOHA), 2013; one well-mixed room.
 */
function indoors(timeS: readonly number[], during: readonly number[], airChangesPerHour: number): number[] {
  const perS = airChangesPerHour / 3600;
  let inside = 0;
  return timeS.map((time, k) => {
    if (k > 0) inside = during[k]! + (inside - during[k]!) * Math.exp(-perS * (time - timeS[k - 1]!));
    return inside;
  });
}

/** First and last moment at which a level is held, between two moments in proportion; the last null while it goes on. */
function held(
  timeS: readonly number[],
  value: readonly number[],
  threshold: number,
): [number | null, number | null] {
  const first = value.findIndex((one) => one >= threshold);
  if (first < 0) return [null, null];
  const last = value.findLastIndex((one) => one >= threshold);
  return [crossing(first - 1, first), last === value.length - 1 ? null : crossing(last, last + 1)];
  function crossing(k: number, next: number): number {
    if (k < 0) return timeS[next]!;
    const share = (threshold - value[k]!) / (value[next]! - value[k]!);
    return timeS[k]! + share * (timeS[next]! - timeS[k]!);
  }
}

/** Fewer moments, evenly in time, with every edge and both peaks. */
function thinned({ timeS, outdoor, indoor }: Course): Course {
  if (timeS.length <= TOLD) return { timeS, outdoor, indoor };
  const endS = timeS.at(-1)!;
  const peaks = [outdoor, indoor].map((values) => values.indexOf(Math.max(...values)));
  let told = -1;
  const keep = timeS.flatMap((time, k) => {
    const edge = time === timeS[k - 1] || time === timeS[k + 1];
    const due = Math.floor((time / endS) * TOLD) > told;
    if (!edge && !due && !peaks.includes(k) && k !== timeS.length - 1) return [];
    told = Math.max(told, Math.floor((time / endS) * TOLD));
    return [k];
  });
  const at = (values: readonly number[]) => (values.length === 0 ? [] : keep.map((k) => values[k]!));
  return { timeS: at(timeS), outdoor: at(outdoor), indoor: at(indoor) };
}

/** What a threat assumes beyond the scenario. */
export function threatAssumptions(airChangesPerHour: number | null): readonly Text[] {
  if (airChangesPerHour === null)
    return [
      {
        zh: '一点的热辐射、超压不计墙体和地形的遮挡',
        en: 'At a place heat and blast are those in the open: no shelter of walls or ground',
      },
    ];
  return [
    {
      zh: `室内：换气 ${airChangesPerHour} 次/h 的一室模型，dCi/dt = λ(Co − Ci)，不计吸附；缺省值为关窗住宅 1.0（JGJ 134-2010）`,
      en: `Indoors: one well-mixed room with ${airChangesPerHour} air changes per hour, dCi/dt = λ(Co − Ci), nothing is absorbed; the default of 1.0 is a dwelling with its windows shut (JGJ 134-2010)`,
    },
    {
      zh: '一点随时间：重气云在其宽度以内浓度均匀、过后即无；中性烟羽按 Palazzi 的首尾扩散，短泄漏在远处因此低于区域所用的稳定烟羽',
      en: 'At a place over time: a dense cloud is even within its width and gone after it; of a neutral plume front and rear spread as in Palazzi, so that a short release is weaker far away than the steady plume of the zones',
    },
  ];
}

export const THREAT_SOURCES = [
  'NOAA Technical Memorandum NOS OR&R 43 (ALOHA), 2013',
  'JGJ 134-2010 § 3.0.1',
  'Palazzi et al. 1982, Atmos. Environ. 16, 2785',
] as const;
