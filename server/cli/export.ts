/** `fourcolor export`: the selected rows of a layer into a file, whole or not at all. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Text } from '../../data/layer.ts';
import { TABLES, tableById } from '../../data/layers/all.ts';
import { whoOf } from '../accounts.ts';
import { type Database, servant, type Who } from '../db/database.ts';
import { SqlError, Unavailable } from '../db/errors.ts';
import { Locked } from '../db/lock.ts';
import { exportAbout, type RowSource } from '../exports/about.ts';
import { EXPORT_FORMATS, type ExportFormat, exportPieces, FORMAT_ABOUT } from '../exports/formats.ts';
import { type ExportRow, exportReading, exportRows } from '../exports/rows.ts';
import { BadParameter, NotFound } from '../failure.ts';
import { asBadParameter, type ItemsQuery, itemsQuery } from '../ogc/items-query.ts';
import type { OpenedDatabase } from '../open.ts';
import { type Console, processConsole } from './console.ts';

const HELP = `fourcolor export LAYER FILE [--format csv|geojson|flatgeobuf] [--filter CQL2] [--bbox W,S,E,N]
                 [--as USER] [--no-mark] [--json] [--lang zh|en]

  LAYER       ${TABLES.map((layer) => layer.id).join(' ')}
  FILE        .csv、.geojson 或 .fgb；- 为标准输出 / - is standard output
  --format    省略时按文件名 / by the file's name when left out
  --filter    CQL2 文本 / CQL2 text, as "grade = 1 and sector = 'hazmat'"
  --bbox      经纬度范围 / box in degrees, longitude first
  --as        以该用户的权限读取 / read with this user's rights
  --no-mark   CSV 不带 UTF-8 标记 / a CSV without the UTF-8 mark
  --json      结果为 JSON / the result as JSON
退出码 / exit: 0 完成 done, 2 用法 usage, 3 无数据库或无法写文件 no database or file, 130 取消 cancelled
`;

type Exit = 0 | 2 | 3 | 130;

/** What `--json` answers. */
interface ExportReport {
  readonly ok: boolean;
  readonly layer: string;
  readonly format: ExportFormat | null;
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sources: readonly RowSource[];
  readonly problem: { readonly code: string; readonly message: Text } | null;
}

interface Order {
  readonly layer: string;
  readonly file: string;
  readonly format: ExportFormat;
  readonly filter: string | undefined;
  readonly bbox: string | undefined;
  readonly as: string | undefined;
  readonly mark: boolean;
}

/** Runs `fourcolor export …`; resolves to the exit code. */
export async function exportCommand(
  args: string[],
  open: () => Promise<OpenedDatabase>,
  terminal: Console = processConsole(),
): Promise<Exit> {
  const lang = args[args.indexOf('--lang') + 1];
  const stated = args.includes('--lang') && (lang === 'zh' || lang === 'en');
  const console: Console = stated ? { ...terminal, language: lang } : terminal;
  const json = args.includes('--json');
  const said: { report: ExportReport } = { report: { ...NOTHING, layer: '' } };
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort(new Cancelled());
  process.once('SIGINT', cancel);
  let opened: OpenedDatabase | undefined;
  const refuse = (exit: Exit, code: string, message: Text): Exit => {
    if (json) console.out(`${JSON.stringify({ ...said.report, problem: { code, message } })}\n`);
    else console.err(`${message[console.language]}\n`);
    return exit;
  };
  try {
    const order = orderOf(args);
    if (order === 'help') {
      console.out(HELP);
      return 0;
    }
    said.report = { ...NOTHING, layer: order.layer, file: order.file, format: order.format };
    if (tableById(order.layer) === undefined) throw unknownLayer(order.layer);
    opened = await open();
    const { database } = opened;
    const who = order.as === undefined ? servant('admin', 'export') : await whoOf(database, order.as);
    if (who === undefined)
      throw new Usage('unknown_user', {
        zh: `没有用户“${order.as}”，或已停用。`,
        en: `There is no user "${order.as}", or the account is disabled.`,
      });
    const report = await write(database, who, order, cancelling.signal, console);
    // what went to standard output is the file
    if (order.file === '-') return 0;
    if (json) console.out(`${JSON.stringify(report)}\n`);
    else console.out(summary(report)[console.language]);
    return 0;
  } catch (error) {
    if (cancelling.signal.aborted) return 130;
    if (error instanceof Usage) return refuse(2, error.code, error.text);
    if (error instanceof NotFound) {
      const { code, text } = unknownLayer(said.report.layer);
      return refuse(2, code, text);
    }
    if (error instanceof BadParameter) {
      const first = error.details.errors?.[0];
      if (first !== undefined) return refuse(2, first.code, first.message);
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('ERR_PARSE_ARGS')) return refuse(2, 'usage', same((error as Error).message));
    if (error instanceof Unavailable || error instanceof Locked || error instanceof SqlError)
      return refuse(3, 'database_unavailable', same(error.message));
    if (/^E[A-Z]+$/.test(code)) return refuse(3, 'file_unwritable', same((error as Error).message));
    throw error;
  } finally {
    process.off('SIGINT', cancel);
    await opened?.close();
  }
}

