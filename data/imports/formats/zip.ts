/**
 * Zip archives (PKWARE APPNOTE 6.3.10, Zip64 included), read through their directory and unpacked while streaming.
 * Everything that an archive may do to whoever unpacks it is judged from the directory, before a byte is unpacked.
 */
import { type ByteSource, decodedBytes } from '../encoding.ts';
import { problem } from '../problem.ts';
import { type Places, placesOf, viewOf } from './bytes.ts';
import { crc32, inflated } from './inflate.ts';
import { LIMITS } from './limits.ts';
import { damaged, Refused, truncated } from './refused.ts';

export interface ZipEntry extends ByteSource {
  /** Bytes unpacked. */
  readonly size: number;
}

interface Listed {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly crc: number;
  readonly method: number;
  readonly headerAt: number;
}

const SIGNATURE = {
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  listed: 0x02014b50,
  local: 0x04034b50,
};
const END_LENGTH = 22;
const COMMENT_LENGTH = 0xffff;
const STORED = 0;
const DEFLATED = 8;
/** Bytes of an archive read at a time. */
const STEP = 1 << 16;
const ARCHIVE = /\.(zip|7z|rar|gz|tgz|bz2|xz|tar|jar|xlsx|xlsm|docx|pptx|ods|kmz)$/i;

/**
 * The files of an archive by their names, folders left out.
 * @throws {Refused} for archives that are broken, encrypted, nested, too large once unpacked, or that name files outside
 */
export async function zipEntries(source: ByteSource): Promise<ZipEntry[]> {
  const places = await placesOf(source);
  const { count, from, length } = await directoryOf(places);
  if (count > LIMITS.entries) throw overEntries();
  const directory = await places.read(from, length);
  if (directory.length < length) throw truncated();
  const listed = listedFiles(directory, count);
  refuseOverlaps(listed, from);
  const files = listed.filter(({ name }) => !name.endsWith('/'));
  return files.map((file) => entryOf(places, file));
}

/** @throws {Refused} for archives inside an archive; workbooks may hold other workbooks, which nobody opens */
export function refuseNested(entries: readonly ByteSource[]): void {
  for (const { name } of entries)
    if (ARCHIVE.test(name)) throw new Refused(problem('archive_nested', { value: name }));
}

const overEntries = () =>
  new Refused(
    problem(
      'over_limit',
      {},
      { what: { zh: '压缩文件中的文件数', en: 'The files in the archive' }, limit: LIMITS.entries },
    ),
  );

/** Where the directory lies, from the record at the end of the archive. */
async function directoryOf(places: Places): Promise<{ count: number; from: number; length: number }> {
  const tailAt = Math.max(0, places.size - END_LENGTH - COMMENT_LENGTH);
  const tail = await places.read(tailAt, places.size - tailAt);
  const view = viewOf(tail);
  let at = tail.length - END_LENGTH;
  while (at >= 0 && view.getUint32(at, true) !== SIGNATURE.end) at -= 1;
  if (at < 0) throw truncated();
  const end = {
    count: view.getUint16(at + 10, true),
    length: view.getUint32(at + 12, true),
    from: view.getUint32(at + 16, true),
  };
  const locatorAt = at - 20;
  if (locatorAt < 0 || view.getUint32(locatorAt, true) !== SIGNATURE.locator64) return within(end, places);
  const end64At = big(view, locatorAt + 8);
  const end64 = await places.read(end64At, 56);
  if (end64.length < 56) throw truncated();
  const view64 = viewOf(end64);
  if (view64.getUint32(0, true) !== SIGNATURE.end64) throw noDirectory();
  return within({ count: big(view64, 32), length: big(view64, 40), from: big(view64, 48) }, places);
}

const noDirectory = () => damaged('压缩文件的目录无法读取', 'the directory of the archive cannot be read');

function within<T extends { readonly from: number; readonly length: number; readonly count: number }>(
  directory: T,
  { size }: Places,
): T {
  if (directory.count > LIMITS.entries) throw overEntries();
  if (directory.from + directory.length > size) throw truncated();
  return directory;
}

function big(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw noDirectory();
  return Number(value);
}

function listedFiles(directory: Uint8Array, count: number): Listed[] {
  const view = viewOf(directory);
  const files: Listed[] = [];
  let at = 0;
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > directory.length || view.getUint32(at, true) !== SIGNATURE.listed) throw noDirectory();
    const flags = view.getUint16(at + 8, true);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
      view.getUint16(at + place, true),
    ) as [number, number, number];
    const nameAt = at + 46;
    const extraAt = nameAt + nameLength;
    if (extraAt + extraLength + commentLength > directory.length) throw noDirectory();
    const name = nameOf(directory.subarray(nameAt, extraAt), (flags & 0x800) !== 0);
    if ((flags & 0x2041) !== 0) throw new Refused(problem('file_encrypted', { value: name }));
    const sizes = sizesOf(view, at, extraAt, extraLength);
    const file = {
      name,
      ...sizes,
      crc: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
    };
    if (unsafe(name)) throw new Refused(problem('archive_unsafe_name', { value: name }));
    total += file.unpacked;
    const bomb = file.unpacked > LIMITS.ratioFrom && file.unpacked > LIMITS.ratio * file.packed;
    if (bomb || total > LIMITS.unpackedBytes) throw tooMuch(name, file.packed, bomb ? file.unpacked : total);
    files.push(file);
    at = extraAt + extraLength + commentLength;
  }
  return files;
}

