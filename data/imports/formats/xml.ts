/** XML read in a stream: no document types, no entities, no depth or text without end. */
import { SaxesParser } from 'saxes';
import {
  type ByteSource,
  decoded,
  decodedBytes,
  type Encoding,
  encodingByName,
  type FoundEncoding,
  findEncoding,
  headOf,
} from '../encoding.ts';
import { problem } from '../problem.ts';
import { LIMITS } from './limits.ts';
import { Refused } from './refused.ts';

export interface XmlHandlers {
  /** An element begins; its name without prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** An element ends. */
  close(name: string): void;
  /** Text between tags, as one piece. */
  text(text: string): void;
}

export interface XmlLimits {
  /** Characters of one text or tag. */
  readonly length: number;
}

/** Characters given to the parser at a time, so that a text without end is noticed. */
const STEP = 1 << 16;

/**
 * Reads the document and calls the handlers; gives after each piece, so that whoever collects can hand on.
 * @throws {Refused} for what is not XML, and for documents that declare a type or entities
 */
export async function* readXml(
  source: ByteSource,
  encoding: Encoding,
  handlers: XmlHandlers,
  { length: limit }: XmlLimits,
): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  let depth = 0;
  let heard = 0;
  let refused: Refused | undefined;
  parser.on('error', (error) => {
    const detail = error.message
      .replace(/^(\d+:)*\d*:?\s*/, '')
      .replace(/\.$/, '')
      .slice(0, 160);
    refused ??= new Refused(problem('xml_syntax', {}, { line: parser.line, detail }));
  });
  parser.on('doctype', () => {
    refused ??= new Refused(problem('xml_entities', {}));
  });
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    heard += 1;
    depth += 1;
    if (depth > LIMITS.xmlDepth)
      refused ??= new Refused(
        problem(
          'over_limit',
          {},
          { what: { zh: 'XML 的层数', en: 'The levels of the XML' }, limit: LIMITS.xmlDepth },
        ),
      );
    if (refused === undefined) handlers.open(localName(name), attributes);
    if (isSelfClosing) return;
  });
  parser.on('closetag', ({ name }) => {
    heard += 1;
    depth -= 1;
    if (refused === undefined) handlers.close(localName(name));
  });
  const texts = (text: string) => {
    heard += 1;
    if (refused === undefined) handlers.text(text);
  };
  parser.on('text', texts);
  parser.on('cdata', texts);
  let begun = '';
  let unheard = 0;
  for await (const piece of decoded(source, encoding))
    for (let at = 0; at < piece.length; at += STEP) {
      const part = piece.length <= STEP ? piece : piece.slice(at, at + STEP);
      // before the parser takes the declaration in, which may be as long as the file
      if (depth === 0 && begun.length < STEP) begun += part.slice(0, STEP);
      if (depth === 0 && /<!(DOCTYPE|ENTITY)/i.test(begun.replaceAll(/<!--[\s\S]*?-->/g, '')))
        throw new Refused(problem('xml_entities', {}));
      const before = heard;
      parser.write(part);
      if (refused !== undefined) throw refused;
      unheard = heard === before ? unheard + part.length : 0;
      if (unheard > limit + STEP) throw new Refused(problem('cell_too_long', {}, { limit }));
      yield;
    }
  parser.close();
  if (refused !== undefined) throw refused;
  yield;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** As the byte-order mark or the declaration states it; else as for any text. */
export async function xmlEncoding(source: ByteSource): Promise<FoundEncoding> {
  const head = await headOf(source, 1024);
  const declared = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(
    decodedBytes(head, 'iso-8859-1'),
  )?.[1];
  const stated = declared === undefined ? undefined : encodingByName(declared);
  if (stated !== undefined && !stated.startsWith('utf-16')) return { name: stated, ground: 'stated' };
  return findEncoding(source);
}
