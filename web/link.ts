/** The address of a view: place, zoom, layers, selection and question, so that a link opens the same screen. */
import { MOMENT } from '../data/china-day.ts';
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import type { LayerId } from '../data/layers/all.ts';
import { isLayerId, type LayerChoices } from './layers.ts';
import type { Camera, Circle, Density, Lang, LayerShown, MapTime, Shown } from './map/props.ts';

export interface Selected {
  readonly layer: LayerId;
  readonly id: string;
}

/** What is drawn, as far as it differs from what the reader's role opens with. */
export interface Choice extends Omit<Shown, 'layers'> {
  readonly layers: LayerChoices;
}

/** A second map beside the first. */
export interface Compared {
  readonly mode: 'side' | 'swipe';
  /** Where the divider of a swipe stands, per cent from the left. */
  readonly percent: number;
  /** What the second map draws. */
  readonly shown: Choice;
}

/** Tools whose state a link holds. */
export const LINKED_TOOLS = ['charts', 'regions'] as const;
export type ToolLinks = Readonly<Partial<Record<(typeof LINKED_TOOLS)[number], string>>>;

export interface View {
  readonly camera: Camera | null;
  readonly shown: Choice;
  readonly selected: Selected | null;
  /** The question that was asked, as `plan/question-link.ts` writes it. */
  readonly ask?: string | null;
  /** The question of older links. */
  readonly circle: Circle | null;
  /** The object whose grade is being explained. */
  readonly why: Selected | null;
  /** Absent = one map. */
  readonly compare?: Compared | null;
  /** What tools say of themselves, as `plan/tool-link.ts` writes it. */
  readonly tools?: ToolLinks;
  /** Only when the link names a language. */
  readonly lang: Lang | null;
}

export const DEFAULT_SHOWN: Choice = {
  layers: {},
  surface: false,
  density: null,
  level: 'auto',
  opacity: 1,
  order: [],
  time: null,
};

const NOTHING: Omit<View, 'shown'> = { camera: null, selected: null, circle: null, why: null, lang: null };

/** Where the divider of a swipe is when nobody moved it. */
export const MIDDLE = 50;

/** Short names of the filters that links had before layers were many. */
const SHORT = { area: 'grade.regions', grade: 'grade.enterprises', sector: 'kind.enterprises' } as const;

export const RADIUS_M = { least: 50, most: 20_000 } as const;

/** Reads a query string; what cannot be understood keeps its default. */
export function readLink(search: string): View {
  const params = new URLSearchParams(search);
  const level = params.get('level');
  const compare = comparedOf(params.get('compare'));
  return {
    camera: cameraOf(params.get('at')),
    shown: {
      layers: layersOf(params),
      surface: params.get('surface') === '1',
      density: densityOf(params.get('density')),
      level:
        level === 'county' || level === 'township' || level === 'village' || level === 'cell'
          ? level
          : 'auto',
      opacity: shareOf(params.get('opacity')) ?? 1,
      order: [...new Set((params.get('order') ?? '').split(','))].filter(isLayerId),
      time: timeOf(params.get('time')),
    },
    selected: selectedOf(params.get('sel')),
    ...(params.get('ask') && { ask: params.get('ask')?.slice(0, 8000) }),
    circle: circleOf(params.get('circle')),
    why: selectedOf(params.get('why')),
    ...(compare && { compare }),
    ...(LINKED_TOOLS.some((id) => params.get(id)) && { tools: toolsOf(params) }),
    lang: params.get('lang') === 'zh' ? 'zh' : params.get('lang') === 'en' ? 'en' : null,
  };
}

