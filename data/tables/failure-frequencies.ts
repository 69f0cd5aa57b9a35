/** How often equipment fails, per year: published generic frequencies with their sources. */

export interface FailureScenario {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Per year, or per metre and year for pipework, per hour for hoses and arms. */
  readonly frequency: number;
}

export interface FailureSet {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly per: 'year' | 'metre-year' | 'hour';
  readonly source: string;
  /** Read again in the source, or from the literature without re-reading. */
  readonly confidence: 'B' | 'C';
  readonly scenarios: readonly FailureScenario[];
}

const PURPLE = 'CPR 18E, Guidelines for Quantitative Risk Assessment (Purple Book) 2005, ch. 3';
const scenario = (id: string, zh: string, en: string, frequency: number): FailureScenario => ({
  id,
  zh,
  en,
  frequency,
});
const instantaneous = (f: number) => scenario('instantaneous', '瞬时全部泄漏', 'All at once', f);
const tenMinutes = (f: number) => scenario('ten-minutes', '10 分钟内全部泄漏', 'All within 10 min', f);
const hole10mm = (f: number) => scenario('hole-10mm', '10 mm 孔连续泄漏', 'Continuous from a 10 mm hole', f);
const rupture = (f: number) => scenario('rupture', '完全断裂', 'Full-bore rupture', f);
const leak = (f: number) =>
  scenario('leak', '10 % 管径泄漏（至 50 mm）', 'Leak of 10 % of the diameter, up to 50 mm', f);

export const FAILURE_SETS = [
  {
    id: 'pressure-vessel-storage',
    zh: '压力储罐',
    en: 'Pressure vessel, storage',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [instantaneous(5e-7), tenMinutes(5e-7), hole10mm(1e-5)],
  },
  {
    id: 'pressure-vessel-process',
    zh: '工艺容器、反应器',
    en: 'Process vessel or reactor',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [instantaneous(5e-6), tenMinutes(5e-6), hole10mm(1e-4)],
  },
  {
    id: 'atmospheric-tank-single',
    zh: '常压单容罐',
    en: 'Atmospheric tank, single containment',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [instantaneous(5e-6), tenMinutes(5e-6), hole10mm(1e-4)],
  },
  {
    id: 'atmospheric-tank-double',
    zh: '常压双容罐',
    en: 'Atmospheric tank, double containment',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [
      instantaneous(1.25e-8),
      tenMinutes(1.25e-8),
      scenario('into-outer-shell', '泄入外罐', 'Into the outer shell', 5e-8),
    ],
  },
  {
    id: 'atmospheric-tank-full',
    zh: '常压全容罐',
    en: 'Atmospheric tank, full containment',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [instantaneous(1e-8)],
  },
  {
    id: 'mounded-tank',
    zh: '覆土罐',
    en: 'Mounded tank',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [instantaneous(1e-8)],
  },
  {
    id: 'pipe-under-75mm',
    zh: '工艺管道，管径小于 75 mm',
    en: 'Process pipe under 75 mm',
    per: 'metre-year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [rupture(1e-6), leak(5e-6)],
  },
  {
    id: 'pipe-75-150mm',
    zh: '工艺管道，75–150 mm',
    en: 'Process pipe, 75–150 mm',
    per: 'metre-year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [rupture(3e-7), leak(2e-6)],
  },
  {
    id: 'pipe-over-150mm',
    zh: '工艺管道，大于 150 mm',
    en: 'Process pipe over 150 mm',
    per: 'metre-year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [rupture(1e-7), leak(5e-7)],
  },
  {
    id: 'pump',
    zh: '泵（无附加措施）',
    en: 'Pump without further provisions',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [rupture(1e-4), leak(5e-4)],
  },
  {
    id: 'pump-canned',
    zh: '屏蔽泵',
    en: 'Canned pump',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [rupture(1e-5), leak(5e-5)],
  },
  {
    id: 'heat-exchanger',
    zh: '换热器（壳程为危险物质）',
    en: 'Heat exchanger, hazard outside the tubes',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [instantaneous(5e-5), tenMinutes(5e-5), hole10mm(1e-3)],
  },
  {
    id: 'relief-valve',
    zh: '安全阀起跳',
    en: 'Relief valve discharging',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [scenario('discharge', '以最大流量排放', 'Discharge at full capacity', 2e-5)],
  },
  {
    id: 'road-tanker-pressure',
    zh: '压力罐车（场内）',
    en: 'Pressurised road or rail tanker on site',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [
      instantaneous(5e-7),
      scenario('largest-connection', '最大接口泄漏', 'Through the largest connection', 5e-7),
    ],
  },
  {
    id: 'road-tanker-atmospheric',
    zh: '常压罐车（场内）',
    en: 'Atmospheric road or rail tanker on site',
    per: 'year',
    source: PURPLE,
    confidence: 'B',
    scenarios: [
      instantaneous(1e-5),
      scenario('largest-connection', '最大接口泄漏', 'Through the largest connection', 5e-7),
    ],
  },
  {
    id: 'hose',
    zh: '装卸软管',
    en: 'Loading hose',
    per: 'hour',
    source: PURPLE,
    confidence: 'B',
    scenarios: [rupture(4e-6), leak(4e-5)],
  },
  {
    id: 'loading-arm',
    zh: '装卸臂',
    en: 'Loading arm',
    per: 'hour',
    source: PURPLE,
    confidence: 'B',
    scenarios: [rupture(3e-8), leak(3e-7)],
  },
] as const satisfies readonly FailureSet[];
export type FailureSetId = (typeof FAILURE_SETS)[number]['id'];

/** Gas transmission lines by diameter, mm: pinhole, hole, rupture per 1000 km and year. Source: EGIG, 8th report (2011), from the literature. */
export const GAS_PIPELINE_PER_1000_KM = [
  { belowMm: 127, pinhole: 0.445, hole: 0.268, rupture: 0.133 },
  { belowMm: 279, pinhole: 0.28, hole: 0.197, rupture: 0.064 },
  { belowMm: 432, pinhole: 0.127, hole: 0.098, rupture: 0.041 },
  { belowMm: 584, pinhole: 0.102, hole: 0.05, rupture: 0.034 },
  { belowMm: 737, pinhole: 0.085, hole: 0.027, rupture: 0.012 },
  { belowMm: 889, pinhole: 0.023, hole: 0.005, rupture: 0.014 },
  { belowMm: 1041, pinhole: 0.023, hole: 0.008, rupture: 0.003 },
] as const;
