/** A PNG that says how many pixels it has to the inch, so that it prints at the size of its paper (PNG 3rd edition, 11.3.4.3). */

const HEAD_BYTES = 33;

/** The file with a pHYs chunk behind its head. */
export function withDensity(png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  const perMetre = Math.round(dpi / 0.0254);
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  // the unit is the metre
  chunk[16] = 1;
  view.setUint32(17, crc32(chunk.subarray(4, 17)));
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, HEAD_BYTES));
  out.set(chunk, HEAD_BYTES);
  out.set(png.subarray(HEAD_BYTES), HEAD_BYTES + chunk.length);
  return out;
}

/** CRC-32 of ISO 3309 (PNG 3rd edition, annex D). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
