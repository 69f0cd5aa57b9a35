/** Scale on paper, zoom of the map and length of the scale bar: three ways to say one thing. */

/** Equatorial circumference of WGS 84, m; the world is 512 CSS px wide at zoom 0. */
const CIRCUMFERENCE_M = 2 * Math.PI * 6_378_137;
const WORLD_PX = 512;
/** mm of a CSS pixel: 96 to the inch. */
export const CSS_PX_MM = 25.4 / 96;

const cosOf = (latDeg: number) => Math.cos((latDeg * Math.PI) / 180);

/** Zoom at which 1 m on paper is `scale` m on the ground, at this latitude. */
export function zoomOf(scale: number, latDeg: number): number {
  const metresPerPx = (scale * CSS_PX_MM) / 1000;
  return Math.log2((CIRCUMFERENCE_M * cosOf(latDeg)) / (WORLD_PX * metresPerPx));
}

/** The n of 1:n. */
export function scaleOf(zoom: number, latDeg: number): number {
  const metresPerPx = (CIRCUMFERENCE_M * cosOf(latDeg)) / (WORLD_PX * 2 ** zoom);
  return (metresPerPx * 1000) / CSS_PX_MM;
}

type Box = readonly [west: number, south: number, east: number, north: number];

/** The largest scale with two significant digits at which a lon/lat box fits on a map of so many mm. */
export function scaleToFit(box: Box, widthMm: number, heightMm: number): number {
  const [west, south, east, north] = box;
  const latDeg = (south + north) / 2;
  const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  const radiusM = CIRCUMFERENCE_M / (2 * Math.PI);
  const widthM = (((east - west) * Math.PI) / 180) * radiusM * cosOf(latDeg);
  const heightM = (mercator(north) - mercator(south)) * radiusM * cosOf(latDeg);
  return roundedUp(Math.max((widthM * 1000) / widthMm, (heightM * 1000) / heightMm, 100));
}

function roundedUp(scale: number): number {
  const step = 10 ** (Math.floor(Math.log10(scale)) - 1);
  return Math.ceil(scale / step) * step;
}

/** A bar of 1, 2 or 5 times a power of ten metres, at most so long on paper. */
export function scaleBar(scale: number, mostMm: number): { readonly metres: number; readonly mm: number } {
  const mostM = (mostMm / 1000) * scale;
  const power = 10 ** Math.floor(Math.log10(mostM));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= mostM) ?? power;
  return { metres, mm: (metres / scale) * 1000 };
}
