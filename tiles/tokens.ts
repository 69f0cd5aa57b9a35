/** Colours of maps and legends in both themes. A grade has one fill everywhere; only its outline follows the theme. */
import type { GradeKey } from '../data/grade.ts';

export type Theme = 'light' | 'dark';
export type Lang = 'zh' | 'en';
export const THEMES = ['light', 'dark'] as const satisfies readonly Theme[];

export type GradeShape = 'diamond' | 'square' | 'hexagon' | 'circle' | 'ring';
export type Hatch = 'cross' | 'diagonal' | 'dots' | 'none' | 'backslash';

export interface GradeLook {
  readonly shape: GradeShape;
  readonly hatch: Hatch;
  readonly fill: string;
  /** Ink of the letter on the fill: contrast of at least 4.5. */
  readonly on: string;
  readonly stroke: Readonly<Record<Theme, string>>;
  readonly text: Readonly<Record<Theme, string>>;
  readonly tint: Readonly<Record<Theme, string>>;
}

/** Neighbouring fills differ by at least ΔE₀₀ 15 for every kind of colour vision (Machado et al. 2009). */
export const GRADE_LOOKS: Readonly<Record<GradeKey, GradeLook>> = {
  '1': {
    shape: 'diamond',
    hatch: 'cross',
    fill: '#c8242b',
    on: '#ffffff',
    stroke: { light: '#7d0e13', dark: '#ff8f8a' },
    text: { light: '#a3161c', dark: '#ff8f8a' },
    tint: { light: '#fbe9e8', dark: '#3a1a1d' },
  },
  '2': {
    shape: 'square',
    hatch: 'diagonal',
    fill: '#e87a0c',
    on: '#14181d',
    stroke: { light: '#8a4100', dark: '#ffb566' },
    text: { light: '#8a4100', dark: '#ffb566' },
    tint: { light: '#fdeedd', dark: '#38260f' },
  },
  '3': {
    shape: 'hexagon',
    hatch: 'dots',
    fill: '#ffdd1a',
    on: '#14181d',
    stroke: { light: '#6b5600', dark: '#fff0a0' },
    text: { light: '#6b5600', dark: '#ffe766' },
    tint: { light: '#fff8d6', dark: '#33300f' },
  },
  '4': {
    shape: 'circle',
    hatch: 'none',
    fill: '#1d70c8',
    on: '#ffffff',
    stroke: { light: '#0c3b6c', dark: '#8cc3ff' },
    text: { light: '#155a9f', dark: '#8cc3ff' },
    tint: { light: '#e6f0fa', dark: '#12283f' },
  },
  null: {
    shape: 'ring',
    hatch: 'backslash',
    fill: '#c3c7cc',
    on: '#14181d',
    stroke: { light: '#5c646e', dark: '#a3acb8' },
    text: { light: '#5c646e', dark: '#a3acb8' },
    tint: { light: '#eef0f2', dark: '#2a3038' },
  },
};

/** The base map carries no grade hue: land warm grey, water teal, roads white or slate. */
export const MAP_COLOURS = {
  light: {
    land: '#f3f1ec',
    hill: '#e8e9de',
    park: '#dfe7d5',
    built: '#e9e6df',
    industrial: '#e4e2e0',
    farmland: '#eef0e4',
    beach: '#f1eada',
    water: '#cae0e0',
    waterLine: '#98bcc0',
    motorway: '#ffffff',
    motorwayCase: '#a9a69e',
    trunk: '#ffffff',
    trunkCase: '#bcb8af',
    primary: '#ffffff',
    primaryCase: '#cdc9c0',
    minor: '#ffffff',
    minorCase: '#dcd8cf',
    rail: '#a39f96',
    borderCity: '#5c5866',
    borderCounty: '#7d7887',
    borderTown: '#9a96a2',
    borderVillage: '#b8b5bd',
    label: '#33383f',
    labelMinor: '#565d66',
    labelWater: '#2f6268',
    labelHalo: '#fbfaf7',
    casing: '#ffffff',
  },
  dark: {
    land: '#181d23',
    hill: '#1c2327',
    park: '#1a2724',
    built: '#20272f',
    industrial: '#242a31',
    farmland: '#1a2023',
    beach: '#26272a',
    water: '#0b1719',
    waterLine: '#21363a',
    motorway: '#4b5663',
    motorwayCase: '#0c1015',
    trunk: '#3f4955',
    trunkCase: '#0f1419',
    primary: '#363f4a',
    primaryCase: '#12171d',
    minor: '#2c343d',
    minorCase: '#161b21',
    rail: '#4a535e',
    borderCity: '#8f8b9c',
    borderCounty: '#75717f',
    borderTown: '#5c5966',
    borderVillage: '#45434d',
    label: '#dfe4ea',
    labelMinor: '#a0aab5',
    labelWater: '#6f9da3',
    labelHalo: '#12161b',
    casing: '#0b0f13',
  },
} as const satisfies Record<Theme, Record<string, string>>;

