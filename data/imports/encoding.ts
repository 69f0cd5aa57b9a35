/** Bytes to text: byte-order marks, UTF-8, UTF-16 and GB18030, told apart by the bytes or by who states them. */
import iconv from 'iconv-lite';

/** A file that can be read more than once: its name for messages, its bytes in chunks. */
export interface ByteSource {
  readonly name: string;
  chunks(): AsyncIterable<Uint8Array>;
  /** Bytes in all, where that is known beforehand. */
  readonly size?: number;
  /**
   * The bytes from a place on, fewer only at the end. With it archives and GeoPackages are read where they lie;
   * without it they are held in memory, up to a limit.
   */
  read?(from: number, length: number): Promise<Uint8Array>;
}

/** Those told apart by the bytes come first; the others are read where a file or a person states them. */
export const ENCODINGS = [
  'utf-8',
  'gb18030',
  'utf-16le',
  'utf-16be',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-874',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-15',
  'koi8-r',
  'cp437',
  'cp850',
  'cp852',
  'cp866',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Why an encoding is taken: chosen by a person, marked or stated in the file, told by its bytes, or for want of better. */
export type EncodingGround = 'chosen' | 'marked' | 'stated' | 'bytes' | 'assumed';

export interface FoundEncoding {
  readonly name: Encoding;
  readonly ground: EncodingGround;
}

const ALIASES: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  utf8sig: 'utf-8',
  '65001': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  hzgb2312: 'gb18030',
  '936': 'gb18030',
  cp936: 'gb18030',
  '54936': 'gb18030',
  utf16: 'utf-16le',
  ucs2: 'utf-16le',
  '950': 'big5',
  '932': 'shift_jis',
  sjis: 'shift_jis',
  '949': 'euc-kr',
  latin1: 'iso-8859-1',
};
const SPELLED = new Map<string, Encoding>(ENCODINGS.map((name) => [plain(name), name]));

/** The encoding by any of its usual names ("GBK", "ANSI 1251", "ISO 88591"), or undefined. */
export function encodingByName(name: string): Encoding | undefined {
  const bare = plain(name);
  const number = /^(?:ansi|cp|ms|windows|oem|codepage|iso)?(\d+)$/.exec(bare)?.[1];
  for (const one of [bare, ...(number === undefined ? [] : [number, `cp${number}`, `windows${number}`])]) {
    const found = SPELLED.get(one) ?? (Object.hasOwn(ALIASES, one) ? ALIASES[one] : undefined);
    if (found !== undefined) return found;
  }
  return number === undefined ? undefined : SPELLED.get(`iso${number}`);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_\-:]/g, '');
}

/** A byte-order mark decides; without one, bytes that are valid UTF-8 to the last are UTF-8, others GB18030. */
export async function detectEncoding(source: ByteSource): Promise<Encoding> {
  return (await findEncoding(source)).name;
}

/** Bytes looked at for UTF-16 without a mark, and for whether GB18030 makes sense. */
const HEAD = 64 * 1024;

/** The encoding of a text file, and why. Reads to the first byte that is not UTF-8, or to the end. */
export async function findEncoding(source: ByteSource): Promise<FoundEncoding> {
  const head = await headOf(source, HEAD);
  const marked = byteOrderMark(head) ?? unmarkedUtf16(head);
  if (marked !== undefined) return marked;
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of source.chunks()) utf8.decode(chunk, { stream: true });
    utf8.decode();
    return { name: 'utf-8', ground: 'bytes' };
  } catch (error) {
    // Node and browsers throw a TypeError for malformed UTF-8; a failing read is not about the encoding.
    if (!(error instanceof TypeError)) throw error;
  }
  return { name: 'gb18030', ground: looksChinese(head) ? 'bytes' : 'assumed' };
}

/** The first bytes of a file, at most `length`. */
export async function headOf(source: ByteSource, length: number): Promise<Uint8Array> {
  if (source.read !== undefined) return source.read(0, length);
  const pieces: Uint8Array[] = [];
  let have = 0;
  for await (const chunk of source.chunks()) {
    pieces.push(chunk.slice(0, length - have));
    have += chunk.length;
    if (have >= length) break;
  }
  return Buffer.concat(pieces);
}

function byteOrderMark(head: Uint8Array): FoundEncoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', ground: 'marked' };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', ground: 'marked' };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', ground: 'marked' };
  return undefined;
}

/** Separators and line breaks of UTF-16 have a zero byte on one side; a text in another encoding has none at all. */
function unmarkedUtf16(head: Uint8Array): FoundEncoding | undefined {
  const zeros = [0, 0];
  const ascii = [0, 0];
  for (let i = 0; i + 1 < head.length; i += 2) {
    for (const side of [0, 1] as const) {
      const [one, other] = [head[i + side]!, head[i + 1 - side]!];
      if (one === 0 && other >= 9 && other < 0x7f) ascii[side]! += 1;
      if (one === 0) zeros[side]! += 1;
    }
  }
  // zero bytes before the ASCII characters: big-endian
  for (const [side, name] of [
    [1, 'utf-16le'],
    [0, 'utf-16be'],
  ] as const)
    if (ascii[side]! > 0 && zeros[1 - side] === 0 && ascii[side]! * 20 > head.length / 2)
      return { name, ground: 'bytes' };
  return undefined;
}

/** Whether bytes read as GB18030 are mostly the 3,755 commonest characters (rows 16–55 of GB 2312), and none is broken. */
export function looksChinese(bytes: Uint8Array): boolean {
  let common = 0;
  let others = 0;
  let i = 0;
  while (i < bytes.length - 1) {
    const lead = bytes[i]!;
    if (lead < 0x80) {
      i += 1;
      continue;
    }
    const trail = bytes[i + 1]!;
    if (lead === 0x80 || lead === 0xff || trail < 0x30 || trail === 0x7f || trail === 0xff) return false;
    if (trail < 0x40) i += 2;
    // letters, digits and marks of full width and the commoner half of the characters
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3)) common += 1;
    else others += 1;
    i += 2;
  }
  return common > 0 && common >= 3 * others;
}

/** The text in pieces, without its byte-order mark; what cannot be read becomes U+FFFD. */
export async function* decoded(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for await (const chunk of source.chunks()) {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest !== undefined && rest !== '') yield rest;
}

/** A short text at once. */
export function decodedBytes(bytes: Uint8Array, encoding: Encoding): string {
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}
