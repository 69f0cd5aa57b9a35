/** 场所 of the demo city: buildings, compounds and sites by kind, high-rises clustered in their compounds. 模拟数据. */
import type { SectorId } from '../../tables/sectors.ts';
import { type DemoObject, scaled } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
import { mulberry32, pick, type Random } from '../random.ts';
import type { Institution, InstitutionKind } from './institutions.ts';
import { PLACE_HABITS, type PlaceKind, type Span } from './place-habits.ts';
import type { Site, Sites } from './sites.ts';
import { assessed, drawGrade, type GradeShares, inspected, rarerRed } from './stamps.ts';

/** Compounds whose fire lanes are done (the count of one city's report), and others where they are not (our choice). */
export const HOUSING = { lanesDone: 6088, lanesOpen: 1412 } as const;
/** Systems that watch electrical circuits for fire, in key units, complexes, hotels and the like. */
const ELECTRICAL_SYSTEMS = 2441;
/** Of the high-rises, so many stand in housing compounds; the others are offices and hotels in the centres. */
const HIGH_RISE = { count: 34_800, inCompounds: 26_900 } as const;

const INSTITUTION_PLACES: Readonly<
  Partial<Record<InstitutionKind, { kind: PlaceKind; sector: SectorId; grades: GradeShares; m2: number }>>
> = {
  kindergarten: { kind: 'school', sector: 'education', grades: [0, 0.04, 0.5, 0.02], m2: 9 },
  school: { kind: 'school', sector: 'education', grades: [0, 0.06, 0.52, 0.02], m2: 12 },
  hospital: { kind: 'hospital', sector: 'health', grades: [0.01, 0.14, 0.6, 0.02], m2: 22 },
  elderly_care: { kind: 'elderly_care', sector: 'elderly_care', grades: [0.02, 0.2, 0.6, 0.03], m2: 26 },
  culture: { kind: 'culture', sector: 'culture_tourism', grades: [0.02, 0.18, 0.5, 0.05], m2: 15 },
  station: { kind: 'station', sector: 'road_transport', grades: [0.02, 0.16, 0.62, 0.02], m2: 8 },
};

/** Of the red places by their kinds' shares so many stay red. */
const RED_KEPT = 0.2;

const ESTATES = [...'海澄望湖江潮松月桂蓝锦翠安和'];
const ESTATE_WORDS = ['花园', '苑', '新村', '公寓', '家园', '府', '里', '名邸'];
const TOWERS = ['大厦', '国际中心', '商务楼', '金融中心', '酒店公寓', '科创楼'];

export interface DemoPlaces {
  readonly objects: readonly DemoObject[];
  /** The site of each object. */
  readonly sites: readonly Site[];
}

interface Draft {
  readonly kind: PlaceKind;
  readonly site: Site;
  readonly name: string;
  readonly sector: SectorId;
  readonly grades: GradeShares;
  readonly floors: number;
  readonly areaM2: number;
  readonly people: number;
  readonly year: number;
  readonly unit?: string;
  readonly lane?: string;
  readonly monitored?: boolean;
}

/** From the least to the most; small numbers are common, large ones rare. */
export function sizeIn([least, most]: Span, random: Random): number {
  const shift = least > 0 ? 0 : 1;
  return Math.round((least + shift) * ((most + shift) / (least + shift)) ** (random() ** 1.6)) - shift;
}

const yearIn = ([first, last]: Span, random: Random) =>
  Math.min(last, first + Math.floor((last - first + 1) * random() ** 0.7));

const estate = (site: Site, sites: Sites, words: readonly string[], random: Random) =>
  `${sites.townshipOf(site.face)}${pick(ESTATES, random)}${pick(ESTATES, random)}${pick(words, random)}`;

function fireLane(kind: PlaceKind, random: Random): string | null {
  if (!['high_rise', 'complex', 'market', 'hospital'].includes(kind)) return null;
  const drawn = random();
  return drawn < 0.86 ? 'clear' : drawn < 0.94 ? 'planned' : 'blocked';
}

