/** Pipelines by squares of the map, so that the risk at many points asks only the segments near each of them. */
import { DEGREE_M } from './field.ts';
import { type Line, type LineTable, lineRiskAt } from './line.ts';

export interface NamedLine {
  readonly id: string;
  readonly name: string;
  readonly line: Line | null;
}

interface Segment {
  readonly at: number;
  readonly line: Line;
}

/** Side of a square, degrees. */
const SIDE = 0.01;

/** What pipelines add at any point. */
export class LineIndex {
  private readonly lines: readonly NamedLine[];
  private readonly squares = new Map<number, Segment[]>();
  private readonly sums = new Map<string, number>();

  constructor(lines: readonly NamedLine[]) {
    this.lines = lines;
    lines.forEach(({ line }, at) => {
      if (line) for (const part of line.parts) this.addPart(at, line.table, part);
    });
  }

  private addPart(at: number, table: LineTable, part: Float64Array): void {
    for (let i = 0; i + 3 < part.length; i += 2) {
      const [aLon, aLat, bLon, bLat] = [part[i]!, part[i + 1]!, part[i + 2]!, part[i + 3]!];
      const aboutLat = table.reachM / DEGREE_M;
      const aboutLon = aboutLat / Math.cos((Math.max(Math.abs(aLat), Math.abs(bLat)) * Math.PI) / 180);
      const segment = { at, line: { table, parts: [part.subarray(i, i + 4)] } };
      const [west, east] = [Math.min(aLon, bLon) - aboutLon, Math.max(aLon, bLon) + aboutLon];
      const [south, north] = [Math.min(aLat, bLat) - aboutLat, Math.max(aLat, bLat) + aboutLat];
      for (let x = Math.floor(west / SIDE); x <= Math.floor(east / SIDE); x++)
        for (let y = Math.floor(south / SIDE); y <= Math.floor(north / SIDE); y++) {
          const key = keyOf(x, y);
          const square = this.squares.get(key);
          if (square) square.push(segment);
          else this.squares.set(key, [segment]);
        }
    }
  }

  /** Individual risk per year of each pipeline that adds any; those that are left out do not. */
  at(lon: number, lat: number, without: ReadonlySet<string> = NONE): Map<NamedLine, number> {
    const found = new Map<NamedLine, number>();
    for (const { at, line } of this.squares.get(keyOf(Math.floor(lon / SIDE), Math.floor(lat / SIDE))) ??
      []) {
      const named = this.lines[at]!;
      if (without.has(named.id)) continue;
      const risk = lineRiskAt(line, lon, lat);
      if (risk > 0) found.set(named, (found.get(named) ?? 0) + risk);
    }
    return found;
  }

  /** Of all pipelines together; kept, because the same targets are asked again and again while something is dragged. */
  sumAt(lon: number, lat: number, without: ReadonlySet<string> = NONE): number {
    const key = `${lon} ${lat}`;
    const known = without.size === 0 ? this.sums.get(key) : undefined;
    if (known !== undefined) return known;
    let sum = 0;
    for (const risk of this.at(lon, lat, without).values()) sum += risk;
    if (without.size === 0 && this.sums.size < MOST_SUMS) this.sums.set(key, sum);
    return sum;
  }
}

/** Sums kept, some 100 bytes each. */
const MOST_SUMS = 50_000;
const NONE: ReadonlySet<string> = new Set();
const keyOf = (x: number, y: number) => x * 100_000 + y;
