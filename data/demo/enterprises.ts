/** The invented enterprises of the demo city: place, name, codes, people and grades; linear in their number. */
import { creditCodeCheckCharacter } from '../credit-code.ts';
import type { Grade, GradeState } from '../grade.ts';
import type { SectorId } from '../tables/sectors.ts';
import { addDays } from './days.ts';
import type { Hierarchy } from './hierarchy.ts';
import { CHARACTERS, type Character, GRADE_SHARES, gradeByShare } from './leaning.ts';
import { type Km, toLonLat } from './plane.ts';
import { hash2, mulberry32, pick, type Random, weightedChoice } from './random.ts';
import { GROUNDS, SECTOR_HABITS, type SectorHabit } from './sectors.ts';
import type { Settling } from './settling.ts';

export interface DemoEnterprise {
  /** 'E000001'. */
  sourceId: string;
  name: string;
  creditCode: string | null;
  sector: SectorId;
  industryCode: string | null;
  address: string;
  people: number | null;
  contactName: string | null;
  contactPhone: string | null;
  grade: Grade | null;
  gradeState: GradeState;
  assessedOn: string | null;
  reviewDue: string | null;
  supervision: 'city' | 'county' | 'township' | null;
  evaluation: 'good' | 'fair' | 'poor' | null;
  insurance: 'insured' | 'expired' | 'none' | null;
  insuranceUntil: string | null;
  creditList: 'red' | 'none' | 'black' | null;
  standardisation: 1 | 2 | 3 | null;
  point: [number, number];
}

/** The number of enterprises in a public safety report of one Chinese city. */
export const ENTERPRISE_COUNT = 13309;

const OVERDUE_SHARE = 0.0125;
/** Days between assessments by grade: the worse, the more often (our own default). */
const REVIEW_DAYS: Readonly<Record<Grade, number>> = { 1: 365, 2: 365, 3: 730, 4: 1095 };

const BRAND_FIRST = '海澄澜港望东新恒盛瑞鑫宏华泰嘉和润丰永安康顺达广远天宇正金银蓝白鹭云松月锦潮明德信诚';
const BRAND_SECOND = '源达盛泰丰隆昌荣安宁和顺通利兴旺博雅格力信诚远航宇峰川洋浪帆岸舟岭林泉石玉辉晖明';
const SURNAMES = '陈林王李张黄吴周徐朱沈郑胡许何郭叶高罗宋';
const GIVEN = '安平宁康和顺佳宜正守';
const CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const letter = (text: string, random: Random) => text[Math.floor(random() * text.length)]!;

/** A well-formed, unique credit code of nobody: registered as an enterprise (91) in a county with prefix 99. */
function creditCode(countyCode: string, index: number): string {
  let rest = (index * 48271 + 900_001) % 31 ** 7;
  let body = '';
  for (let i = 0; i < 7; i++) {
    body = CODE_ALPHABET[rest % 31]! + body;
    rest = Math.floor(rest / 31);
  }
  const first = `91${countyCode}MA${body}`;
  return first + creditCodeCheckCharacter(first)!;
}

/** Roughly normal, mean 0, deviation 1 (sum of uniform numbers). */
const bell = (random: Random) => (random() + random() + random() + random() - 2) * Math.sqrt(3);

function nameOf(habit: SectorHabit, township: string, random: Random): string {
  const brand = letter(BRAND_FIRST, random) + letter(BRAND_SECOND, random);
  const business = pick(habit.business, random);
  const body = pick(habit.body, random);
  const place = township.replace(/(街道|镇|乡)$/, '');
  if (body === '') return `${random() < 0.5 ? '望澜' : ''}${place}${brand}${business}`;
  return `望澜${random() < 0.35 ? place : ''}${brand}${business}${body}`;
}

