/** The parts of a workbook besides its sheets: their list, the shared texts, the number formats (ECMA-376 part 1). */
import type { ByteSource } from '../encoding.ts';
import { problem } from '../problem.ts';
import { LIMITS } from './limits.ts';
import { damaged, Refused } from './refused.ts';
import { type NumberStyle, numberStyle, unescaped } from './xlsx-cells.ts';
import { readXml, type XmlHandlers, xmlEncoding } from './xml.ts';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly file: ByteSource;
}

export interface Workbook {
  /** Worksheets, those that are shown first. */
  readonly sheets: readonly Sheet[];
  readonly date1904: boolean;
  styles(): Promise<readonly NumberStyle[]>;
  /** Texts that cells refer to by number; kept once read. */
  texts(): Promise<readonly string[]>;
}

/** Whether an archive is a workbook of this kind. */
export function isWorkbook(entries: readonly ByteSource[]): boolean {
  return entries.some(({ name }) => /^(\/?xl)\/workbook\w*\.xml$/i.test(name));
}

export async function openWorkbook(entries: readonly ByteSource[]): Promise<Workbook> {
  const part = (path: string) => entries.find(({ name }) => name.toLowerCase() === path.toLowerCase());
  const main = entries.find(({ name }) => /^\/?xl\/workbook\w*\.xml$/i.test(name));
  if (main === undefined) throw damaged('缺少 workbook.xml', 'workbook.xml is missing');
  const relations = part(main.name.replace(/([^/]+)$/, '_rels/$1.rels'));
  const targets = new Map<string, { target: string; type: string }>();
  const base = main.name.slice(0, main.name.lastIndexOf('/') + 1);
  if (relations !== undefined)
    await xml(relations, {
      open(name, { Id: id, Target: target, Type: type }) {
        if (name !== 'Relationship' || id === undefined || target === undefined) return;
        targets.set(id, {
          target: target.startsWith('/') ? target.slice(1) : `${base}${target}`,
          type: type ?? '',
        });
      },
    });
  const sheets: Sheet[] = [];
  let date1904 = false;
  await xml(main, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true|on)$/i.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = targets.get(
        attributes['r:id'] ?? attributes['relationships:id'] ?? anyId(attributes) ?? '',
      );
      const file = relation && part(relation.target);
      // sheets of charts and macros hold no rows
      if (file === undefined || !/\/worksheet$/.test(relation!.type)) return;
      if (sheets.length >= LIMITS.sheets) throw over({ zh: '工作表数', en: 'The sheets' }, LIMITS.sheets);
      sheets.push({
        name: attributes.name ?? file.name,
        hidden: (attributes.state ?? 'visible') !== 'visible',
        file,
      });
    },
  });
  const other = (type: string) => [...targets.values()].find((one) => one.type.endsWith(type));
  const named = (type: string) => {
    const found = other(type);
    return found && part(found.target);
  };
  let texts: Promise<readonly string[]> | undefined;
  return {
    sheets: sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden)),
    date1904,
    styles: () => stylesOf(named('/styles')),
    texts: () => (texts ??= textsOf(named('/sharedStrings'))),
  };
}

function anyId(attributes: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
}

function over(what: { zh: string; en: string }, limit: number): Refused {
  return new Refused(problem('over_limit', {}, { what, limit }));
}

async function xml(file: ByteSource, handlers: Partial<XmlHandlers>): Promise<void> {
  const none = () => undefined;
  const all = { open: none, close: none, text: none, ...handlers };
  const { name } = await xmlEncoding(file);
  for await (const _ of readXml(file, name, all, { length: LIMITS.cellLength }));
}

async function stylesOf(file: ByteSource | undefined): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  if (file !== undefined)
    await xml(file, {
      open(name, attributes) {
        const id = Number(attributes.numFmtId ?? 0);
        if (name === 'numFmt') codes.set(id, attributes.formatCode ?? '');
        else if (name === 'cellXfs') inCells = true;
        else if (name === 'xf' && inCells && styles.length < 100_000)
          styles.push(numberStyle(id, codes.get(id)));
      },
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    });
  return styles;
}

async function textsOf(file: ByteSource | undefined): Promise<readonly string[]> {
  const texts: string[] = [];
  let total = 0;
  let text = '';
  let inText = false;
  let phonetic = false;
  if (file !== undefined)
    await xml(file, {
      open(name) {
        if (name === 'si') text = '';
        else if (name === 't') inText = true;
        else if (name === 'rPh') phonetic = true;
      },
      text(piece) {
        if (inText && !phonetic) text += piece;
        if (text.length > LIMITS.cellLength)
          throw new Refused(problem('cell_too_long', {}, { limit: LIMITS.cellLength }));
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') phonetic = false;
        else if (name === 'si') {
          total += text.length + 8;
          if (total > LIMITS.sharedLength)
            throw over({ zh: '工作簿中文本的总长度', en: 'The texts of the workbook' }, LIMITS.sharedLength);
          texts.push(unescaped(text));
        }
      },
    });
  return texts;
}