const MIB = 2 ** 20;

function tooMuch(name: string, packed: number, unpacked: number): Refused {
  const params = { packed: (packed / MIB).toFixed(1), unpacked: (unpacked / MIB).toFixed(1) };
  return new Refused(problem('archive_bomb', { value: name }, params));
}

/** Names are UTF-8 where the entry says so or where they are; else GB18030, as Windows in China writes them. */
function nameOf(bytes: Uint8Array, utf8: boolean): string {
  const text = decodedBytes(bytes, 'utf-8');
  const name = utf8 || !text.includes('\uFFFD') ? text : decodedBytes(bytes, 'gb18030');
  return name.replaceAll('\\', '/');
}

/** Nothing is ever written under these names, but whoever made them meant harm. */
function unsafe(name: string): boolean {
  return (
    name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name.split('/').includes('..')
  );
}

function sizesOf(view: DataView, at: number, extraAt: number, extraLength: number) {
  let packed = view.getUint32(at + 20, true);
  let unpacked = view.getUint32(at + 24, true);
  let headerAt = view.getUint32(at + 42, true);
  const FULL = 0xffffffff;
  let place = extraAt;
  while (place + 4 <= extraAt + extraLength) {
    const [id, length] = [view.getUint16(place, true), view.getUint16(place + 2, true)];
    if (id === 1) {
      let field = place + 4;
      const next = () => {
        if (field + 8 > place + 4 + length) throw noDirectory();
        field += 8;
        return big(view, field - 8);
      };
      if (unpacked === FULL) unpacked = next();
      if (packed === FULL) packed = next();
      if (headerAt === FULL) headerAt = next();
    }
    place += 4 + length;
  }
  return { packed, unpacked, headerAt };
}

/** Entries that share packed bytes unpack to more than any honest archive of that size. */
function refuseOverlaps(files: readonly Listed[], directoryAt: number): void {
  let end = 0;
  for (const { name, headerAt, packed } of files.toSorted((a, b) => a.headerAt - b.headerAt)) {
    if (headerAt < end || headerAt + 30 + packed > directoryAt)
      throw damaged(`“${name}”与其他内容重叠`, `"${name}" overlaps something else`);
    end = headerAt + 30 + packed;
  }
}

function entryOf(places: Places, file: Listed): ZipEntry {
  // the checksum is compared once: later readings unpack the same bytes
  const checked = { done: false };
  return { name: file.name, size: file.unpacked, chunks: () => unpacked(places, file, checked) };
}

/** The bytes of an entry, with its length and its checksum compared. */
async function* unpacked(
  places: Places,
  file: Listed,
  checked: { done: boolean },
): AsyncGenerator<Uint8Array> {
  const local = await places.read(file.headerAt, 30);
  if (local.length < 30) throw truncated();
  const view = viewOf(local);
  if (view.getUint32(0, true) !== SIGNATURE.local) throw noDirectory();
  if (file.method !== STORED && file.method !== DEFLATED)
    throw damaged(`压缩方式 ${file.method} 不支持`, `compression method ${file.method} is not supported`);
  const from = file.headerAt + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = packedBytes(places, from, file.packed);
  let length = 0;
  let crc = 0xffffffff;
  for await (const bytes of file.method === DEFLATED ? inflated(packed, file.name) : packed) {
    length += bytes.length;
    // declared sizes were judged, so nothing may be larger than it declares
    if (length > file.unpacked) throw tooMuch(file.name, file.packed, length);
    if (!checked.done) crc = crc32(crc, bytes);
    yield bytes;
  }
  if (length !== file.unpacked) throw truncated();
  if (!checked.done && (crc ^ 0xffffffff) >>> 0 !== file.crc)
    throw damaged(`“${file.name}”校验和不符`, `the checksum of "${file.name}" does not match`);
  checked.done = true;
}

async function* packedBytes(
  places: Places,
  from: number,
  length: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < length; at += STEP) {
    const bytes = await places.read(from + at, Math.min(STEP, length - at));
    if (bytes.length === 0) throw truncated();
    // a stream takes what it is given away, and the bytes may be lent
    yield new Uint8Array(bytes);
  }
}