/** Writes only what differs from the default; '' when nothing does. */
export function writeLink({ camera, shown, selected, ask, circle, why, compare, tools, lang }: View): string {
  const parts: string[] = [];
  const add = (name: string, value: string | null) => {
    if (value !== null && value !== '')
      parts.push(
        `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')}`,
      );
  };
  if (camera) add('at', `${round(camera.lon, 5)},${round(camera.lat, 5)},${round(camera.zoom, 2)}`);
  if (selected) add('sel', `${selected.layer}/${selected.id}`);
  const choices = Object.entries(shown.layers);
  for (const on of [true, false])
    add(
      on ? 'on' : 'off',
      choices
        .filter(([, choice]) => choice.on === on)
        .map(([id]) => id)
        .join(','),
    );
  if (shown.surface) add('surface', '1');
  if (shown.density) add('density', densityWords(shown.density));
  if (shown.level !== 'auto') add('level', shown.level);
  if (shown.opacity !== 1) add('opacity', String(round(shown.opacity, 2)));
  add('order', shown.order.join(','));
  if (shown.time) add('time', shown.time.at + (shown.time.mode === 'known' ? '~known' : ''));
  for (const [id, { grades, kinds, where, opacity }] of choices) {
    add(`where.${id}`, where ?? null);
    add(shortOf(`grade.${id}`), grades ? grades.join(',') || 'none' : null);
    add(shortOf(`kind.${id}`), kinds ? kinds.join(',') || 'none' : null);
    add(`opacity.${id}`, opacity === undefined || opacity === 1 ? null : String(round(opacity, 2)));
  }
  add('ask', ask ?? null);
  if (circle)
    add(
      'circle',
      `${round(circle.center[0], 6)},${round(circle.center[1], 6)},${Math.round(circle.radiusM)}`,
    );
  if (why) add('why', `${why.layer}/${why.id}`);
  // what the second map draws is a link in the link
  if (compare)
    add(
      'compare',
      `${compare.mode}${compare.mode === 'swipe' ? `~${Math.round(compare.percent)}` : ''}${writeLink({ ...NOTHING, shown: compare.shown })}`,
    );
  for (const id of LINKED_TOOLS) add(id, tools?.[id] ?? null);
  add('lang', lang);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Whether a place and a radius can be asked. */
export function isCircle({ center: [lon, lat], radiusM }: Circle): boolean {
  return isPlace(lon, lat) && radiusM >= RADIUS_M.least && radiusM <= RADIUS_M.most;
}

export function isPlace(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
}

function cameraOf(text: string | null): Camera | null {
  const [lon, lat, zoom] = numbers(text, 3) ?? [];
  if (lon === undefined || lat === undefined || zoom === undefined) return null;
  return isPlace(lon, lat) && zoom >= 0 && zoom <= 22 ? { lon, lat, zoom } : null;
}

function circleOf(text: string | null): Circle | null {
  const [lon, lat, radiusM] = numbers(text, 3) ?? [];
  if (lon === undefined || lat === undefined || radiusM === undefined) return null;
  const circle: Circle = { center: [lon, lat], radiusM };
  return isCircle(circle) ? circle : null;
}

function selectedOf(text: string | null): Selected | null {
  const [, layer, id] = /^([a-z_]+)\/(.{1,200})$/.exec(text ?? '') ?? [];
  return layer && id && isLayerId(layer) ? { layer, id } : null;
}

function layersOf(params: URLSearchParams): LayerChoices {
  const choices: Partial<Record<LayerId, Partial<LayerShown>>> = {};
  const set = (id: string, part: Partial<LayerShown>) => {
    if (isLayerId(id)) choices[id] = { ...choices[id], ...part };
  };
  for (const id of params.get('on')?.split(',') ?? []) set(id, { on: true });
  for (const id of params.get('off')?.split(',') ?? []) set(id, { on: false });
  for (const [name, value] of params) {
    const [what, id = ''] = (SHORT[name as keyof typeof SHORT] ?? name).split('.');
    if (what === 'grade') {
      const grades = gradesOf(value);
      if (grades) set(id, { grades });
    } else if (what === 'where') {
      if (value.trim() && value.length <= 4000) set(id, { where: value });
    } else if (what === 'opacity') {
      const opacity = shareOf(value);
      if (opacity !== null && opacity !== 1) set(id, { opacity });
    } else if (what === 'kind') {
      const kinds = kindsOf(value);
      if (kinds) set(id, { kinds });
    }
  }
  return choices;
}

function shortOf(name: string): string {
  return Object.entries(SHORT).find(([, long]) => long === name)?.[0] ?? name;
}

export const DENSITY_WAYS = ['heat', 'hexagons', 'grid', 'clusters'] as const;
export const DENSITY_MEASURES = ['count', 'worst', 'score'] as const;
/** What is summed when nobody chose; links of the time when there was no choice mean this. */
export const USUAL_MEASURE = { heat: 'score', hexagons: 'count', grid: 'count', clusters: 'count' } as const;

function densityWords({ as, layer, by }: Density): string {
  return by === USUAL_MEASURE[as] ? `${as}:${layer}` : `${as}:${layer}:${by}`;
}

function densityOf(text: string | null): Density | null {
  const [as, layer = '', by] = text?.split(':') ?? [];
  const way = DENSITY_WAYS.find((one) => one === as);
  if (!way || !isLayerId(layer)) return null;
  return { layer, as: way, by: DENSITY_MEASURES.find((one) => one === by) ?? USUAL_MEASURE[way] };
}

function timeOf(text: string | null): MapTime | null {
  const [, at, known] = /^(.*?)(~known)?$/.exec(text ?? '') ?? [];
  return at && MOMENT.test(at) && !Number.isNaN(Date.parse(at))
    ? { at, mode: known ? 'known' : 'was' }
    : null;
}

function gradesOf(text: string | null): GradeKey[] | null {
  if (text === null) return null;
  if (text === 'none') return [];
  const grades = GRADE_KEYS.filter((key) => text.split(',').includes(key));
  return grades.length === 0 || grades.length === GRADE_KEYS.length ? null : grades;
}

/** 0–1 */
function shareOf(text: string | null): number | null {
  const [share] = numbers(text, 1) ?? [];
  return share !== undefined && share >= 0 && share <= 1 ? share : null;
}

function comparedOf(text: string | null): Compared | null {
  const [, mode, percent, rest = ''] = /^(side|swipe)(?:~(\d{1,2}|100))?(\?.*)?$/s.exec(text ?? '') ?? [];
  if (mode !== 'side' && mode !== 'swipe') return null;
  return { mode, percent: percent ? Number(percent) : MIDDLE, shown: readLink(rest).shown };
}

const toolsOf = (params: URLSearchParams): ToolLinks =>
  Object.fromEntries(
    LINKED_TOOLS.flatMap((id) => {
      const text = params.get(id)?.slice(0, 1000);
      return text ? [[id, text]] : [];
    }),
  );

/** Words of a dictionary; which of them the layer has, the server knows. */
function kindsOf(text: string): string[] | null {
  if (text === 'none') return [];
  const kinds = text.split(',').filter((word) => /^[a-z0-9_]{1,60}$/.test(word));
  return kinds.length === 0 ? null : kinds;
}

function numbers(text: string | null, count: number): number[] | undefined {
  const parts = text?.split(',') ?? [];
  if (parts.length !== count || !parts.every((part) => /^-?\d+(\.\d+)?$/.test(part))) return undefined;
  return parts.map(Number);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
