/** Values over many powers of ten, as people write them. */

/** Three significant digits without a power of ten: 0.0123, 1.23, 123, 12,300. */
export function valueText(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 1000) return Number(value.toPrecision(3)).toLocaleString('en-GB');
  return Math.abs(value) >= 1e-4 ? String(Number(value.toPrecision(3))) : value.toExponential(1);
}
