/** Packed bytes to plain ones, and their checksum. */
import { damaged, type Refused, truncated } from './refused.ts';

/** Raw DEFLATE (RFC 1951) by the runtime's own stream, which takes no more than it has room to give. */
export async function* inflated(
  packed: AsyncIterable<Uint8Array<ArrayBuffer>>,
  name: string,
): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let unread: unknown;
  const feed = async () => {
    try {
      for await (const bytes of packed) {
        // a stream that was broken off says so to whoever reads
        const taken = await writer.write(bytes).then(
          () => true,
          () => false,
        );
        if (!taken) return;
      }
      await writer.close().catch(() => undefined);
    } catch (error) {
      unread = error;
      await writer.abort(error).catch(() => undefined);
    }
  };
  const feeding = feed();
  try {
    for (;;) {
      const next = await reader.read().catch((error: unknown) => {
        throw unread ?? spoilt(error, name);
      });
      if (next.done) break;
      yield next.value;
    }
    if (unread !== undefined) throw unread;
  } finally {
    await reader.cancel().catch(() => undefined);
    await feeding;
  }
}

/** The runtime's errors say what is wrong with the bytes; nothing else can fail there. */
function spoilt(error: unknown, name: string): Refused {
  const early = error instanceof Error && /unexpected end|Z_BUF_ERROR/i.test(error.message);
  return early ? truncated() : damaged(`“${name}”无法解压`, `"${name}" cannot be unpacked`);
}

/** Tables for eight bytes at a time (Kounavis and Berry, 2005). */
const CRC = (() => {
  const tables = new Int32Array(8 * 256);
  for (let n = 0; n < 256; n += 1) {
    let value = n;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[n] = value;
  }
  for (let n = 256; n < 8 * 256; n += 1) {
    const before = tables[n - 256]!;
    tables[n] = (before >>> 8) ^ tables[before & 0xff]!;
  }
  return tables;
})();

/** CRC-32 of more bytes after those of `crc`; begins with and ends in its complement. */
export function crc32(crc: number, bytes: Uint8Array): number {
  let value = crc;
  let i = 0;
  for (; i + 8 <= bytes.length; i += 8) {
    value ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    value =
      CRC[1792 + (value & 0xff)]! ^
      CRC[1536 + ((value >>> 8) & 0xff)]! ^
      CRC[1280 + ((value >>> 16) & 0xff)]! ^
      CRC[1024 + (value >>> 24)]! ^
      CRC[768 + bytes[i + 4]!]! ^
      CRC[512 + bytes[i + 5]!]! ^
      CRC[256 + bytes[i + 6]!]! ^
      CRC[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i += 1) value = (value >>> 8) ^ CRC[(value ^ bytes[i]!) & 0xff]!;
  return value;
}