const NOTHING = {
  ok: false,
  format: null,
  file: '',
  rows: 0,
  bytes: 0,
  sources: [],
  problem: null,
} as const;

class Cancelled extends Error {}

/** The order cannot be carried out as given. */
class Usage extends Error {
  readonly code: string;
  readonly text: Text;
  constructor(code: string, text: Text) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}

const same = (text: string): Text => ({ zh: text, en: text });
const unknownLayer = (id: string) =>
  new Usage('unknown_layer', { zh: `没有图层“${id}”。`, en: `There is no layer "${id}".` });

function orderOf(args: string[]): Order | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      filter: { type: 'string' },
      bbox: { type: 'string' },
      as: { type: 'string' },
      'no-mark': { type: 'boolean' },
      json: { type: 'boolean' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const [layer, file, ...rest] = positionals;
  if (layer === undefined || file === undefined || rest.length > 0)
    throw new Usage('usage', {
      zh: '用法：fourcolor export LAYER FILE',
      en: 'Usage: fourcolor export LAYER FILE',
    });
  const ending = extname(file).slice(1).toLowerCase();
  const wanted = values.format ?? (ending === 'json' ? 'geojson' : ending);
  const format = EXPORT_FORMATS.find((one) => one === wanted || FORMAT_ABOUT[one].ending === wanted);
  if (format === undefined)
    throw new Usage('format_unknown', {
      zh: `不认识的格式“${wanted}”。可用：${EXPORT_FORMATS.join('、')}。`,
      en: `Unknown format "${wanted}". Known: ${EXPORT_FORMATS.join(', ')}.`,
    });
  const { filter, bbox, as } = values;
  return { layer, file, format, filter, bbox, as, mark: !values['no-mark'] };
}

/** Writes beside the file and gives it the name at the end, so that nobody reads half of it. */
async function write(
  database: Database,
  who: Who,
  order: Order,
  signal: AbortSignal,
  console: Console,
): Promise<ExportReport> {
  const { layer, file, format, filter, bbox, mark } = order;
  const reading = exportReading(layer, who);
  const wanted: ItemsQuery = itemsQuery({ filter, bbox, limit: 1, offset: 0 }, reading);
  const about = await exportAbout(database, who, wanted).catch((error) => {
    throw asBadParameter(error);
  });
  const counts = { rows: 0, bytes: 0 };
  async function* counted(chunks: AsyncIterable<readonly ExportRow[]>) {
    for await (const rows of chunks) {
      signal.throwIfAborted();
      counts.rows += rows.length;
      yield rows;
      if (console.terminal && file !== '-') console.err(`\r\u001b[K${counts.rows}`);
    }
  }
  const pieces = exportPieces(format, reading, about, counted(exportRows(database, who, wanted)), { mark });
  async function* measured() {
    for await (const piece of pieces) {
      counts.bytes += piece.length;
      yield piece;
    }
  }
  if (file === '-') {
    for await (const piece of measured()) console.out(piece);
  } else {
    const draft = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
    try {
      await pipeline(measured(), createWriteStream(draft), { signal });
      await rename(draft, file);
    } finally {
      await rm(draft, { force: true });
    }
  }
  if (console.terminal && file !== '-') console.err('\r\u001b[K');
  return { ok: true, layer, format, file, ...counts, sources: about.sources, problem: null };
}

function summary({ layer, file, rows, bytes, sources }: ExportReport): Text {
  const label = tableById(layer)!.label;
  const terms = sources.map(({ name, licence, attribution }) =>
    [name, licence, attribution].filter((one) => one !== null).join(' · '),
  );
  const of = terms.map((line) => `  ${line}\n`).join('');
  return {
    zh: `已导出 ${label.zh} ${rows} 条（${bytes} 字节）→ ${file}\n${of === '' ? '' : `来源：\n${of}`}`,
    en: `Exported ${label.en}, ${rows} rows (${bytes} bytes) → ${file}\n${of === '' ? '' : `Sources:\n${of}`}`,
  };
}
