/** Bursa-Wolf: seven parameters from one datum's geocentric coordinates to another's (EPSG methods 9606, 9607; full rotations). */
import type { Geocentric } from './ellipsoid.ts';

/** What a survey office hands out; it stays with the user who entered it. */
export interface SevenParameters {
  /** Translations, metres. */
  readonly dxM: number;
  readonly dyM: number;
  readonly dzM: number;
  /** Rotations, arc seconds. */
  readonly rxArcsec: number;
  readonly ryArcsec: number;
  readonly rzArcsec: number;
  /** Scale, parts per million. */
  readonly scalePpm: number;
  /** Sense of the rotations: Chinese textbooks and survey offices turn the frame, PROJ's towgs84 turns the position. */
  readonly rotation: 'coordinate_frame' | 'position_vector';
}

export interface Helmert {
  readonly forward: (at: Geocentric) => Geocentric;
  readonly inverse: (at: Geocentric) => Geocentric;
}

const ARCSEC = Math.PI / (180 * 3600);

/** Both directions; exact for rotations of any size, and the inverse is exact too. */
export function sevenParameters(by: SevenParameters): Helmert {
  const [a, b, c] = [-by.rxArcsec * ARCSEC, -by.ryArcsec * ARCSEC, -by.rzArcsec * ARCSEC];
  const [ca, sa, cb, sb, cc, sc] = [
    Math.cos(a),
    Math.sin(a),
    Math.cos(b),
    Math.sin(b),
    Math.cos(c),
    Math.sin(c),
  ];
  const position: Rows = [
    [cb * cc, cb * sc, -sb],
    [sa * sb * cc - ca * sc, sa * sb * sc + ca * cc, sa * cb],
    [ca * sb * cc + sa * sc, ca * sb * sc - sa * cc, ca * cb],
  ];
  // turning the frame is turning the position back
  const r = by.rotation === 'position_vector' ? position : transposed(position);
  const undone = transposed(r);
  const scale = 1 + by.scalePpm * 1e-6;
  return {
    forward: (at) => {
      const [x, y, z] = times(r, at);
      return [by.dxM + scale * x, by.dyM + scale * y, by.dzM + scale * z];
    },
    inverse: ([x, y, z]) => times(undone, [(x - by.dxM) / scale, (y - by.dyM) / scale, (z - by.dzM) / scale]),
  };
}

type Rows = readonly [Geocentric, Geocentric, Geocentric];

function transposed([a, b, c]: Rows): Rows {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

function times([a, b, c]: Rows, [x, y, z]: Geocentric): Geocentric {
  return [a[0] * x + a[1] * y + a[2] * z, b[0] * x + b[1] * y + b[2] * z, c[0] * x + c[1] * y + c[2] * z];
}
