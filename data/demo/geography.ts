/** The invented lie of the land of Wanglan: coast, islands, harbour, rivers, lakes, hills and towns (kilometres). */
import type { Text } from '../layer.ts';
import type { Km } from './plane.ts';

// biome-ignore format: a table of points
/** The main island, clockwise from the north-west; noise roughens it later. */
export const COAST: readonly Km[] = [
  [-31, 15.5], [-28, 19.5], [-22.5, 20.4], [-19, 23.5], [-14, 24.6], [-11, 23], [-10, 19.8], [-8.6, 19.6], [-7.6, 22],
  [-5, 21.4], [-2.6, 17.6], [0.6, 15], [3, 15.8], [4.2, 19], [3.6, 22.2], [7.4, 24.4], [12, 23.4], [16, 25.6],
  [20.6, 24], [23.4, 24.6], [25, 20.6], [28.4, 17.8], [28.6, 14.4], [25.4, 12.4], [23, 10.2], [20.8, 8], [21.4, 5.9],
  [24, 5], [26.6, 4.3], [27.4, 2], [27.4, -7], [26.2, -8.8], [23.6, -9.3], [21.2, -9.8], [21, -10.6], [23.6, -11.5],
  [26.4, -12.8], [28, -14.6], [26.4, -17.4], [29, -19], [33.4, -21.4], [34.4, -24.2], [31.4, -25], [27, -22.8],
  [23.4, -22.6], [21, -25.6], [17, -25.2], [12.4, -27], [10.4, -24.6], [6.6, -23.4], [5, -19.8], [2, -18.6],
  [-1, -21], [-4, -24.4], [-5.8, -22.6], [-8, -25.4], [-12.6, -27], [-17, -24.2], [-23, -23.4], [-25.6, -19.6],
  [-29.6, -18], [-29, -14.4], [-33, -11], [-34.4, -6], [-31.6, -2], [-32.4, 1], [-29, 3], [-26.6, 5.6], [-27, 9.4],
  [-30, 12],
];

export interface Island {
  readonly name: Text;
  readonly centre: Km;
  /** Half axes in kilometres and the turn of the first one, degrees from east. */
  readonly axes: readonly [number, number, number];
}

export const ISLANDS: readonly Island[] = [
  { name: { zh: '大衢屿', en: 'Daqu Island' }, centre: [35.4, 12.6], axes: [3.6, 2.1, 35] },
  { name: { zh: '鸥屿', en: 'Ou Islet' }, centre: [38.6, 7.4], axes: [1.2, 0.8, 100] },
  { name: { zh: '灯塔岛', en: 'Lighthouse Island' }, centre: [36.4, 1.6], axes: [0.9, 0.55, 60] },
  { name: { zh: '南澜岛', en: 'Nanlan Island' }, centre: [37.6, -17.2], axes: [2.3, 1.3, 130] },
  { name: { zh: '双螺屿', en: 'Shuangluo Islet' }, centre: [33.6, -15.6], axes: [0.8, 0.5, 20] },
  { name: { zh: '北礁岛', en: 'Beijiao Island' }, centre: [-1.6, 25.6], axes: [1.7, 0.9, 12] },
  { name: { zh: '小蟹屿', en: 'Xiaoxie Islet' }, centre: [3, 26.6], axes: [0.7, 0.5, 70] },
  { name: { zh: '西浪岛', en: 'Xilang Island' }, centre: [-34.4, 7.2], axes: [2, 1.2, 75] },
  { name: { zh: '贝壳岛', en: 'Shell Island' }, centre: [2.4, -24.4], axes: [1.2, 0.75, 25] },
];

/** The reclaimed harbour: blocks of land (#) and dock basins (.), north to south, each `PITCH_KM` wide. */
export const HARBOUR = {
  /** North-west corner, and clockwise turn in degrees. */
  corner: [23.2, 3.4] as Km,
  turnDegrees: 5,
  pitchKm: 0.5,
  mask: [
    '########..........',
    '#########.........',
    '##########........',
    '############......',
    '################..',
    '################..',
    '##########........',
    '##########........',
    '################..',
    '################..',
    '################..',
    '#########.........',
    '#########.........',
    '#################.',
    '#################.',
    '#################.',
    '###########.......',
    '################..',
    '################..',
    '###############...',
    '############......',
    '########..........',
  ],
  /** From this row southward the blocks are the chemical park; to the north the container port. */
  chemicalFromRow: 8,
} as const;

