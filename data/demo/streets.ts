/** Street grids of the built-up areas, the harbour and the industrial parks; denser towards each centre. */
import type { Text } from '../layer.ts';
import { HARBOUR, INDUSTRY, RIVERS, TOWNS } from './geography.ts';
import { nameSupply } from './names.ts';
import { type Km, simplify } from './plane.ts';
import { hash2, mulberry32, noise } from './random.ts';
import { squareAt } from './raster.ts';
import type { Road } from './routes.ts';
import { harbourBlock, harbourPoint, inLake, type Terrain } from './terrain.ts';

const STEP_KM = 0.06;
const KINDS: readonly Text[] = [
  { zh: '路', en: 'Road' },
  { zh: '街', en: 'Street' },
  { zh: '路', en: 'Road' },
];

/** The town whose field is strongest at a point. */
function townAt(x: number, y: number): number {
  let best = -1;
  let most = 0.02;
  TOWNS.forEach((town, i) => {
    const near = ((x - town.at[0]) ** 2 + (y - town.at[1]) ** 2) / town.reachKm ** 2;
    const strength = near < 9 ? town.weight * Math.exp(-near * 0.8) : 0;
    if (strength > most) [best, most] = [i, strength];
  });
  return best;
}

/** The stretches of a line where the test holds, each at least `leastKm` long. */
function stretches(line: readonly Km[], holds: (x: number, y: number) => boolean, leastKm: number): Km[][] {
  const out: Km[][] = [];
  let run: Km[] = [];
  const close = () => {
    if ((run.length - 1) * STEP_KM >= leastKm) out.push(simplify(run, 0.008));
    run = [];
  };
  for (const at of line) {
    if (holds(at[0], at[1])) run.push(at);
    else close();
  }
  close();
  return out;
}

/** Rank 2 crosses the whole town, 1 its inner part, 0 only the centre. */
const rankOf = (k: number) => (k % 4 === 0 ? 2 : k % 2 === 0 ? 1 : 0);

export function buildStreets(terrain: Terrain): Road[] {
  const random = mulberry32(4242);
  const supply = nameSupply(random);
  const streets: Road[] = [];
  const halfWidthKm = Math.max(...RIVERS.map((river) => river.widthM[1])) / 4000;
  const dry = (x: number, y: number, square: number) =>
    terrain.coastKm[square]! > 0.28 && !inLake(terrain, x, y);
  const add = (lines: readonly Km[][], rank: number, minZoom: number) => {
    if (lines.length === 0) return;
    const word = KINDS[Math.floor(random() * KINDS.length)]!;
    const base = supply();
    const name =
      rank === 2
        ? { zh: `${base.zh}大道`, en: `${base.en} Avenue` }
        : { zh: base.zh + word.zh, en: `${base.en} ${word.en}` };
    for (const line of lines)
      streets.push({ class: rank === 2 ? 'secondary' : 'minor', name, minZoom, line });
  };

  TOWNS.forEach((town, index) => {
    const turn = ((hash2(index, 5) % 1000) / 1000 - 0.5) * 0.7;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const spacing = 0.2 + 0.03 * (1 - town.weight);
    const reach = town.reachKm * 2.2;
    const count = Math.floor(reach / spacing);
    for (const across of [0, 1]) {
      for (let k = -count; k <= count; k++) {
        const rank = rankOf(k);
        const offset = k * spacing * (across ? 1 : 1.25) + 0.05 * noise(300 + index, k * 0.7, across * 9);
        const line: Km[] = [];
        for (let t = -reach; t <= reach; t += STEP_KM) {
          const [u, v] = across ? [offset, t] : [t, offset];
          const [x, y] = [town.at[0] + u * cos - v * sin, town.at[1] + u * sin + v * cos];
          line.push([x + 0.22 * noise(311, x * 0.35, y * 0.35), y + 0.22 * noise(312, x * 0.35, y * 0.35)]);
        }
        const least = [0.42, 0.24, 0.13][rank]!;
        const holds = (x: number, y: number) => {
          const square = squareAt(x, y);
          if (terrain.urban[square]! < least - 0.06) return false;
          const rough = 0.06 * noise(320, x * 1.6, y * 1.6);
          if (terrain.urban[square]! < least + rough || !dry(x, y, square)) return false;
          if (rank < 2 && terrain.riverKm[square]! < halfWidthKm + 0.05) return false;
          return townAt(x, y) === index;
        };
        add(stretches(line, holds, 0.3), rank, [14, 13, 11][rank]!);
      }
    }
  });

  const port = (x: number, y: number) => {
    const [column, row] = harbourBlock(x, y);
    const land = (c: number, r: number) => HARBOUR.mask[Math.floor(r)]?.[Math.floor(c)] === '#';
    return [-0.3, 0.3].every((d) => land(column + d, row + d) && land(column + d, row - d));
  };
  for (let k = 1; k < 22; k++) {
    const rank = k % 4 === 2 ? 2 : 1;
    const along: Km[] = [];
    const down: Km[] = [];
    for (let t = 0; t <= 22; t += STEP_KM / HARBOUR.pitchKm) {
      along.push(harbourPoint(t, k));
      down.push(harbourPoint(k, t));
    }
    add(stretches(along, port, 0.4), rank, rank === 2 ? 11 : 13);
    if (k < 18) add(stretches(down, port, 0.4), rank, rank === 2 ? 11 : 13);
  }
  INDUSTRY.forEach((park) => {
    const turn = (park.axes[2] * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    for (const across of [0, 1]) {
      for (let k = -6; k <= 6; k++) {
        const line: Km[] = [];
        for (let t = -3; t <= 3; t += STEP_KM) {
          const [u, v] = across ? [k * 0.45, t] : [t, k * 0.45];
          line.push([park.centre[0] + u * cos - v * sin, park.centre[1] + u * sin + v * cos]);
        }
        const holds = (x: number, y: number) => {
          const square = squareAt(x, y);
          const river = terrain.riverKm[square]! < halfWidthKm + 0.05;
          return terrain.industry[square]! > 0.45 && dry(x, y, square) && !river && !port(x, y);
        };
        add(stretches(line, holds, 0.4), k % 3 === 0 ? 2 : 1, k % 3 === 0 ? 11 : 13);
      }
    }
  });
  return streets;
}
