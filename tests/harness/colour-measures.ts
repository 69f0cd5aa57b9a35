/** Measures of colours for tests: contrast (WCAG 2.2), hue and chroma in OKLCH (Ottosson 2020). */

/** Linear red, green and blue, 0–1, of #rrggbb. */
function linear(colour: string): [red: number, green: number, blue: number] {
  const part = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** 1 (none) to 21. */
export function contrast(a: string, b: string): number {
  const light = (colour: string) => {
    const [red, green, blue] = linear(colour);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [first, second] = [light(a), light(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Hue in degrees, and chroma: below 0.07 a colour reads as brown or grey. */
export function oklch(colour: string): { hueDeg: number; chroma: number } {
  const [red, green, blue] = linear(colour);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { hueDeg: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360, chroma: Math.hypot(a, b) };
}

/** Degrees between two hues, 0–180. */
export function hueDistance(a: string, b: string): number {
  const apart = Math.abs(oklch(a).hueDeg - oklch(b).hueDeg);
  return Math.min(apart, 360 - apart);
}
