/** The address of a view: place, zoom, layers, selection and question, so that a link opens the same screen. */
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import { SECTORS } from '../data/tables/sectors.ts';
import type { Camera, Circle, Lang, Shown } from './map/props.ts';

export interface Selected {
  readonly layer: 'regions' | 'enterprises';
  readonly id: string;
}

export interface View {
  readonly camera: Camera | null;
  readonly shown: Shown;
  readonly selected: Selected | null;
  /** The question that was asked. */
  readonly circle: Circle | null;
  /** Only when the link names a language. */
  readonly lang: Lang | null;
}

export const DEFAULT_SHOWN: Shown = {
  regions: true,
  enterprises: true,
  surface: false,
  level: 'auto',
  opacity: 1,
  grades: { regions: null, enterprises: null },
  sectors: null,
};

export const RADIUS_M = { least: 50, most: 20_000 } as const;

/** Reads a query string; what cannot be understood keeps its default. */
export function readLink(search: string): View {
  const params = new URLSearchParams(search);
  const off = (params.get('off') ?? '').split(',');
  const level = params.get('level');
  const opacity = numbers(params.get('opacity'), 1)?.[0];
  return {
    camera: cameraOf(params.get('at')),
    shown: {
      regions: !off.includes('regions'),
      enterprises: !off.includes('enterprises'),
      surface: params.get('surface') === '1',
      level:
        level === 'county' || level === 'township' || level === 'village' || level === 'cell'
          ? level
          : 'auto',
      opacity: opacity !== undefined && opacity >= 0 && opacity <= 1 ? opacity : 1,
      grades: { regions: gradesOf(params.get('area')), enterprises: gradesOf(params.get('grade')) },
      sectors: sectorsOf(params.get('sector')),
    },
    selected: selectedOf(params.get('sel')),
    circle: circleOf(params.get('circle')),
    lang: params.get('lang') === 'zh' ? 'zh' : params.get('lang') === 'en' ? 'en' : null,
  };
}

/** Writes only what differs from the default; '' when nothing does. */
export function writeLink({ camera, shown, selected, circle, lang }: View): string {
  const parts: string[] = [];
  const add = (name: string, value: string | null) => {
    if (value !== null && value !== '')
      parts.push(
        `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')}`,
      );
  };
  if (camera) add('at', `${round(camera.lon, 5)},${round(camera.lat, 5)},${round(camera.zoom, 2)}`);
  if (selected) add('sel', `${selected.layer}/${selected.id}`);
  add('off', [!shown.regions && 'regions', !shown.enterprises && 'enterprises'].filter(Boolean).join(','));
  if (shown.surface) add('surface', '1');
  if (shown.level !== 'auto') add('level', shown.level);
  if (shown.opacity !== 1) add('opacity', String(round(shown.opacity, 2)));
  add('area', shown.grades.regions && (shown.grades.regions.join(',') || 'none'));
  add('grade', shown.grades.enterprises && (shown.grades.enterprises.join(',') || 'none'));
  add('sector', shown.sectors?.join(',') ?? null);
  if (circle)
    add(
      'circle',
      `${round(circle.center[0], 6)},${round(circle.center[1], 6)},${Math.round(circle.radiusM)}`,
    );
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
  const [, layer, id] = /^(regions|enterprises)\/(.{1,200})$/.exec(text ?? '') ?? [];
  return layer && id ? { layer: layer as Selected['layer'], id } : null;
}

function gradesOf(text: string | null): GradeKey[] | null {
  if (text === null) return null;
  if (text === 'none') return [];
  const grades = GRADE_KEYS.filter((key) => text.split(',').includes(key));
  return grades.length === 0 || grades.length === GRADE_KEYS.length ? null : grades;
}

function sectorsOf(text: string | null): string[] | null {
  const sectors = SECTORS.filter(({ id }) => text?.split(',').includes(id)).map(({ id }) => id);
  return sectors.length === 0 ? null : sectors;
}

function numbers(text: string | null, count: number): number[] | undefined {
  const parts = text?.split(',') ?? [];
  if (parts.length !== count || !parts.every((part) => /^-?\d+(\.\d+)?$/.test(part))) return undefined;
  return parts.map(Number);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