/** Housing compounds and the high-rises in them, then the towers of the centres. */
function* homesAndTowers(sites: Sites, random: Random): Generator<Draft> {
  const { scale } = sites.ground;
  const housing = sites.chooser({ people: 1 }, 0.8);
  const done = scaled(HOUSING.lanesDone, scale);
  const compounds: { site: Site; name: string; year: number }[] = [];
  for (let i = 0; i < done + scaled(HOUSING.lanesOpen, scale); i++) {
    const site = sites.stand(housing(random), 0.35, random);
    const name = estate(site, sites, ESTATE_WORDS, random);
    const year = yearIn([1984, 2025], random);
    const households = sizeIn([40, 2200], random);
    compounds.push({ site, name, year });
    yield {
      kind: 'housing',
      site,
      name,
      sector: 'housing',
      grades: [0.003, 0.06, 0.5, 0.04],
      floors: sizeIn([4, 33], random),
      areaM2: households * 105,
      people: Math.round(households * 2.6),
      year,
      unit: `${name}物业服务中心`,
      lane: i < done ? 'clear' : random() < 0.7 ? 'planned' : 'blocked',
    };
  }
  const towers = scaled(HIGH_RISE.count, scale);
  const inside = Math.min(towers, Math.round(HIGH_RISE.inCompounds * scale));
  const modern = compounds.filter(({ year }) => year >= 1998);
  const groups = modern.length > 0 ? modern : compounds;
  const blocks = new Int32Array(groups.length);
  for (let i = 0; i < inside; i++) {
    const g = Math.floor(groups.length * random() ** 1.15);
    const group = groups[g]!;
    const floors = sizeIn([9, 33], random);
    yield {
      kind: 'high_rise',
      site: sites.near(group.site, 160, random),
      name: `${group.name}${++blocks[g]!}幢`,
      sector: 'high_rise',
      grades: [0.001, 0.03, 0.34, 0.05],
      floors,
      areaM2: floors * 480,
      people: floors * 11,
      year: group.year,
      unit: `${group.name}物业服务中心`,
    };
  }
  const heart = sites.chooser({ centre: 1 }, 0.7);
  for (let i = inside; i < towers; i++) {
    const site = sites.stand(heart(random), 0.6, random);
    const floors = sizeIn([9, 58], random);
    yield {
      kind: 'high_rise',
      site,
      name: estate(site, sites, TOWERS, random),
      sector: 'high_rise',
      grades: [0.006, 0.1, 0.5, 0.03],
      floors,
      areaM2: floors * 1300,
      people: floors * 55,
      year: yearIn([1992, 2025], random),
    };
  }
}

function* otherPlaces(sites: Sites, random: Random): Generator<Draft> {
  const { scale } = sites.ground;
  let systems = scaled(ELECTRICAL_SYSTEMS, scale);
  for (const habit of PLACE_HABITS) {
    const choose = sites.chooser(habit.where, habit.even);
    const watched = ['complex', 'fire_key_unit', 'hotel'].includes(habit.kind);
    for (let i = 0; i < scaled(habit.count, scale); i++) {
      const site = sites.stand(choose(random), habit.atRoad, random);
      const monitored = watched && i % 9 !== 8 && systems-- > 0;
      yield {
        kind: habit.kind,
        site,
        name: `${sites.townshipOf(site.face)}${pick(ESTATES, random)}${pick(ESTATES, random)}${pick(habit.words, random)}`,
        sector: habit.sector,
        grades: habit.grades,
        floors: sizeIn(habit.floors, random),
        areaM2: sizeIn(habit.areaM2, random),
        people: sizeIn(habit.people, random),
        year: yearIn(habit.built, random),
        ...(watched ? { monitored } : {}),
      };
    }
  }
}

function* publicPlaces(institutions: readonly Institution[]): Generator<Draft> {
  for (const institution of institutions) {
    const habit = INSTITUTION_PLACES[institution.kind];
    if (!habit) continue;
    const areaM2 = Math.max(120, Math.round(institution.day * habit.m2));
    yield {
      kind: habit.kind,
      site: institution.site,
      name: institution.name,
      sector: habit.sector,
      grades: habit.grades,
      floors: Math.min(22, 1 + Math.round(Math.sqrt(areaM2) / 22)),
      areaM2,
      people: institution.day,
      year: institution.builtYear,
      unit: institution.name,
    };
  }
}

/** Invents the places; counts at scale 1 are those of docs/demo.md. */
export function buildPlaces(sites: Sites, institutions: readonly Institution[]): DemoPlaces {
  const { today } = sites.ground;
  const random = mulberry32(34_800);
  const objects: DemoObject[] = [];
  const stood: Site[] = [];
  for (const drafts of [
    homesAndTowers(sites, random),
    otherPlaces(sites, random),
    publicPlaces(institutions),
  ]) {
    for (const draft of drafts) {
      const { kind, site, name, floors } = draft;
      stood.push(site);
      objects.push({
        sourceId: `P${String(objects.length + 1).padStart(7, '0')}`,
        geometry: { type: 'Point', coordinates: site.point },
        values: {
          name,
          kind,
          sector: draft.sector,
          address: sites.address(site, random),
          responsible_unit: draft.unit ?? `${name}管理处`,
          floors,
          height_m: Math.round(floors * (kind === 'high_rise' ? 3.1 : 3.9) * 10) / 10,
          floor_area_m2: draft.areaM2,
          built_year: random() < 0.03 ? null : draft.year,
          people: draft.people,
          fire_lane: draft.lane ?? fireLane(kind, random),
          electrical_monitoring: draft.monitored === undefined ? null : draft.monitored ? 'yes' : 'no',
          contact_name: personName(random),
          contact_phone: telephone(random),
          ...inspected(365, today, random),
          ...assessed(drawGrade(rarerRed(draft.grades, RED_KEPT), random), today, random),
        },
      });
    }
  }
  return { objects, sites: stood };
}
