/** Degrees as files and people write them: decimal, degrees-minutes-seconds, 东经/北纬, full-width, swapped hemispheres. */

export interface Angle {
  readonly degrees: number;
  /** What the writing itself says about the axis; null = nothing. */
  readonly axis: 'lon' | 'lat' | null;
}

/** Packed: 121.3412 means 121°34′12″, which nothing but the person knows. */
export interface AngleWriting {
  readonly packed?: boolean;
}

const NUMBER = String.raw`(\d+(?:\.\d*)?|\.\d+)`;
const HEMISPHERE = `(东经|西经|北纬|南纬|经度|纬度|[EWNSewns])?`;
const DEGREE = '[°度d]';
const MINUTE = "['′’‘´`分m]";
const SECOND = `(?:["″”“秒s]|''|′′|’’)`;

const MARKED = new RegExp(
  `^${HEMISPHERE}[:=]?([+-]?)${NUMBER}${DEGREE}(?:${NUMBER}${MINUTE}?)?(?:${NUMBER}${SECOND}?)?${HEMISPHERE}$`,
);
/** 121:34:12.5, 121-34-12.5, 121 34 12.5 */
const PARTED = new RegExp(
  `^${HEMISPHERE}[:=]?([+-]?)(\\d{1,3})(?:[:\\-‐–—_ ](\\d{1,2}(?:\\.\\d*)?))(?:[:\\-‐–—_ ](\\d{1,2}(?:\\.\\d*)?))?${SECOND}?${HEMISPHERE}$`,
);
const DECIMAL = new RegExp(`^${HEMISPHERE}[:=]?([+-]?)${NUMBER}(?:${DEGREE})?${HEMISPHERE}$`);

/** One coordinate in degrees, or undefined when the text is none of the writings; metres are not degrees. */
export function parseAngle(text: string, { packed = false }: AngleWriting = {}): Angle | undefined {
  if (text.length > 200) return undefined;
  const plain = text
    .replaceAll(/[º˚]/g, '°')
    // full-width digits and signs, and the many apostrophes that word processors make of primes
    .normalize('NFKC')
    .replaceAll(/\s*([°度分秒′″'"’‘”“´`:=])\s*/g, '$1')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/^(东经|西经|北纬|南纬|经度|纬度|[EWNSewns]) /, '$1')
    .replace(/ (东经|西经|北纬|南纬|[EWNSewns])$/, '$1')
    .replaceAll('−', '-');
  if (plain === '' || plain.length > 60) return undefined;
  const decimal = DECIMAL.exec(plain);
  if (decimal !== null) {
    const [, before, sign, number = '', after] = decimal;
    if (!packed) return angle(Number(number), 0, 0, sign, before, after);
    const [whole = '0', fraction = ''] = number.split('.');
    const digits = fraction.padEnd(4, '0');
    const seconds = Number(`${digits.slice(2, 4)}.${digits.slice(4) || '0'}`);
    return angle(Number(whole), Number(digits.slice(0, 2)), seconds, sign, before, after);
  }
  const match = MARKED.exec(plain) ?? PARTED.exec(plain);
  if (match === null) return undefined;
  const [, before, sign, degrees = '0', minutes = '0', seconds = '0', after] = match;
  // a fraction belongs to the last part only
  if ((degrees.includes('.') && match[4] !== undefined) || (minutes.includes('.') && match[5] !== undefined))
    return undefined;
  return angle(Number(degrees), Number(minutes), Number(seconds), sign, before, after);
}

/** A pair in one cell: "121.55,29.87", "东经121°34′ 北纬29°52′", "29°52′N 121°34′E"; order as written, unless the writing says it. */
export function parseAnglePair(
  text: string,
  writing: AngleWriting = {},
): readonly [x: number, y: number] | undefined {
  if (text.length > 300) return undefined;
  const plain = text
    .replaceAll(/[º˚]/g, '°')
    .normalize('NFKC')
    .trim()
    .replace(/^[([{（【]+|[)\]}）】]+$/g, '');
  if (plain.length > 120) return undefined;
  for (const at of cuts(plain)) {
    const first = parseAngle(plain.slice(0, at), writing);
    const second = parseAngle(plain.slice(at).replace(/^[\s,，、;；/|]+/, ''), writing);
    if (first === undefined || second === undefined) continue;
    if (first.axis !== null && first.axis === second.axis) continue;
    const turned = first.axis === 'lat' || second.axis === 'lon';
    return turned ? [second.degrees, first.degrees] : [first.degrees, second.degrees];
  }
  return undefined;
}

/** Where the pair may be cut: at a comma or slash, then at a space, then before a second hemisphere. */
function cuts(text: string): number[] {
  const places = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match.index);
  return [
    ...places(/[,，、;；/|]/g),
    ...places(/\s/g),
    ...places(/(?<=.)[东西北南](?=[经纬])/g),
    ...places(/(?<=[EWNS])\d/gi),
  ];
}

function angle(
  degrees: number,
  minutes: number,
  seconds: number,
  sign: string | undefined,
  before: string | undefined,
  after: string | undefined,
): Angle | undefined {
  if (before !== undefined && after !== undefined) return undefined;
  if (!(minutes < 60 && seconds < 60)) return undefined;
  const side = (before ?? after ?? '').toUpperCase();
  const axis = /[东西经EW]/.test(side) ? 'lon' : /[北南纬NS]/.test(side) ? 'lat' : null;
  const negative = /[西南WS]/.test(side);
  // "-121°W" says the same thing twice or contradicts itself: nobody can tell
  if (negative && sign === '-') return undefined;
  const value = degrees + minutes / 60 + seconds / 3600;
  if (value > (axis === 'lat' ? 90 : 180)) return undefined;
  return { degrees: negative || sign === '-' ? -value : value, axis };
}
