/** One table of a FlatBuffer (https://flatbuffers.dev), read where it lies; places outside the buffer throw RangeError. */
import { decodedBytes } from '../encoding.ts';
import { viewOf } from './bytes.ts';

export class FlatTable {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly at: number;

  private constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.at = at;
  }

  /** The root table of a buffer without its size in front. */
  static root(bytes: Uint8Array): FlatTable {
    return new FlatTable(bytes, viewOf(bytes).getUint32(0, true));
  }

  /** Where field `n` lies; undefined when the table does not have it. */
  private field(n: number): number | undefined {
    const names = this.at - this.view.getInt32(this.at, true);
    const length = this.view.getUint16(names, true);
    if (4 + 2 * n + 2 > length) return undefined;
    const offset = this.view.getUint16(names + 4 + 2 * n, true);
    return offset === 0 ? undefined : this.at + offset;
  }

  uint8(n: number, otherwise: number): number {
    const at = this.field(n);
    return at === undefined ? otherwise : this.view.getUint8(at);
  }

  uint16(n: number, otherwise: number): number {
    const at = this.field(n);
    return at === undefined ? otherwise : this.view.getUint16(at, true);
  }

  int32(n: number, otherwise: number): number {
    const at = this.field(n);
    return at === undefined ? otherwise : this.view.getInt32(at, true);
  }

  uint64(n: number): number {
    const at = this.field(n);
    return at === undefined ? 0 : Number(this.view.getBigUint64(at, true));
  }

  text(n: number): string | null {
    const bytes = this.octets(n);
    return bytes === null ? null : decodedBytes(bytes, 'utf-8');
  }

  octets(n: number): Uint8Array | null {
    const list = this.list(n, 1);
    return list === null ? null : this.bytes.subarray(list.from, list.from + list.length);
  }

  /** Numbers of eight bytes. */
  doubles(n: number): Float64Array | null {
    const list = this.list(n, 8);
    return (
      list &&
      Float64Array.from({ length: list.length }, (_, i) => this.view.getFloat64(list.from + 8 * i, true))
    );
  }

  uint32s(n: number): number[] | null {
    const list = this.list(n, 4);
    return (
      list && Array.from({ length: list.length }, (_, i) => this.view.getUint32(list.from + 4 * i, true))
    );
  }

  table(n: number): FlatTable | null {
    const at = this.field(n);
    return at === undefined ? null : new FlatTable(this.bytes, at + this.view.getUint32(at, true));
  }

  tables(n: number): FlatTable[] {
    const list = this.list(n, 4);
    if (list === null) return [];
    return Array.from({ length: list.length }, (_, i) => {
      const at = list.from + 4 * i;
      return new FlatTable(this.bytes, at + this.view.getUint32(at, true));
    });
  }

  private list(n: number, bytesEach: number): { from: number; length: number } | null {
    const at = this.field(n);
    if (at === undefined) return null;
    const vector = at + this.view.getUint32(at, true);
    const length = this.view.getUint32(vector, true);
    if (vector + 4 + length * bytesEach > this.bytes.length) throw new RangeError('list');
    return { from: vector + 4, length };
  }
}