export interface River {
  readonly name: Text;
  /** From the source to the mouth. */
  readonly course: readonly Km[];
  /** Width in metres at the source and at the mouth. */
  readonly widthM: readonly [number, number];
}

// biome-ignore format: tables of points
export const RIVERS: readonly River[] = [
  {
    name: { zh: '望澜江', en: 'Wanglan River' },
    course: [
      [-23, 3.6], [-19.6, 2.4], [-16.6, 3], [-13.4, 1.4], [-10.4, 1.6], [-8, -0.8], [-4.8, -1.2], [-2.2, -3.6],
      [1, -3.2], [3.6, -4.6], [6.6, -3.4], [9.4, -4.6], [11.6, -7], [14.8, -7], [17.4, -8.8], [20.6, -9.4],
      [23.6, -10.4], [26.2, -10.4], [29, -10.9],
    ],
    widthM: [40, 620],
  },
  {
    name: { zh: '澄溪', en: 'Cheng Stream' },
    course: [[-4.4, 12.4], [-3, 10], [-0.6, 8.4], [0.2, 5.6], [2.2, 3.4], [2.6, 0.6], [4.6, -1.4], [5.2, -4]],
    widthM: [25, 110],
  },
  {
    name: { zh: '白鹭河', en: 'Bailu River' },
    course: [[-13.6, -16.4], [-11.4, -13.8], [-8.4, -12.4], [-7, -9.8], [-4.2, -8.4], [-3.4, -5.6], [-1.8, -3.6]],
    widthM: [25, 120],
  },
  {
    name: { zh: '柳汀河', en: 'Liuting River' },
    course: [[-20, 8.6], [-18, 10.8], [-17.6, 13.6], [-15.2, 15.6], [-15.4, 18.6], [-13.6, 21], [-13.4, 24.8]],
    widthM: [25, 180],
  },
  {
    name: { zh: '渔浦江', en: 'Yupu River' },
    course: [[17.6, -13.2], [15.4, -15], [12.6, -15.2], [10.6, -17.6], [10.8, -20.4], [8.8, -22.4], [8, -26]],
    widthM: [25, 200],
  },
  {
    name: { zh: '云岭溪', en: 'Yunling Stream' },
    course: [[-19.4, -6.4], [-22.4, -8], [-24.6, -10.8], [-27.6, -11.6], [-30, -14], [-33, -14.2]],
    widthM: [20, 120],
  },
  {
    name: { zh: '北塘河', en: 'Beitang River' },
    course: [[11, 9.4], [11.6, 12.4], [9.6, 14.6], [10.6, 17.6], [9.6, 20.4], [10.4, 24.6]],
    widthM: [20, 120],
  },
];

export interface Lake {
  readonly name: Text;
  readonly kind: 'lake' | 'reservoir';
  readonly centre: Km;
  readonly axes: readonly [number, number, number];
}

export const LAKES: readonly Lake[] = [
  { name: { zh: '澄湖', en: 'Cheng Lake' }, kind: 'lake', centre: [12.6, 1.4], axes: [1.1, 0.65, 20] },
  { name: { zh: '镜月湖', en: 'Jingyue Lake' }, kind: 'lake', centre: [-0.6, -7.4], axes: [0.9, 0.6, 110] },
  {
    name: { zh: '云岭水库', en: 'Yunling Reservoir' },
    kind: 'reservoir',
    centre: [-25, 0.4],
    axes: [1.8, 0.7, 60],
  },
  {
    name: { zh: '石梁水库', en: 'Shiliang Reservoir' },
    kind: 'reservoir',
    centre: [-7.4, 14],
    axes: [1.3, 0.6, 140],
  },
  {
    name: { zh: '青岙水库', en: "Qing'ao Reservoir" },
    kind: 'reservoir',
    centre: [-15.6, -18.6],
    axes: [1.1, 0.55, 35],
  },
  { name: { zh: '雁荡', en: 'Yan Marsh' }, kind: 'lake', centre: [18.6, 17.6], axes: [1.6, 0.9, 160] },
  { name: { zh: '渔浦湖', en: 'Yupu Lake' }, kind: 'lake', centre: [20.4, -18.4], axes: [1.1, 0.7, 70] },
];

