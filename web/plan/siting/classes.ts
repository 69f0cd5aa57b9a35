/** Which buildings belong to which class of protected targets, in plain words. Source: GB 36894-2018, chapter 3 and table 1 there. */
import type { Text } from '../../../data/layer.ts';
import type { TARGET_KINDS } from '../../../data/layers/protected-targets.ts';
import type { TargetClass } from '../../../data/risk/verdict.ts';

export type TargetKind = (typeof TARGET_KINDS)[number]['id'];

/** What belongs to a class, shortened; the text of the standard governs. */
export const CLASS_WORDS: Readonly<Record<TargetClass, Text>> = {
  high_sensitive: {
    zh: '学校、幼儿园、培训机构，医院等医疗卫生场所，养老院、福利院，青少年宫、老年活动中心等文化设施',
    en: 'Schools, nurseries and training centres, hospitals and clinics, homes for the elderly and for children, activity centres for the young and the old',
  },
  important: {
    zh: '图书馆、博物馆、会展中心，文物保护单位，宗教场所，轨道交通地面线路和站点，监狱、拘留所，使领馆',
    en: 'Libraries, museums and exhibition halls, relics under protection, places of worship, railway and metro stations above ground, prisons, embassies',
  },
  general_1: {
    zh: '30 户或 100 人以上住宅，100 人以上办公楼，5000 m² 或高峰 300 人以上商场，100 床以上旅馆，100 人以上交通枢纽',
    en: 'Housing of 30 households or 100 people and more, offices of 100 people and more, shops of 5,000 m² or 300 people at peak, hotels of 100 beds, stations with 100 passengers at peak',
  },
  general_2: {
    zh: '10–30 户或 30–100 人住宅，100 人以下办公楼，1500–5000 m² 或高峰 100–300 人商场，100 床以下旅馆，当班 100 人以上的非危化品工业企业',
    en: 'Housing of 10–30 households or 30–100 people, smaller offices, shops of 1,500–5,000 m² or 100–300 people at peak, smaller hotels, other industry with 100 workers a shift and more',
  },
  general_3: {
    zh: '10 户或 30 人以下住宅，1500 m² 或高峰 100 人以下商铺，加油加气站营业网点，当班 100 人以下的非危化品工业企业',
    en: 'Housing of fewer than 10 households or 30 people, shops under 1,500 m² or 100 people at peak, filling stations, other industry with fewer than 100 workers a shift',
  },
};

/** People at which a general target rises to class one and class two; by night for housing, by day otherwise. */
const BY_PEOPLE: Readonly<
  Partial<Record<TargetKind, { readonly at: 'day' | 'night'; readonly one: number; readonly two: number }>>
> = {
  housing: { at: 'night', one: 100, two: 30 },
  office: { at: 'day', one: 100, two: 0 },
  market: { at: 'day', one: 300, two: 100 },
  station: { at: 'day', one: 100, two: 0 },
};

const ALWAYS: Readonly<Partial<Record<TargetKind, TargetClass>>> = {
  school: 'high_sensitive',
  kindergarten: 'high_sensitive',
  hospital: 'high_sensitive',
  elderly_care: 'high_sensitive',
  prison: 'important',
  culture: 'important',
  // by floor area; the larger class is the safe side
  sports: 'general_1',
};

/** The class that a kind of building of so many people has, to be corrected by whoever knows better. */
export function classOf(kind: TargetKind, peopleDay: number, peopleNight: number): TargetClass {
  const always = ALWAYS[kind];
  if (always) return always;
  const rule = BY_PEOPLE[kind];
  if (!rule) return 'general_1';
  const people = rule.at === 'day' ? peopleDay : peopleNight;
  if (people >= rule.one) return 'general_1';
  return people >= rule.two ? 'general_2' : 'general_3';
}