/** Invents the enterprises. `character` leans the grades of each township. */
export function buildEnterprises(
  count: number,
  today: string,
  hierarchy: Hierarchy,
  settling: Settling,
  character: readonly Character[],
): { enterprises: DemoEnterprise[]; faceOf: Int32Array } {
  const random = mulberry32(13309);
  const { county, township } = hierarchy.levels;
  const townshipOf = new Int32Array(settling.areaKm2.length);
  township.forEach((unit, i) => {
    for (const face of unit.faces) townshipOf[face] = i;
  });
  const chooseHabit = weightedChoice(SECTOR_HABITS.map((habit) => habit.share));
  const faceChoosers = SECTOR_HABITS.map((habit) => {
    const base = new Float64Array(settling.areaKm2.length);
    const totals = GROUNDS.map((kind) => settling.ground[kind].reduce((a, b) => a + b, 0));
    for (let face = 0; face < base.length; face++) {
      GROUNDS.forEach((kind, k) => {
        const wish = habit.where[kind];
        if (wish)
          base[face]! +=
            (wish * settling.ground[kind][face]!) /
            totals[k]! ** (kind === 'chemical' || kind === 'port' ? 0.55 : kind === 'industry' ? 0.35 : 0.45);
      });
      // Fuel stations need a road; quiet places have fewer enterprises.
      if (habit.sector === 'fuel_station') base[face]! *= Math.min(3, settling.roadPoints[face]!.length);
      // Evened out: enterprises share ground instead of piling up.
      base[face] = base[face]! ** 0.42 * (character[townshipOf[face]!] === 'calm' ? 0.62 : 1);
    }
    return weightedChoice(base);
  });

  const habits: SectorHabit[] = [];
  const faceOf = new Int32Array(count);
  const risks = new Float64Array(count);
  const worst = new Uint8Array(count);
  // A face that is full already sends most newcomers elsewhere.
  const held = new Int32Array(settling.areaKm2.length);
  const crowd = Math.ceil((1.25 * count) / settling.areaKm2.length);
  for (let i = 0; i < count; i++) {
    const h = chooseHabit(random);
    let face = faceChoosers[h]!(random);
    for (let tries = 0; tries < 5 && held[face]! >= crowd; tries++) face = faceChoosers[h]!(random);
    held[face]!++;
    const place = CHARACTERS[character[townshipOf[face]!]!];
    habits.push(SECTOR_HABITS[h]!);
    faceOf[i] = face;
    risks[i] = SECTOR_HABITS[h]!.risk + place.lean + 0.16 * bell(random);
    worst[i] = place.worst;
  }
  const gradeOf = gradeByShare(risks, worst);

  const enterprises = habits.map((habit, i): DemoEnterprise => {
    const face = faceOf[i]!;
    const risk = risks[i]!;
    const home = township[townshipOf[face]!]!;
    const parent = county[home.parent]!;
    const roads = settling.roadPoints[face]!;
    const atRoad = roads.length > 0 && random() < Math.max(habit.atRoad, 0.3);
    const road = atRoad ? pick(roads, random) : undefined;
    const at: Km = road ? settling.beside(face, road, random) : settling.point(face, random);
    const street =
      road?.road.name?.zh ??
      `${home.name.zh.replace(/(街道|镇|乡)$/, '')}${letter('东西南北中新', random)}路`;
    const grade: Grade | null = random() < GRADE_SHARES.notAssessed ? null : gradeOf(i);
    const overdue = grade !== null && random() < OVERDUE_SHARE;
    const every = grade === null ? 0 : REVIEW_DAYS[grade];
    // Overdue: the review fell due in the last three months; otherwise some time within the interval.
    const age = overdue ? every + 1 + Math.floor(random() * 90) : 3 + Math.floor(random() * (every - 6));
    const assessedOn = grade === null ? null : addDays(today, -age);
    const insured = random();
    const insurance =
      insured < 0.71 ? 'insured' : insured < 0.76 ? 'expired' : insured < 0.97 ? 'none' : null;
    const judged = random() - (risk - 0.3) * 0.2;
    const standard = random();
    const credit = random();
    const people = Math.max(1, Math.round(habit.people * Math.exp(0.75 * bell(random))));
    return {
      sourceId: `E${String(i + 1).padStart(6, '0')}`,
      name: nameOf(habit, home.name.zh, random),
      creditCode: random() < 0.02 ? null : creditCode(parent.code.slice(0, 6), i),
      sector: habit.sector,
      industryCode: random() < 0.04 ? null : pick(habit.industry, random),
      address: `望澜市${parent.name.zh}${home.name.zh}${street}${1 + Math.floor(random() * 399)}号`,
      people: random() < 0.02 ? null : people,
      contactName: `${letter(SURNAMES, random)}${letter(GIVEN, random)}（模拟）`,
      contactPhone: `000-${String(hash2(i, 99) % 100_000_000).padStart(8, '0')}`,
      grade,
      gradeState: grade === null ? 'not_assessed' : overdue ? 'overdue' : 'current',
      assessedOn,
      reviewDue: assessedOn === null ? null : addDays(assessedOn, every),
      supervision:
        grade === 1
          ? random() < 0.6
            ? 'city'
            : 'county'
          : grade === 2 && random() < 0.7
            ? 'county'
            : 'township',
      evaluation: grade === null ? null : judged > 0.5 ? 'good' : judged > 0.06 ? 'fair' : 'poor',
      insurance,
      insuranceUntil:
        insurance === 'insured'
          ? addDays(today, 1 + Math.floor(random() * 364))
          : insurance === 'expired'
            ? addDays(today, -1 - Math.floor(random() * 200))
            : null,
      creditList: credit < 0.05 ? 'red' : credit < 0.06 ? 'black' : credit < 0.98 ? 'none' : null,
      standardisation:
        standard < 0.01 + habit.risk * 0.03
          ? 1
          : standard < 0.04 + habit.risk * 0.2
            ? 2
            : standard < 0.2 + habit.risk * 0.5
              ? 3
              : null,
      point: toLonLat(at[0], at[1]),
    };
  });
  return { enterprises, faceOf };
}
