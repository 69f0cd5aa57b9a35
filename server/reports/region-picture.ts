/** A map of a region for paper, drawn from the register's geometry: its parts by grade with hatch, enterprises by shape. */
import type { MultiPolygon } from 'geojson';
import { GRADE_KEYS, GRADE_WORDS, type GradeKey } from '../../data/grade.ts';
import { GRADE_LOOKS, MAP_COLOURS } from '../../tiles/tokens.ts';
import { outlinesFor } from '../documents/fonts.ts';
import { disc, Raster, type Ring } from './raster.ts';

export interface PictureArea {
  readonly name: string;
  readonly grade: number | null;
  /** lon/lat. */
  readonly shape: MultiPolygon;
  /** Where its name stands. */
  readonly at: readonly [lon: number, lat: number];
}

export interface PictureContent {
  readonly lang: 'zh' | 'en';
  readonly outline: MultiPolygon;
  readonly areas: readonly PictureArea[];
  readonly points: readonly {
    readonly grade: number | null;
    readonly at: readonly [lon: number, lat: number];
  }[];
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
}

/** Pixels to the mm: 200 to the inch. */
const PX_MM = 200 / 25.4;
export const PICTURE_MM = { width: 170, height: 130 } as const;
const LEGEND_MM = 8;
const PAPER = '#ffffff';

const keyOf = (grade: number | null): GradeKey =>
  grade === 1 || grade === 2 || grade === 3 || grade === 4 ? `${grade}` : 'null';

/** PNG, 170 × 130 mm at 200 pixels to the inch. */
export async function regionPicture(content: PictureContent): Promise<Uint8Array> {
  const width = Math.round(PICTURE_MM.width * PX_MM);
  const height = Math.round(PICTURE_MM.height * PX_MM);
  const legendTop = height - LEGEND_MM * PX_MM;
  const colours = MAP_COLOURS.light;
  const raster = new Raster(width, height, PAPER);
  const project = projection(content.bbox, width, legendTop);
  const ringsOf = (shape: MultiPolygon): Ring[] =>
    shape.coordinates.flatMap((polygon) =>
      polygon.map((ring) => ring.map(([lon = 0, lat = 0]) => project(lon, lat))),
    );
  // what lies around is not drawn: neither land nor sea is claimed
  raster.fill([frame(0, 0, width, legendTop)], { colour: PAPER });
  raster.fill(ringsOf(content.outline), { colour: colours.land });
  for (const area of content.areas) {
    const look = GRADE_LOOKS[keyOf(area.grade)];
    const rings = ringsOf(area.shape);
    raster.fill(rings, { colour: look.fill, alpha: area.grade === null ? 0.5 : 0.55 });
    raster.fill(rings, { colour: look.stroke.light, alpha: 0.8, where: hatchOf(look.hatch) });
  }
  for (const area of content.areas)
    for (const ring of ringsOf(area.shape)) raster.stroke(ring, 1.6, '#5c5866', true);
  for (const ring of ringsOf(content.outline)) raster.stroke(ring, 4, '#14181d', true);
  // worse ones over better ones
  const sorted = [...content.points].sort((a, b) => (b.grade ?? 9) - (a.grade ?? 9));
  for (const { grade, at } of sorted) sign(raster, keyOf(grade), ...project(...at), 1.5 * PX_MM);
  for (const { name, at } of content.areas) {
    const [x, y] = project(...at);
    await label(raster, name, x, y, 2.9 * PX_MM, 'center', colours.land);
  }
  await scaleBar(raster, content, width, legendTop);
  await north(raster, content.lang, width);
  await legend(raster, content, height);
  return raster.png();
}

