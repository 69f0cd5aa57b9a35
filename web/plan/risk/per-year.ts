/** Probabilities per year as people read them: 3.2×10⁻⁶, about 1 in 310,000. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Two significant digits: 3.2×10⁻⁶; 0 stays 0. */
export function perYear(value: number): string {
  if (value === 0) return '0';
  const [mantissa = '', exponent = '0'] = value.toExponential(1).split('e');
  const power = Number(exponent);
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${mantissa.replace(/\.0$/, '')}×10${power < 0 ? '⁻' : ''}${digits}`;
}

/** The number of years, or of people, of which one is expected; two significant digits. */
export function oneIn(value: number): number {
  return Number((1 / value).toPrecision(2));
}
