/** Which weather, and from where the wind comes: the six classes of the Purple Book and two declared roses. */
import type { Text } from '../layer.ts';
import type { Stability } from '../models/inputs.ts';

export interface WeatherClass {
  readonly stability: Stability;
  /** At 10 m. */
  readonly windMS: number;
  /** Share of the year. */
  readonly share: number;
}

export interface WindRose extends Text {
  readonly id: string;
  readonly source: Text;
  readonly weather: readonly WeatherClass[];
  /** Shares of the directions the wind comes from, equal sectors clockwise from north; their sum is 1. */
  readonly from: readonly number[];
}

/** Classes: CPR 18E (Purple Book) 2005, § 4.6.3; the shares are own defaults, not measurements. */
const WEATHER: readonly WeatherClass[] = [
  { stability: 'B', windMS: 3, share: 0.14 },
  { stability: 'D', windMS: 1.5, share: 0.12 },
  { stability: 'D', windMS: 5, share: 0.32 },
  { stability: 'D', windMS: 9, share: 0.1 },
  { stability: 'E', windMS: 5, share: 0.1 },
  { stability: 'F', windMS: 1.5, share: 0.22 },
];

/** No direction preferred. */
export const UNIFORM_ROSE: WindRose = {
  id: 'uniform',
  zh: '均匀风玫瑰',
  en: 'Uniform wind rose',
  source: {
    zh: '缺省：各风向等概率；天气类别取自 CPR 18E，频率为本系统缺省值，应以当地气象站多年统计代替',
    en: 'Default: every direction alike; classes of CPR 18E, their shares are defaults of this system; replace by long-term local statistics',
  },
  weather: WEATHER,
  from: Array.from({ length: 16 }, () => 1 / 16),
};

/** Invented for the demo city: north to north-west in winter, south-east in summer. */
export const DEMO_ROSE: WindRose = {
  id: 'demo',
  zh: '演示城市风玫瑰（模拟数据）',
  en: 'Wind rose of the demo city (invented data)',
  source: {
    zh: '模拟数据：为演示城市虚构，不是观测值；天气类别取自 CPR 18E',
    en: 'Invented for the demo city, not observed; classes of CPR 18E',
  },
  weather: WEATHER,
  // n, nne, ne, ene, e, ese, se, sse, s, ssw, sw, wsw, w, wnw, nw, nnw in per cent
  from: [10, 8, 6, 4, 5, 8, 11, 9, 6, 4, 3, 2, 3, 5, 7, 9].map((percent) => percent / 100),
};