function frame(x0: number, y0: number, x1: number, y1: number): Ring {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

type Project = (lon: number, lat: number) => [x: number, y: number];

/** Plate carrée with the middle parallel true to length: at the size of a city nothing is off by more than a line's width. */
function projection(
  [west, south, east, north]: PictureContent['bbox'],
  width: number,
  height: number,
): Project {
  const scale = pixelsPerDegree([west, south, east, north], width, height);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [lon0, lat0] = [(west + east) / 2, (south + north) / 2];
  return (lon, lat) => [width / 2 + (lon - lon0) * squeeze * scale, height / 2 - (lat - lat0) * scale];
}

function pixelsPerDegree(
  [west, south, east, north]: PictureContent['bbox'],
  width: number,
  height: number,
): number {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const room = 0.92;
  return Math.min(
    (width * room) / Math.max((east - west) * squeeze, 1e-6),
    (height * room) / Math.max(north - south, 1e-6),
  );
}

/** Lines and dots of the grades, in pixels of the picture. */
function hatchOf(hatch: string): (x: number, y: number) => boolean {
  const step = 1.7 * PX_MM;
  const line = 0.22 * PX_MM;
  const rising = (x: number, y: number) => (x + y) % step < line;
  const falling = (x: number, y: number) => (((x - y) % step) + step) % step < line;
  switch (hatch) {
    case 'cross':
      return (x, y) => rising(x, y) || falling(x, y);
    case 'diagonal':
      return rising;
    case 'backslash':
      return falling;
    case 'dots':
      return (x, y) => Math.hypot((x % step) - step / 2, (y % step) - step / 2) < 0.28 * PX_MM;
    default:
      return () => false;
  }
}

/** The shape of a grade: diamond, square, hexagon, circle, ring. */
function sign(raster: Raster, key: GradeKey, x: number, y: number, radius: number): void {
  const { shape, fill, stroke } = GRADE_LOOKS[key];
  const outlines: Readonly<Record<string, (r: number) => Ring>> = {
    diamond: (r) => disc(x, y, r * 1.15, 4),
    square: (r) => frame(x - r * 0.86, y - r * 0.86, x + r * 0.86, y + r * 0.86),
    hexagon: (r) => disc(x, y, r * 1.05, 6),
  };
  const outline = outlines[shape] ?? ((r: number) => disc(x, y, r));
  raster.fill([outline(radius * 1.22)], { colour: PAPER });
  raster.fill([outline(radius)], { colour: stroke.light });
  raster.fill([outline(radius * 0.8)], { colour: fill });
  if (shape === 'ring') raster.fill([disc(x, y, radius * 0.36)], { colour: PAPER });
}

/** Text with a light edge, so that it reads on any ground. */
async function label(
  raster: Raster,
  text: string,
  x: number,
  y: number,
  sizePx: number,
  align: 'left' | 'center',
  halo: string | null,
): Promise<number> {
  const outlines = await outlinesFor(text, 400);
  const scale = sizePx / 1000;
  const wide = outlines.reduce((sum, { advance }) => sum + advance * scale, 0);
  const baseline = y + sizePx * 0.36;
  const glyphs = (dx: number, dy: number) => {
    let pen = align === 'center' ? x - wide / 2 : x;
    return outlines.map(({ advance, contours }) => {
      const from = pen;
      pen += advance * scale;
      return contours.map(({ points }) =>
        flattened(points).map(
          ([gx, gy]) => [from + gx * scale + dx, baseline - gy * scale + dy] as [number, number],
        ),
      );
    });
  };
  if (halo)
    for (const [dx, dy] of disc(0, 0, sizePx * 0.11, 10))
      for (const rings of glyphs(dx, dy)) raster.fill(rings, { colour: halo }, 'nonzero');
  for (const rings of glyphs(0, 0)) raster.fill(rings, { colour: '#14181d' }, 'nonzero');
  return wide;
}

/** TrueType's quadratic curves as short lines; between two points off the curve lies one on it. */
function flattened(
  points: readonly { readonly x: number; readonly y: number; readonly on: boolean }[],
): [number, number][] {
  const whole = points.flatMap((point, at) => {
    const next = points[(at + 1) % points.length]!;
    return point.on || next.on
      ? [point]
      : [point, { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2, on: true }];
  });
  const first = whole.findIndex(({ on }) => on);
  if (first < 0) return [];
  const turned = [...whole.slice(first), ...whole.slice(0, first), whole[first]!];
  const out: [number, number][] = [];
  for (let at = 0; at < turned.length; at++) {
    const point = turned[at]!;
    if (point.on) {
      out.push([point.x, point.y]);
      continue;
    }
    const [from, to] = [turned[at - 1]!, turned[at + 1]!];
    for (let step = 1; step < 5; step++) {
      const t = step / 5;
      const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
      out.push([a * from.x + b * point.x + c * to.x, a * from.y + b * point.y + c * to.y]);
    }
  }
  return out;
}

async function scaleBar(
  raster: Raster,
  { bbox }: PictureContent,
  width: number,
  bottom: number,
): Promise<void> {
  // a degree of latitude on the mean sphere, m
  const metresPerPx = 111_195 / pixelsPerDegree(bbox, width, bottom);
  const most = 34 * PX_MM * metresPerPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  const length = metres / metresPerPx;
  const [x, y] = [3 * PX_MM, bottom - 4 * PX_MM];
  raster.fill([frame(x - 12, y - 4 * PX_MM, x + length + 11 * PX_MM, y + 2.4 * PX_MM)], {
    colour: PAPER,
    alpha: 0.85,
  });
  raster.fill([frame(x, y, x + length, y + 1.1 * PX_MM)], { colour: '#14181d' });
  raster.fill([frame(x + length / 2, y + 2, x + length - 2, y + 1.1 * PX_MM - 2)], { colour: PAPER });
  const words = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
  await label(raster, '0', x, y - 1.6 * PX_MM, 2.6 * PX_MM, 'left', null);
  await label(raster, words, x + length, y - 1.6 * PX_MM, 2.6 * PX_MM, 'center', null);
}

async function north(raster: Raster, lang: 'zh' | 'en', width: number): Promise<void> {
  const [x, y] = [width - 6 * PX_MM, 3 * PX_MM];
  await label(raster, lang === 'zh' ? '北' : 'N', x, y + 1.2 * PX_MM, 3 * PX_MM, 'center', PAPER);
  const foot = y + 11 * PX_MM;
  raster.fill(
    [
      [
        [x, y + 3.4 * PX_MM],
        [x + 2 * PX_MM, foot],
        [x, foot - 1.6 * PX_MM],
        [x - 2 * PX_MM, foot],
      ],
    ],
    { colour: '#14181d' },
  );
}

async function legend(raster: Raster, { lang }: PictureContent, height: number): Promise<void> {
  const y = height - (LEGEND_MM / 2) * PX_MM;
  let x = 2 * PX_MM;
  for (const key of GRADE_KEYS) {
    const look = GRADE_LOOKS[key];
    const box = frame(x, y - 1.8 * PX_MM, x + 6 * PX_MM, y + 1.8 * PX_MM);
    raster.fill([box], { colour: look.fill, alpha: 0.55 });
    raster.fill([box], { colour: look.stroke.light, alpha: 0.8, where: hatchOf(look.hatch) });
    raster.stroke(box, 1.6, look.stroke.light, true);
    sign(raster, key, x + 9 * PX_MM, y, 1.5 * PX_MM);
    const wide = await label(raster, GRADE_WORDS[key][lang], x + 12 * PX_MM, y, 2.7 * PX_MM, 'left', null);
    x += 12 * PX_MM + wide + 4 * PX_MM;
  }
}
