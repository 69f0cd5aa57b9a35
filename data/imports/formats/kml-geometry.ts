/** The geometry of one placemark, put together from its elements as they come. */
import { type Problem, problem } from '../problem.ts';

type Position = readonly number[];

export type KmlGeometry = { readonly type: string } & (
  | { readonly coordinates: unknown }
  | { readonly geometries: readonly KmlGeometry[] }
);

const SINGLE = ['Point', 'LineString', 'LinearRing', 'Polygon', 'Track'] as const;
const UNREAD = ['Model', 'MultiTrack'];

export class KmlShape {
  /** Whether a list of coordinates may come. */
  reading = false;
  private readonly found: KmlGeometry[] = [];
  private readonly open_: string[] = [];
  private rings: Position[][] = [];
  private track: Position[] = [];
  private trouble: Problem | undefined;

  open(name: string): void {
    if (name === 'coordinates' || name === 'coord') this.reading = true;
    else if (name === 'Polygon') this.rings = [];
    else if (name === 'Track') this.track = [];
    if (UNREAD.includes(name)) this.trouble ??= problem('geometry_unsupported', { value: name });
    if (SINGLE.some((one) => one === name)) this.open_.push(name);
  }

  close(name: string, text: string): void {
    if (name === 'coordinates') {
      this.reading = false;
      this.coordinates(positionsOf(text), text);
    } else if (name === 'coord') {
      this.reading = false;
      const at = text.split(/\s+/).map(Number);
      if (at.length >= 2 && at.every(Number.isFinite)) this.track.push(at);
    } else if (name === 'Track') this.add('LineString', this.track);
    else if (name === 'Polygon') this.add('Polygon', this.rings);
    if (SINGLE.some((one) => one === name)) this.open_.pop();
  }

  private coordinates(positions: Position[] | undefined, text: string): void {
    if (positions === undefined) {
      const detail = { zh: `坐标“${text.slice(0, 40)}”`, en: `coordinates "${text.slice(0, 40)}"` };
      this.trouble ??= problem('geometry_broken', {}, { detail });
      return;
    }
    if (positions.length === 0) return;
    const kind = this.open_.at(-1);
    if (this.open_.includes('Polygon')) this.rings.push(positions);
    else if (kind === 'Point') this.add('Point', positions[0]);
    // a ring by itself is a closed line
    else if (kind === 'LineString' || kind === 'LinearRing') this.add('LineString', positions);
  }

  private add(type: string, coordinates: unknown): void {
    if (Array.isArray(coordinates) && coordinates.length > 0) this.found.push({ type, coordinates });
  }

  /** One geometry, several of one type as Multi…, others as a collection; null for none. */
  geometry(): { readonly geometry: KmlGeometry | null } | { readonly problem: Problem } {
    if (this.trouble !== undefined) return { problem: this.trouble };
    const [first, ...others] = this.found;
    if (first === undefined) return { geometry: null };
    if (others.length === 0) return { geometry: first };
    if (others.some(({ type }) => type !== first.type))
      return { geometry: { type: 'GeometryCollection', geometries: this.found } };
    const coordinates = this.found.map((one) => ('coordinates' in one ? one.coordinates : []));
    return { geometry: { type: `Multi${first.type}`, coordinates } };
  }
}

/** "lon,lat[,alt] lon,lat[,alt]"; blanks after commas, which some programs write, are forgiven. */
function positionsOf(text: string): Position[] | undefined {
  const positions: Position[] = [];
  for (const tuple of text.replaceAll(/\s*,\s*/g, ',').split(/\s+/)) {
    if (tuple === '') continue;
    const at = tuple.split(',').map((part) => (part === '' ? Number.NaN : Number(part)));
    if (at.length < 2 || at.length > 3 || !at.every(Number.isFinite)) return undefined;
    positions.push(at);
  }
  return positions;
}
