/** `fourcolor import`: a file into a layer; shows what would happen, asks on a terminal, writes all or nothing. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ByteSource } from '../../data/imports/encoding.ts';
import { type Mapping, parseMapArgument, parseMapping } from '../../data/imports/mapping.ts';
import { ImportUsage, type Problem, problem } from '../../data/imports/problem.ts';
import { TABLES, tableById } from '../../data/layers/all.ts';
import { whoOf } from '../accounts.ts';
import { servant, type Who } from '../db/database.ts';
import { SqlError, Unavailable } from '../db/errors.ts';
import { Locked } from '../db/lock.ts';
import { fileSource } from '../imports/folder.ts';
import { type ImportOrder, type ImportReport, runImport } from '../imports/run.ts';
import type { OpenedDatabase } from '../open.ts';
import { type Console, type Language, processConsole } from './console.ts';
import { problemLines, SUMMARY_QUESTION, summary } from './import-report.ts';
import { undoCommand } from './import-undo.ts';

const HELP = `fourcolor import LAYER FILE [--mapping m.json | --map name=列,…] [--source NAME] [--crs CRS] [--encoding NAME]
                 [--sheet NAME] [--dry-run] [--yes] [--repair] [--skip-rejected] [--as USER] [--json] [--lang zh|en]
fourcolor import undo ID [--as USER] [--json]

  LAYER       ${TABLES.map((layer) => layer.id).join(' ')}
  FILE        CSV TSV Excel(.xlsx) GeoJSON Shapefile(.shp .zip) GeoPackage KML KMZ FlatGeobuf
  undo ID     撤销一次导入 / take an import back as a whole
  --mapping   映射文件，见 docs/import.md / mapping file, see docs/import.md
  --map       字段=列,… / field=column,…
  --source    数据来源的名称 / name of the data's source
  --crs       坐标系：WGS84 CGCS2000 GCJ-02 BD-09 EPSG:4549 … / coordinate system
  --encoding  文字编码：utf-8 gb18030 utf-16le … / encoding of the text
  --sheet     工作表、图层或压缩包内的文件 / sheet, layer or file of an archive
  --dry-run   只检查，不写入 / check everything, write nothing
  --yes       不询问 / do not ask
  --repair    修复无效边界 / put invalid borders right
  --skip-rejected  只写入正确的行 / write the good rows, leave the others out
  --as        以该用户的权限写入 / write with this user's rights
  --json      结果为 JSON / the result as JSON
退出码 / exit: 0 完成 done, 1 数据有误且未写入 data problems, nothing written, 2 用法 usage,
             3 无数据库或文件 no database or file, 130 取消 cancelled
`;

type Exit = 0 | 1 | 2 | 3 | 130;

/** Runs `fourcolor import …`; resolves to the exit code. */
export async function importCommand(
  args: string[],
  open: () => Promise<OpenedDatabase>,
  console: Console = processConsole(),
): Promise<Exit> {
  if (args[0] === 'undo') return undoCommand(args.slice(1), open, console);
  const order = await orderOf(args, console);
  if (typeof order === 'number') return order;
  const { json, language } = order;
  const fail = (code: Exit, problems: readonly Problem[]): Exit => {
    if (json) console.out(`${JSON.stringify(refused(order, problems))}\n`);
    else console.err(problemLines(problems, language));
    return code;
  };
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort(new Cancelled());
  process.once('SIGINT', cancel);
  let opened: OpenedDatabase | undefined;
  try {
    if (order.problems.length > 0) return fail(order.exit, order.problems);
    opened = await open();
    const who = await rightsOf(opened, order.as);
    if (who === undefined) return fail(2, [problem('unknown_user', { value: order.as })]);
    const run = { ...order.run!, signal: cancelling.signal, ...progressOn(console) };
    const { database } = opened;
    let report: ImportReport;
    if (console.terminal && !order.yes && !run.dryRun) {
      report = await runImport(database, who, { ...run, dryRun: true });
      if (report.ok) {
        console.err(`${CLEAR}${summary(report, order.language)}`);
        const answer = await console.ask(SUMMARY_QUESTION[order.language]);
        if (!/^(y|yes|是|好|确定)$/i.test(answer.trim())) return 130;
        report = await runImport(database, who, run);
      }
    } else report = await runImport(database, who, run);
    if (console.terminal) console.err(CLEAR);
    console.out(json ? `${JSON.stringify(report)}\n` : summary(report, order.language));
    return report.ok ? 0 : 1;
  } catch (error) {
    if (error instanceof Cancelled) return 130;
    if (error instanceof ImportUsage) return fail(2, error.problems);
    if (error instanceof Unavailable || error instanceof Locked || error instanceof SqlError)
      return fail(3, [problem('database_unavailable', {}, { detail: error.message })]);
    throw error;
  } finally {
    process.off('SIGINT', cancel);
    await opened?.close();
  }
}

/** Back to the start of the progress line, and the line away. */
const CLEAR = '\r\u001b[K';

class Cancelled extends Error {}

interface Order {
  readonly json: boolean;
  readonly yes: boolean;
  readonly language: Language;
  readonly as: string | undefined;
  readonly layer: string;
  readonly dryRun: boolean;
  readonly run?: ImportOrder;
  /** Why it cannot be carried out; empty when it can. */
  readonly problems: readonly Problem[];
  readonly exit: Exit;
}

