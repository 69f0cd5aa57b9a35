/** The digits that every region code inside a region begins with (GB/T 2260: 2 province, 4 city, 6 county, 9 township, 12 village). */

/** Prefix of a right-padded code of 12 digits; a cell's 14 digits are their own prefix. */
export function regionPrefix(code: string): string {
  if (code.length > 12) return code;
  for (const digits of [2, 4, 6, 9]) {
    if (/^0*$/.test(code.slice(digits))) return code.slice(0, digits);
  }
  return code;
}