export interface Ridge {
  readonly name: Text;
  readonly line: readonly Km[];
  /** Height of the crest (0–1) and half width in kilometres. */
  readonly height: number;
  readonly widthKm: number;
}

// biome-ignore format: a table of lines
export const RIDGES: readonly Ridge[] = [
  { name: { zh: '云岭', en: 'Yun Range' }, line: [[-27, 13], [-24, 8.4], [-21.6, 5], [-19.6, 6.8], [-15, 8], [-11.4, 6]], height: 1, widthKm: 2.6 },
  { name: { zh: '西屏山', en: 'Xiping Hills' }, line: [[-29.4, -4], [-26.6, -5], [-23, -3.4], [-19, -4.6], [-15.6, -6.4]], height: 0.95, widthKm: 2.2 },
  { name: { zh: '青岙山', en: "Qing'ao Hills" }, line: [[-22.4, -14], [-18.4, -15.4], [-15.8, -14], [-14.4, -17.6], [-17.6, -21.4]], height: 0.9, widthKm: 2 },
  { name: { zh: '石梁山', en: 'Shiliang Hills' }, line: [[-10.4, 16.6], [-7, 12], [-2.4, 13], [1.2, 12], [3.4, 9.6]], height: 0.8, widthKm: 1.8 },
  { name: { zh: '大澜山', en: 'Dalan Hills' }, line: [[14.4, 12], [17.4, 13.8], [20.8, 13.4], [22.8, 15.8]], height: 0.8, widthKm: 1.7 },
  { name: { zh: '南屏山', en: 'Nanping Hills' }, line: [[4, -13.4], [7, -11.4], [9.8, -12.4], [13.4, -11.2]], height: 0.75, widthKm: 1.5 },
  { name: { zh: '象鼻山', en: 'Xiangbi Hills' }, line: [[25, -19], [28.6, -21.2], [31.6, -23]], height: 0.75, widthKm: 1.1 },
  { name: { zh: '鹤鸣山', en: 'Heming Hill' }, line: [[6.4, 4.2], [8, 5.4]], height: 0.6, widthKm: 0.9 },
];

export interface Town {
  readonly at: Km;
  /** Weight of the built-up field (1 = the centre of the city) and its reach in kilometres. */
  readonly weight: number;
  readonly reachKm: number;
}

/** Where people live: the two hearts of the city, county seats, and the towns that grew at roads and harbours. */
export const TOWNS: readonly Town[] = [
  { at: [6.5, -1.6], weight: 1, reachKm: 3.6 },
  { at: [13.4, -2.6], weight: 0.8, reachKm: 3.2 },
  { at: [0.6, -0.4], weight: 0.7, reachKm: 2.6 },
  { at: [8, -7.6], weight: 0.6, reachKm: 2 },
  { at: [19.4, 1.6], weight: 0.6, reachKm: 2 },
  { at: [20.4, -5], weight: 0.5, reachKm: 1.8 },
  { at: [5.4, 7.6], weight: 0.45, reachKm: 1.6 },
  { at: [7.6, 14.2], weight: 0.6, reachKm: 1.9 },
  { at: [-17, 16.4], weight: 0.6, reachKm: 1.8 },
  { at: [-18.6, -0.6], weight: 0.6, reachKm: 1.6 },
  { at: [-8.6, -17.6], weight: 0.62, reachKm: 1.9 },
  { at: [15, -18.4], weight: 0.66, reachKm: 2 },
  { at: [21.6, 19], weight: 0.4, reachKm: 1.2 },
  { at: [-25.6, 16.6], weight: 0.35, reachKm: 1.1 },
  { at: [-8.8, 17.2], weight: 0.35, reachKm: 1.1 },
  { at: [-28.6, -9], weight: 0.35, reachKm: 1.1 },
  { at: [-10.6, -7], weight: 0.38, reachKm: 1.2 },
  { at: [-20.6, -19.4], weight: 0.34, reachKm: 1.1 },
  { at: [24.6, -15.6], weight: 0.4, reachKm: 1.3 },
  { at: [-0.6, -14.4], weight: 0.36, reachKm: 1.2 },
  { at: [-10.6, 9.6], weight: 0.32, reachKm: 1 },
  { at: [34.6, 12.2], weight: 0.34, reachKm: 1 },
  { at: [15.6, 20.6], weight: 0.34, reachKm: 1.1 },
  { at: [22, 8.6], weight: 0.3, reachKm: 0.9 },
];