/** The arguments as an order; a number when there is nothing more to do. */
async function orderOf(args: string[], console: Console): Promise<Order | Exit> {
  let parsed: ReturnType<typeof parsedArguments>;
  try {
    parsed = parsedArguments(args);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const json = args.includes('--json');
    const layer = '';
    return {
      json,
      layer,
      yes: false,
      dryRun: false,
      as: undefined,
      language: console.language,
      ...usage(problem('usage', {}, { detail })),
    };
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.out(HELP);
    return 0;
  }
  const common = {
    json: values.json ?? false,
    yes: values.yes ?? false,
    dryRun: values['dry-run'] ?? false,
    language: values.lang === 'en' || values.lang === 'zh' ? values.lang : console.language,
    as: values.as,
    layer: positionals[0] ?? '',
  };
  const [layerId, path, ...rest] = positionals;
  if (layerId === undefined || path === undefined || rest.length > 0)
    return { ...common, ...usage(problem('usage', {}, { detail: 'fourcolor import LAYER FILE' })) };
  if (values.mapping !== undefined && values.map !== undefined)
    return { ...common, ...usage(problem('usage', {}, { detail: '--mapping, --map' })) };
  const layer = tableById(layerId);
  if (layer === undefined) {
    const allowed = TABLES.map((one) => one.id).join(', ');
    return { ...common, ...usage(problem('unknown_layer', { value: layerId }, { allowed })) };
  }
  try {
    const file = await fileAt(path);
    const text = values.mapping === undefined ? undefined : await readFile(values.mapping, 'utf8');
    const mapping = withOptions(mappingOf(text, values.map), values);
    const run: ImportOrder = {
      layer,
      file,
      mapping,
      dryRun: common.dryRun,
      repair: values.repair ?? false,
      skipRejected: values['skip-rejected'] ?? false,
    };
    return { ...common, run, problems: [], exit: 0 };
  } catch (error) {
    if (error instanceof ImportUsage) return { ...common, ...usage(...error.problems) };
    const detail = error instanceof Error ? error.message : String(error);
    return { ...common, problems: [problem('file_unreadable', { value: path }, { detail })], exit: 3 };
  }
}

function parsedArguments(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      map: { type: 'string' },
      source: { type: 'string' },
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean', short: 'y' },
      repair: { type: 'boolean' },
      'skip-rejected': { type: 'boolean' },
      crs: { type: 'string' },
      encoding: { type: 'string' },
      sheet: { type: 'string' },
      as: { type: 'string' },
      json: { type: 'boolean' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

const usage = (...problems: Problem[]) => ({ problems, exit: 2 }) as const;

function mappingOf(mappingText: string | undefined, map: string | undefined): Mapping | undefined {
  if (mappingText !== undefined) return parseMapping(mappingText);
  return map === undefined ? undefined : parseMapArgument(map);
}

/** Options say what a mapping could; they are no mapping of columns: without fields these are matched by name. */
function withOptions(
  mapping: Mapping | undefined,
  { source, crs, encoding, sheet }: ReturnType<typeof parsedArguments>['values'],
): Mapping | undefined {
  const said = {
    ...(source !== undefined && { source }),
    ...(crs !== undefined && { crs }),
    ...(encoding !== undefined && { encoding }),
    ...(sheet !== undefined && { sheet }),
  };
  return Object.keys(said).length === 0 ? mapping : { ...mapping, ...said };
}

/** The file, and beside a .shp its other parts. */
async function fileAt(path: string): Promise<ByteSource | ByteSource[]> {
  const found = await stat(path);
  if (!found.isFile()) throw new Error(`not a file: ${path}`);
  const whole = fileSource(path, basename(path), found.size);
  if (!/\.shp$/i.test(path)) return whole;
  const stem = basename(path).slice(0, -4).toLowerCase();
  const names = (await readdir(dirname(path))).filter(
    (name) =>
      name !== basename(path) && /\.(dbf|prj|cpg)$/i.test(name) && name.slice(0, -4).toLowerCase() === stem,
  );
  const parts = names.map(async (name) => {
    const part = join(dirname(path), name);
    return fileSource(part, name, (await stat(part)).size);
  });
  return [whole, ...(await Promise.all(parts))];
}

async function rightsOf(opened: OpenedDatabase, username: string | undefined): Promise<Who | undefined> {
  return username === undefined ? servant('admin', 'import') : await whoOf(opened.database, username);
}

/** An order that was not carried out, in the shape of every report. */
function refused(order: Order, problems: readonly Problem[]): ImportReport {
  const nothing = { rows: 0, inserted: 0, updated: 0, unchanged: 0, rejected: 0, repaired: 0 };
  return { ok: false, dryRun: order.dryRun, layer: order.layer, ...nothing, problems, importId: '' };
}

function progressOn(console: Console): Pick<ImportOrder, 'onProgress'> {
  if (!console.terminal) return {};
  const words = { read: { zh: '已读取', en: 'read' }, write: { zh: '正在写入', en: 'writing' } };
  return {
    onProgress: ({ step, rows }) => console.err(`${CLEAR}${words[step][console.language]} ${rows}`),
  };
}
