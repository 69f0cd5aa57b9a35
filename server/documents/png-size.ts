/** Width and height of a PNG, out of its first chunk (PNG 3rd edition, 11.2.1). */
import { Failure } from '../failure.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** In pixels. @throws {Failure} when it is no PNG */
export function pngSize(png: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.length < 24 || SIGNATURE.some((byte, at) => png[at] !== byte)) throw new Failure('invalid');
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