/** Industrial land outside the harbour: [centre, half axes, turn]. */
export const INDUSTRY: readonly {
  readonly name: Text;
  readonly centre: Km;
  readonly axes: readonly [number, number, number];
}[] = [
  { name: { zh: '临港工业园', en: 'Lingang Industrial Park' }, centre: [20.6, -2], axes: [2.2, 1.5, 80] },
  {
    name: { zh: '江南机械产业园', en: 'Jiangnan Machinery Park' },
    centre: [15, -9.8],
    axes: [2.2, 0.9, 160],
  },
  { name: { zh: '北塘工业园', en: 'Beitang Industrial Park' }, centre: [11.4, 15.6], axes: [1.6, 0.9, 60] },
  { name: { zh: '柳汀纺织园', en: 'Liuting Textile Park' }, centre: [-20, 18.6], axes: [1.5, 0.8, 20] },
  { name: { zh: '云岭冶金园', en: 'Yunling Metals Park' }, centre: [-15, -1.4], axes: [1.6, 0.8, 150] },
  { name: { zh: '南浦食品园', en: 'Nanpu Food Park' }, centre: [-5.4, -19.4], axes: [1.4, 0.8, 30] },
  { name: { zh: '渔浦海洋产业园', en: 'Yupu Marine Park' }, centre: [17.6, -21.4], axes: [1.8, 0.8, 20] },
];

export interface County {
  readonly code: string;
  readonly name: Text;
  readonly seat: Km;
  readonly townships: number;
  /** Head start in kilometres when borders are drawn: larger counties reach farther. */
  readonly reachKm: number;
}

export const CITY = { code: '990100000000', name: { zh: '望澜市', en: 'Wanglan City' } as Text };

export const COUNTIES: readonly County[] = [
  {
    code: '990101',
    name: { zh: '望江区', en: 'Wangjiang District' },
    seat: [2.4, -1.4],
    townships: 14,
    reachKm: 0,
  },
  {
    code: '990102',
    name: { zh: '滨海区', en: 'Binhai District' },
    seat: [12.6, -1],
    townships: 14,
    reachKm: 0,
  },
  {
    code: '990103',
    name: { zh: '东港区', en: 'Donggang District' },
    seat: [22.8, -2.6],
    townships: 11,
    reachKm: 0.5,
  },
  {
    code: '990104',
    name: { zh: '北塘区', en: 'Beitang District' },
    seat: [7.6, 14.2],
    townships: 12,
    reachKm: 3,
  },
  {
    code: '990121',
    name: { zh: '柳汀县', en: 'Liuting County' },
    seat: [-17, 16.4],
    townships: 11,
    reachKm: 5,
  },
  {
    code: '990122',
    name: { zh: '云岭县', en: 'Yunling County' },
    seat: [-18.6, -0.6],
    townships: 10,
    reachKm: 4,
  },
  {
    code: '990123',
    name: { zh: '南浦县', en: 'Nanpu County' },
    seat: [-8.6, -17.6],
    townships: 12,
    reachKm: 4,
  },
  { code: '990181', name: { zh: '渔浦市', en: 'Yupu City' }, seat: [15, -18.4], townships: 12, reachKm: 4 },
];
