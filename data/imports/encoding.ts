/** Bytes to text: byte-order marks, UTF-8, UTF-16 and GB18030, told apart by the bytes or by the mapping. */
import iconv from 'iconv-lite';

/** A file that can be read more than once: its name for messages, its bytes in chunks. */
export interface ByteSource {
  readonly name: string;
  chunks(): AsyncIterable<Uint8Array>;
}

export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const ALIASES: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  'utf-8-sig': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
};

/** The encoding by any of its usual names, or undefined. */
export function encodingByName(name: string): Encoding | undefined {
  return ALIASES[name.toLowerCase()];
}

/** A byte-order mark decides; without one, bytes that are valid UTF-8 to the last are UTF-8, others GB18030. */
export async function detectEncoding(source: ByteSource): Promise<Encoding> {
  const marked = await byteOrderMark(source);
  if (marked !== undefined) return marked;
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of source.chunks()) utf8.decode(chunk, { stream: true });
    utf8.decode();
    return 'utf-8';
  } catch (error) {
    // Node and browsers throw a TypeError for malformed UTF-8; a failing read is not about the encoding.
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

async function byteOrderMark(source: ByteSource): Promise<Encoding | undefined> {
  const head: number[] = [];
  for await (const chunk of source.chunks()) {
    head.push(...chunk.subarray(0, 2));
    if (head.length >= 2) break;
  }
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
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
