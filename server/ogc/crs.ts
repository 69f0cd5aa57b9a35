/** The reference systems in which coordinates come and go, and the order of their axes. */

/** OGC CRS84: longitude, latitude on WGS 84. */
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/';

export interface Crs {
  readonly uri: string;
  /** EPSG says latitude first for geographic systems. */
  readonly latFirst: boolean;
}

/**
 * CRS84, WGS 84 (EPSG:4326) and CGCS2000 (EPSG:4490). The two datums agree within centimetres, and coordinates
 * pass between them unchanged, as PROJ does without a grid: no accuracy of the datum is claimed.
 */
export const CRSS: readonly Crs[] = [
  { uri: CRS84, latFirst: false },
  { uri: `${EPSG}4326`, latFirst: true },
  { uri: `${EPSG}4490`, latFirst: true },
];

/** The system of a URI or a short name such as EPSG:4490; undefined when it is not served. */
export function crsOf(name: string): Crs | undefined {
  const plain = name.replace(/^\[(.*)\]$/, '$1').replace(/^<(.*)>$/, '$1');
  return CRSS.find(
    ({ uri }) => plain === uri || plain === shortName(uri) || (uri === CRS84 && plain === 'OGC:CRS84'),
  );
}

const shortName = (uri: string) => (uri === CRS84 ? 'CRS84' : `EPSG:${uri.slice(EPSG.length)}`);