/** Questions are jade, the selection is ink. */
export const OVERLAY_COLOURS = {
  light: {
    selectOuter: '#14181d',
    selectInner: '#ffffff',
    hover: '#14181d',
    query: '#0b6e66',
    queryFill: 'rgba(11,110,102,.12)',
  },
  dark: {
    selectOuter: '#ffffff',
    selectInner: '#0b0f13',
    hover: '#ffffff',
    query: '#4fc3b4',
    queryFill: 'rgba(79,195,180,.14)',
  },
} as const satisfies Record<Theme, Record<string, string>>;

/** Panels, and what is drawn on the map like a panel: the middle of a donut, a badge. */
export const SURFACE_COLOURS = {
  light: {
    surface: '#ffffff',
    ink: '#14181d',
    ink2: '#47505b',
    ink3: '#5f6a76',
    inkInverse: '#ffffff',
  },
  dark: {
    surface: '#191e24',
    ink: '#eaeef2',
    ink2: '#b3bcc7',
    ink3: '#929da9',
    inkInverse: '#14181d',
  },
} as const satisfies Record<Theme, Record<string, string>>;

/** Lines and outlines of objects that carry no grade: pipes are brown, or slate blue for water; the rest is ink. */
export const OBJECT_COLOURS = {
  light: { gas: '#5b4636', oil: '#3f3a36', water: '#2f6b86', slate: '#565d66', ink: '#14181d' },
  dark: { gas: '#c9ad94', oil: '#b3a89e', water: '#86b9cf', slate: '#a0aab5', ink: '#eaeef2' },
} as const satisfies Record<Theme, Record<string, string>>;
export type ObjectColour = keyof (typeof OBJECT_COLOURS)['light'];

export interface RiskLevel {
  /** Probability of death in a year at which the contour is drawn. */
  readonly perYear: number;
  readonly words: string;
  readonly colour: Readonly<Record<Theme, string>>;
  readonly widthPx: number;
  /** Px; null = solid. */
  readonly dashPx: readonly number[] | null;
  readonly fillAlpha: number;
}

/** Contours of individual risk, worst first: violet, which is no grade. */
export const INDIVIDUAL_RISK: readonly RiskLevel[] = [
  {
    perYear: 3e-5,
    words: '3×10⁻⁵',
    colour: { light: '#34106b', dark: '#efe4ff' },
    widthPx: 3,
    dashPx: null,
    fillAlpha: 0.22,
  },
  {
    perYear: 1e-5,
    words: '1×10⁻⁵',
    colour: { light: '#4f2397', dark: '#d3baff' },
    widthPx: 2.5,
    dashPx: null,
    fillAlpha: 0.17,
  },
  {
    perYear: 3e-6,
    words: '3×10⁻⁶',
    colour: { light: '#6d3fb6', dark: '#b795f5' },
    widthPx: 2,
    dashPx: null,
    fillAlpha: 0.12,
  },
  {
    perYear: 1e-6,
    words: '1×10⁻⁶',
    colour: { light: '#8459c6', dark: '#9d78e0' },
    widthPx: 1.5,
    dashPx: [6, 3],
    fillAlpha: 0.08,
  },
  {
    perYear: 3e-7,
    words: '3×10⁻⁷',
    colour: { light: '#8e66cb', dark: '#8d69d2' },
    widthPx: 1.25,
    dashPx: [2, 3],
    fillAlpha: 0.05,
  },
];

export interface AreaAlphas extends Readonly<Record<GradeKey, number>> {
  readonly hatch: number;
}

/** Opacity of area grades. Blue is lighter, otherwise land of low risk would read as sea. */
export const AREA_ALPHAS: AreaAlphas = { '1': 0.56, '2': 0.53, '3': 0.5, '4': 0.31, null: 0.28, hatch: 0.4 };
/** The same while a question is open: the answer is the strongest thing on the map. */
export const ASIDE_ALPHAS: AreaAlphas = { '1': 0.22, '2': 0.21, '3': 0.2, '4': 0, null: 0.11, hatch: 0.2 };
/** Fills are thinner on dark ground. */
export const AREA_FACTOR: Readonly<Record<Theme, number>> = { light: 1, dark: 0.75 };

/** Names of letters on maps: fonts that readers have; nothing is downloaded. */
export const MAP_FONTS = [
  'PingFang SC',
  'HarmonyOS Sans SC',
  'MiSans',
  'Microsoft YaHei',
  'Noto Sans CJK SC',
] as const;
