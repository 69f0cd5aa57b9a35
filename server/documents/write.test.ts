/** Written documents, read back by other libraries and compared with the value they were written from. */
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../data/documents/document.ts';
import { isDrawable } from './fonts.ts';
import { writeDocument } from './write.ts';

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const REPORT: ReportDocument = {
  title: '临港县安全风险报告',
  subtitle: '一章一乡镇',
  meta: [['编制', '𠮷村规划科']],
  source: '演示城市',
  asOf: new Date('2026-11-22T02:05:00Z'),
  demo: true,
  lang: 'zh',
  contents: true,
  parts: [
    { kind: 'heading', level: 1, text: '石化镇' },
    { kind: 'paragraph', text: '本镇 42 家企业，2 家未评估。' },
    {
      kind: 'gradeBars',
      caption: '企业',
      rows: [{ label: '石化镇', counts: { '1': 3, '2': 5, '3': 12, '4': 20, null: 2 } }],
    },
    {
      kind: 'table',
      caption: '风险最高的企业',
      columns: [
        { label: '名称', width: 3 },
        { label: '等级', type: 'grade' },
        { label: '得分', type: 'number', digits: 1 },
        { label: '人数', type: 'count' },
        { label: '评估日期', type: 'date' },
      ],
      rows: [
        ['=HYPERLINK("x")', 1, 91.25, 12_345, new Date('2026-10-31T17:00:00Z')],
        ['沧澜𠮷化工', null, null, 0, null],
      ],
      totals: ['合计', null, 91.25, 12_345, null],
    },
    { kind: 'picture', png: PNG, widthMm: 40, caption: '石化镇地图', alt: '石化镇的企业按等级' },
    { kind: 'heading', level: 1, text: '滨海镇' },
    { kind: 'keyValues', rows: [['逾期未复评', '7']] },
  ],
};

// the first PDF unpacks its fonts, which a busy machine does slowly
describe('a written document', { timeout: 60_000 }, () => {
  it('is a PDF whose text can be searched, with bookmarks, on numbered pages', async () => {
    const file = await writeDocument(REPORT, 'pdf');
    expect(file.length).toBeLessThan(200_000);
    const pdf = await getDocumentProxy(file.slice());
    const { text } = await extractText(pdf, { mergePages: true });
    const said = text.replace(/\s+/g, '');
    for (const words of ['临港县安全风险报告', '𠮷村规划科', '目录', '石化镇', '91.3', '12345', '2026-11-01'])
      expect(said).toContain(words.replace('12345', '12,345'));
    for (const words of ['模拟数据', '沧澜𠮷化工', '未评估', '逾期未复评', '2026-11-2210:05', '第1页'])
      expect(said).toContain(words);
    expect((await pdf.getOutline())?.map(({ title }) => title)).toEqual(['石化镇', '滨海镇']);
  });

  it('draws rare characters with an outline of their own', async () => {
    for (const char of '𠮷沧澜㎡≤²') expect(await isDrawable(char.codePointAt(0)!)).toBe(true);
  });

  it('is a Word file with headings by style, a list of contents, heads of tables that repeat, and words for pictures', async () => {
    const file = unzipSync(await writeDocument(REPORT, 'docx'));
    const body = strFromU8(file['word/document.xml']!);
    expect(texts(body, 'w:t')).toEqual(
      expect.arrayContaining(['石化镇', '沧澜𠮷化工', '12,345', '2026-11-01']),
    );
    expect(body.match(/w:pStyle w:val="Heading1"/g)).toHaveLength(2);
    expect(body).toContain('w:tblHeader');
    expect(body).toContain('TOC \\');
    expect(body).toContain('descr="石化镇的企业按等级"');
    expect(strFromU8(file['word/styles.xml']!)).toContain('zh-CN');
    const foot = Object.keys(file).find((name) => name.startsWith('word/footer'));
    expect(strFromU8(file[foot!]!)).toContain('PAGE');
  });

  it('is a workbook in which numbers and days are numbers, and what is unknown is empty', async () => {
    const file = unzipSync(await writeDocument(REPORT, 'xlsx'));
    const sheet = strFromU8(file['xl/worksheets/sheet3.xml']!);
    const shared = texts(strFromU8(file['xl/sharedStrings.xml']!), 't');
    const cells = cellsOf(sheet);
    expect(shared).toContain('=HYPERLINK("x")');
    expect(cells.C2).toBe('91.25');
    expect(cells.D2).toBe('12345');
    // days since 1899-12-30, by the clock of China
    expect(cells.E2).toBe(String((Date.UTC(2026, 10, 1) - Date.UTC(1899, 11, 30)) / 86_400_000));
    expect(cells.C3).toBeUndefined();
    expect(cells.D3).toBe('0');
    expect(sheet).toContain('frozen');
    expect(strFromU8(file['xl/workbook.xml']!)).toContain('风险最高的企业');
  });

  it('is CSV in which no text runs as a formula', async () => {
    const said = new TextDecoder().decode(await writeDocument(REPORT, 'csv'));
    expect(said).toContain('名称,等级,得分,人数,评估日期');
    expect(said).toContain(`"'=HYPERLINK(""x"")",红 重大风险,91.25,12345,2026-11-01`);
  });

  it('holds odd text without breaking in any format', async () => {
    const odd = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(odd, odd, async (title, value) => {
        const document: ReportDocument = {
          ...REPORT,
          title,
          contents: false,
          parts: [
            { kind: 'heading', level: 2, text: value },
            { kind: 'table', caption: value, columns: [{ label: title }], rows: [[value]] },
          ],
        };
        await getDocumentProxy((await writeDocument(document, 'pdf')).slice());
        for (const format of ['docx', 'xlsx'] as const) {
          const file = unzipSync(await writeDocument(document, format));
          for (const [name, data] of Object.entries(file))
            if (name.endsWith('.xml')) new SaxesParser().write(strFromU8(data)).close();
        }
      }),
      { numRuns: 5 },
    );
  });

  it('tears a cell that is higher than a page, and loses none of it', async () => {
    const long = '安全风险分级管控'.repeat(900);
    const document: ReportDocument = {
      ...REPORT,
      contents: false,
      parts: [{ kind: 'table', columns: [{ label: '说明' }, { label: '号' }], rows: [[long, '1']] }],
    };
    const pdf = await getDocumentProxy((await writeDocument(document, 'pdf')).slice());
    const { text } = await extractText(pdf, { mergePages: true });
    expect(text.match(/管/g)).toHaveLength(900);
    expect(pdf.numPages).toBeGreaterThan(2);
  });
});

/** Texts of the elements of this name. */
function texts(xml: string, name: string): string[] {
  const found: string[] = [];
  let within = false;
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    if (tag.name !== name) return;
    within = true;
    found.push('');
  });
  parser.on('text', (text) => {
    if (within) found[found.length - 1] += text;
  });
  parser.on('closetag', (tag) => {
    if (tag.name === name) within = false;
  });
  parser.write(xml).close();
  return found;
}

/** Written value by place; texts are numbers of the shared ones. */
function cellsOf(sheet: string): Readonly<Record<string, string | undefined>> {
  const cells = [...sheet.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(?:<v>([^<]*)<\/v>)?/g)];
  return Object.fromEntries(cells.map(([, place, value]) => [place, value]));
}
