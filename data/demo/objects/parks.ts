/** Parks of the demo city: the chemical park on the quays, the industrial parks, and smaller ones. 模拟数据. */
import type { MultiPolygon } from 'geojson';
import type { PARK_CLASSES, PARK_KINDS } from '../../layers/parks.ts';
import { authalicAreaKm2 } from '../area.ts';
import { addDays } from '../days.ts';
import { INDUSTRY } from '../geography.ts';
import type { DemoGround, DemoObject } from '../ground.ts';
import type { Km } from '../plane.ts';
import { mulberry32, type Random } from '../random.ts';
import { mergeFaces } from '../rings.ts';
import { inShape } from '../shape-check.ts';
import { harbourBlock, harbourLand } from '../terrain.ts';
import { person } from './contacts.ts';
import { round, serial } from './country.ts';
import { CHEMICAL_ROWS } from './harbour.ts';
import { area, blob } from './shapes.ts';

type ParkKind = (typeof PARK_KINDS)[number]['id'];
type ParkClass = (typeof PARK_CLASSES)[number]['id'];

/** Class by score: 化工园区安全风险排查治理导则 – below 60 A, below 70 B, below 85 C, from 85 D. */
export function parkClass(score: number): ParkClass {
  return score < 60 ? 'A' : score < 70 ? 'B' : score < 85 ? 'C' : 'D';
}

interface Draft {
  readonly name: string;
  readonly kind: ParkKind;
  readonly geometry: MultiPolygon;
  readonly at: Km;
  /** null = not scored yet. */
  readonly score: number | null;
}

// biome-ignore format: a table of places
const SMALLER: readonly { readonly name: string; readonly kind: ParkKind; readonly at: Km; readonly km: readonly [number, number]; readonly turn: number; readonly score: number | null }[] = [
  { name: '望海物流园', kind: 'logistics', at: [16.6, 5.8], km: [0.9, 0.5], turn: 0.4, score: 81.5 },
  { name: '北塘冷链物流园', kind: 'logistics', at: [4.6, 16.8], km: [0.6, 0.4], turn: 1.2, score: 88 },
  { name: '南浦物流园', kind: 'logistics', at: [-6.2, -15], km: [0.7, 0.4], turn: 2.4, score: null },
  { name: '柳汀小微企业园', kind: 'small_business', at: [-14.2, 15.4], km: [0.4, 0.3], turn: 0.2, score: 66.5 },
  { name: '云岭小微企业园', kind: 'small_business', at: [-21.2, 0.2], km: [0.4, 0.3], turn: 0.9, score: 73 },
  { name: '渔浦小微企业园', kind: 'small_business', at: [12.4, -20.2], km: [0.5, 0.3], turn: 1.8, score: null },
  { name: '鹤鸣小微企业园', kind: 'small_business', at: [4.2, 9.6], km: [0.4, 0.3], turn: 2.2, score: 90.5 },
];

const INDUSTRY_SCORES = [76, 82.5, 69, 84, 57.5, 91, 78.5];
// biome-ignore format: one class a line
const MEASURES: Readonly<Record<ParkClass, string>> = {
  A: '一园一策：停止新改扩建审批；限期整治公共管廊、消防站和封闭化管理；每季度由专家组复核；重大危险源逐一派驻督导。',
  B: '一园一策：补齐消防水源和应急队伍；建设安全风险智能化管控平台；半年复核一次。',
  C: '一园一策：完善双重预防机制和危险品停车场；年度复核。',
  D: '一园一策：保持现有管理水平，三年复评。',
};

function drafts(ground: DemoGround): Draft[] {
  const { mesh } = ground;
  const chemical = Int32Array.from(mesh.sites, ([x, y]) =>
    harbourLand(x, y) === 1 && harbourBlock(x, y)[1] >= CHEMICAL_ROWS[0] ? 0 : -1,
  );
  return [
    {
      name: '望澜化工园区',
      kind: 'chemical',
      geometry: mergeFaces(mesh, chemical, 1)[0]!,
      at: [27, -4.4],
      score: 63.5,
    },
    ...INDUSTRY.map(({ name, centre, axes: [a, b, turn] }, i): Draft => {
      const ring = blob(centre, [a, b], (turn * Math.PI) / 180, 3100 + i, 40, 0.16);
      return {
        name: name.zh,
        kind: 'industrial',
        geometry: area(ring),
        at: centre,
        score: INDUSTRY_SCORES[i]!,
      };
    }),
    ...SMALLER.map(({ name, kind, at, km, turn, score }, i): Draft => {
      return { name, kind, geometry: area(blob(at, km, turn, 3200 + i, 24, 0.2)), at, score };
    }),
  ];
}

function record(draft: Draft, index: number, ground: DemoGround, random: Random): DemoObject {
  const { today, enterprises } = ground;
  const { geometry, kind, score } = draft;
  const cls = score === null ? null : parkClass(score);
  // The worst are classified yearly; one is late.
  const every = cls === 'A' || cls === 'B' ? 365 : 1095;
  const classified =
    score === null
      ? null
      : addDays(today, index === 4 ? -every - 40 : -30 - Math.floor(random() * (every - 60)));
  const ring = geometry.coordinates[0]![0]!;
  const [west, east] = [Math.min(...ring.map(([lon]) => lon!)), Math.max(...ring.map(([lon]) => lon!))];
  return {
    sourceId: serial('PK', index, 3),
    geometry,
    values: {
      name: draft.name,
      kind,
      class: cls,
      class_score: score,
      classified_on: classified,
      review_due: classified === null ? null : addDays(classified, every),
      measures: cls === null ? null : MEASURES[cls],
      authority: `${draft.name}管理委员会`,
      // Only those inside count; the cheap test first.
      tenants: enterprises.filter(
        ({ point }) => point[0] >= west && point[0] <= east && inShape(point, geometry),
      ).length,
      area_ha: round(authalicAreaKm2(geometry.coordinates) * 100, 1),
      ...person(random),
    },
  };
}

/** Fifteen parks at every scale: they are the places where the others settle. */
export function buildParks(ground: DemoGround): DemoObject[] {
  const random = mulberry32(15);
  return drafts(ground).map((draft, index) => record(draft, index, ground, random));
}
