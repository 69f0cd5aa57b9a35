/** Coordinate systems of files: what each is, how well it is known, what it is called. */
import type { Text } from '../layer.ts';
import {
  CGCS2000_ELLIPSOID,
  type Ellipsoid,
  IAG75_ELLIPSOID,
  KRASSOVSKY_ELLIPSOID,
  WGS84_ELLIPSOID,
} from './ellipsoid.ts';
import { BD09_ACCURACY_M, GCJ02_ACCURACY_M } from './gcj02.ts';

export type DatumId = 'wgs84' | 'cgcs2000' | 'xian80' | 'beijing54' | 'nad83' | 'etrs89';

export type Crs =
  | { readonly kind: 'geographic'; readonly datum: DatumId }
  /** Gauss-Krüger has scale 1 and a false easting of 500 km, with the zone before it where there is a prefix; UTM 0.9996. */
  | {
      readonly kind: 'transverse_mercator';
      readonly datum: DatumId;
      /** Degrees. */
      readonly centralMeridian: number;
      readonly scale: number;
      readonly falseEastingM: number;
      readonly falseNorthingM: number;
    }
  | { readonly kind: 'web_mercator' }
  | { readonly kind: 'gcj02' }
  | { readonly kind: 'bd09' }
  /** A city's own grid: its parameters are a fit to control points that the user holds. */
  | { readonly kind: 'local' };

export type TransverseMercatorCrs = Extract<Crs, { kind: 'transverse_mercator' }>;

interface Datum extends Text {
  readonly ellipsoid: Ellipsoid;
  /** Worst error in metres when its latitudes are taken for those of WGS 84. */
  readonly accuracyM: number;
  /** Seven parameters make it exact; without them a person has to agree to the error. */
  readonly needsParameters: boolean;
}

export const DATUMS: Readonly<Record<DatumId, Datum>> = {
  wgs84: { zh: 'WGS84', en: 'WGS 84', ellipsoid: WGS84_ELLIPSOID, accuracyM: 0, needsParameters: false },
  // same origin and axes at epoch 2000.0; since then the plates have carried the ground up to 1 m away
  cgcs2000: {
    zh: '2000 国家大地坐标系',
    en: 'CGCS2000',
    ellipsoid: CGCS2000_ELLIPSOID,
    accuracyM: 1,
    needsParameters: false,
  },
  // the survey administration gives +9…+43 m and +76…+119 m between Xi'an 80 and CGCS2000
  xian80: {
    zh: '1980 西安坐标系',
    en: "Xi'an 1980",
    ellipsoid: IAG75_ELLIPSOID,
    accuracyM: 130,
    needsParameters: true,
  },
  // … and -29…-62 m and -56…+84 m between Beijing 54 and CGCS2000
  beijing54: {
    zh: '1954 北京坐标系',
    en: 'Beijing 1954',
    ellipsoid: KRASSOVSKY_ELLIPSOID,
    accuracyM: 105,
    needsParameters: true,
  },
  // both use the GRS 80 ellipsoid, which CGCS2000 shares
  nad83: { zh: 'NAD83', en: 'NAD83', ellipsoid: CGCS2000_ELLIPSOID, accuracyM: 2, needsParameters: false },
  etrs89: { zh: 'ETRS89', en: 'ETRS89', ellipsoid: CGCS2000_ELLIPSOID, accuracyM: 1, needsParameters: false },
};

export interface CrsDescription extends Text {
  readonly crs: Crs;
  /** Canonical text by which `describeCrs` finds it again. */
  readonly id: string;
  /** Worst error in metres of a conversion without further parameters. */
  readonly accuracyM: number;
  /** A person has to agree to this before the rows are written; null = nothing to agree to. */
  readonly warning: Text | null;
  /** The numbers are degrees. */
  readonly degrees: boolean;
}

/** Error in metres of a conversion: with seven parameters it is that of the parameters, taken as 1 m. */
export function accuracyOf(crs: Crs, withParameters: boolean): number {
  switch (crs.kind) {
    case 'gcj02':
      return GCJ02_ACCURACY_M;
    case 'bd09':
      return BD09_ACCURACY_M;
    case 'geographic':
    case 'transverse_mercator': {
      const { accuracyM, needsParameters } = DATUMS[crs.datum];
      return needsParameters && withParameters ? 1 : accuracyM;
    }
    default:
      return 0;
  }
}

/** What a person has to agree to before coordinates of this system are written. */
export function warningOf(crs: Crs, withParameters: boolean): Text | null {
  if (crs.kind !== 'geographic' && crs.kind !== 'transverse_mercator') return null;
  const { zh, en, needsParameters, accuracyM } = DATUMS[crs.datum];
  if (!needsParameters || withParameters) return null;
  return {
    zh: `未提供七参数，${zh}的坐标按原值使用，位置可能偏差约 100 米（最大约 ${accuracyM} 米）。确认后继续，或填入七参数。`,
    en: `Without seven parameters ${en} coordinates are taken as they stand: places may be about 100 m off (${accuracyM} m at worst). Confirm, or enter the parameters.`,
  };
}
