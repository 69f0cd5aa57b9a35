/** The command `fourcolor`: picks the command, opens the database for it, and turns trouble into exit codes. */

import { SqlError, Unavailable } from '../db/errors.ts';
import { Locked } from '../db/lock.ts';
import { openDatabase } from '../open.ts';
import { BadSetting, readSettings } from '../settings.ts';
import { demoCommand } from './demo.ts';
import { exportCommand } from './export.ts';
import { gradeCommand } from './grade.ts';
import { importCommand } from './import.ts';
import { migrateCommand } from './migrate.ts';
import { publishCommand } from './publish.ts';
import { startCommand } from './start.ts';
import { userCommand } from './user.ts';

/** 0 done, 1 data problems and nothing written, 2 usage, 3 no database or file, 130 cancelled. */
export const EXIT = { done: 0, problems: 1, usage: 2, unavailable: 3, cancelled: 130 } as const;

const HELP = `四色图 Fourcolor

  fourcolor start                     启动服务 / start the server
  fourcolor migrate                   升级数据库结构 / bring the schema up to date
  fourcolor demo [--scale N|--clear]  写入（或清除）模拟城市 / fill (or clear) the demo city
  fourcolor import LAYER FILE …       导入 CSV、GeoJSON / import CSV or GeoJSON (import --help)
  fourcolor export LAYER FILE …       导出 CSV、GeoJSON、FlatGeobuf / export (export --help)
  fourcolor grade [--all]             重新评定风险等级 / grade the city again (grade --help)
  fourcolor publish                   发布到公众图层 / publish what the public reads
  fourcolor user add|list|disable …   账户 / accounts (user --help)

环境变量 / environment: PORT HOST DATABASE_URL DATABASE_OWNER_URL FOURCOLOR_DATA FOURCOLOR_DEMO_SCALE
  FOURCOLOR_PUBLIC_URL FOURCOLOR_DEMO_PUBLIC   (.env 亦可 / also from .env)
退出码 / exit: 0 完成 done, 1 数据有误 data problems, 2 用法 usage, 3 无数据库或文件 no database or file, 130 取消 cancelled
`;

const commands = {
  start: startCommand,
  migrate: migrateCommand,
  demo: demoCommand,
  import: importCommand,
  export: exportCommand,
  grade: gradeCommand,
  publish: publishCommand,
  user: userCommand,
} as const;

/** Runs one command line; returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  if (!Object.hasOwn(commands, name)) {
    process.stderr.write(
      `没有这个命令：${name}。见 fourcolor --help\nNo such command: ${name}. See fourcolor --help\n`,
    );
    return EXIT.usage;
  }
  try {
    const command = commands[name as keyof typeof commands];
    return await command(rest, () => openDatabase(readSettings(process.env)));
  } catch (error) {
    return explain(error);
  }
}

/** What a person can do about a failed start; unexpected errors keep their stack. */
function explain(error: unknown): number {
  if (error instanceof BadSetting) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`${(error as Error).message}\n`);
    return EXIT.usage;
  }
  if (code === 'EADDRINUSE') {
    process.stderr.write(
      '端口已被占用：用 PORT=其他端口 再试。\nThe port is in use: try again with another PORT.\n',
    );
    return EXIT.unavailable;
  }
  if (
    error instanceof Locked ||
    error instanceof Unavailable ||
    error instanceof SqlError ||
    code === 'ENOENT'
  ) {
    process.stderr.write(`${(error as Error).message}\n`);
    return EXIT.unavailable;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.unavailable;
}
