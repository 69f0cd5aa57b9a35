/** Individual-risk contours of the demo city, as assessment reports give them: one nest for each enterprise. 模拟数据. */
import { addDays } from '../days.ts';
import type { DemoGround, DemoObject } from '../ground.ts';
import { type Km, toKm } from '../plane.ts';
import { mulberry32 } from '../random.ts';
import { serial } from './country.ts';
import { area, blob } from './shapes.ts';

/** Yearly probabilities of death with a limit in GB 36894-2018, and how far each lies out, in units of the innermost. */
export const CONTOURS = [
  { perYear: 3e-7, word: '3×10⁻⁷', reach: 4.2 },
  { perYear: 3e-6, word: '3×10⁻⁶', reach: 2.5 },
  { perYear: 1e-5, word: '1×10⁻⁵', reach: 1.6 },
  { perYear: 3e-5, word: '3×10⁻⁵', reach: 1 },
] as const;

/** A report holds for three years; this share of the enterprises has none yet. */
const VALID_DAYS = 3 * 365;
const WITHOUT_REPORT = 0.22;
const AGENCIES = ['澜海安全评价公司（模拟）', '望安安全技术咨询公司（模拟）', '东港风险评估公司（模拟）'];
/** The prevailing wind of the invented coast blows to the west-north-west: contours reach farther that way. */
const DOWNWIND = 2.75;

interface Plant {
  readonly id: string;
  readonly name: string;
  readonly middle: Km;
  readonly spreadKm: number;
  /** Sum over the units of the enterprise, which count as one (GB/T 37243-2019). */
  readonly r: number;
}

function plants(majorHazards: readonly DemoObject[]): Plant[] {
  const units = new Map<string, DemoObject[]>();
  for (const hazard of majorHazards) {
    const id = String(hazard.values.enterprise_id ?? hazard.sourceId);
    const list = units.get(id);
    if (list) list.push(hazard);
    else units.set(id, [hazard]);
  }
  return [...units].map(([id, list]) => {
    const points = list.flatMap(({ geometry }) =>
      geometry.type === 'Point' ? [toKm(geometry.coordinates)] : [],
    );
    const middle: Km = [
      points.reduce((sum, [x]) => sum + x, 0) / points.length,
      points.reduce((sum, [, y]) => sum + y, 0) / points.length,
    ];
    const name = String(list[0]!.values.enterprise_name ?? list[0]!.values.name);
    const spreadKm = Math.max(...points.map(([x, y]) => Math.hypot(x - middle[0], y - middle[1])));
    return {
      id,
      name,
      middle,
      spreadKm,
      r: list.reduce((sum, { values }) => sum + Number(values.r_value ?? 1), 0),
    };
  });
}

/** Contours of the enterprises that hold these major hazard sources; the first always has a report. */
export function buildRiskContours(ground: DemoGround, majorHazards: readonly DemoObject[]): DemoObject[] {
  const { today } = ground;
  const random = mulberry32(36894);
  const out: DemoObject[] = [];
  plants(majorHazards).forEach((plant, index) => {
    const [none, age, agency, stretch] = [random(), random(), random(), 1.1 + 0.5 * random()];
    if (index > 0 && none < WITHOUT_REPORT) return;
    // Some reports ran out in the last months.
    const reported = addDays(today, -20 - Math.floor(age * (VALID_DAYS + 60)));
    const number = `MN-${reported.slice(0, 4)}-${String(index + 1).padStart(3, '0')}`;
    // Grows slowly with R: 60 m for the smallest, about 250 m for the largest.
    const innerKm = plant.spreadKm * 0.8 + Math.min(0.26, 0.05 + 0.011 * Math.sqrt(plant.r));
    for (const { perYear, word, reach } of CONTOURS) {
      const b = innerKm * reach;
      const at: Km = [
        plant.middle[0] + Math.cos(DOWNWIND) * b * 0.12,
        plant.middle[1] + Math.sin(DOWNWIND) * b * 0.12,
      ];
      out.push({
        sourceId: serial('IR', out.length, 4),
        geometry: area(blob(at, [b * stretch, b], DOWNWIND, 3600 + index, 48, 0.14)),
        values: {
          name: `${plant.name} 个人风险 ${word}/a`,
          ir_per_yr: perYear,
          enterprise_id: plant.id,
          enterprise_name: plant.name,
          report: `${plant.name}外部安全防护距离评估报告（模拟）`,
          report_no: number,
          agency: AGENCIES[Math.floor(agency * AGENCIES.length)]!,
          reported_on: reported,
          valid_until: addDays(reported, VALID_DAYS),
        },
      });
    }
  });
  return out;
}
