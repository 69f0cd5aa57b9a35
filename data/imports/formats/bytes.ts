/** Bytes front to back as many as asked for, or from any place of a file. */
import type { ByteSource } from '../encoding.ts';
import { problem } from '../problem.ts';
import { LIMITS } from './limits.ts';
import { Refused } from './refused.ts';

/** Reads front to back; whoever stops early calls `close`. */
export interface ByteReader {
  /** Bytes taken so far. */
  readonly offset: number;
  /** Exactly so many bytes, or what is left where the file ends before. */
  take(length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function byteReader(source: ByteSource): ByteReader {
  const chunks = source.chunks()[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  let at = 0;
  let offset = 0;
  let ended = false;
  return {
    get offset() {
      return offset;
    },
    async take(length) {
      if (held.length - at < length && !ended) {
        const pieces = [held.subarray(at)];
        let have = held.length - at;
        while (have < length) {
          const next = await chunks.next();
          if (next.done) {
            ended = true;
            break;
          }
          pieces.push(next.value);
          have += next.value.length;
        }
        held = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
        at = 0;
      }
      const taken = held.subarray(at, at + length);
      at += taken.length;
      offset += taken.length;
      return taken;
    },
    async close() {
      await chunks.return?.();
    },
  };
}

/** A file that can be read at any place. */
export interface Places {
  readonly size: number;
  /** The bytes from a place on; fewer only where the file ends. */
  read(from: number, length: number): Promise<Uint8Array>;
}

/** @throws {Refused} when the file cannot be read in places and is too large to hold */
export async function placesOf(source: ByteSource): Promise<Places> {
  const { size } = source;
  if (source.read !== undefined && size !== undefined)
    return { size, read: (from, length) => source.read!(from, length) };
  const pieces: Uint8Array[] = [];
  let have = 0;
  for await (const chunk of source.chunks()) {
    have += chunk.length;
    if (have > LIMITS.heldBytes)
      throw new Refused(
        problem('file_too_large', { value: source.name }, { limit: LIMITS.heldBytes / 2 ** 20 }),
      );
    pieces.push(chunk);
  }
  const whole = Buffer.concat(pieces);
  return { size: whole.length, read: async (from, length) => whole.subarray(from, from + length) };
}

/** Bytes as numbers and texts, little-endian unless said. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes already in memory as a file. */
export function heldSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async *chunks() {
      yield bytes;
    },
    read: async (from, length) => bytes.subarray(from, from + length),
  };
}
