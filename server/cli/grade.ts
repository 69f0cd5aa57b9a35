/** `fourcolor grade`: grades the whole city again, or named objects. */
import { parseArgs } from 'node:util';
import { servant } from '../db/database.ts';
import { regradeCity, regradeObjects } from '../grading/engine.ts';
import type { OpenedDatabase } from '../open.ts';

const HELP = `fourcolor grade [--all] [--object LAYER/ID ...] [--json]

  --all       也评定尚未评估的区域 / also regions that nobody has assessed yet
  --object    只重新评定这些对象及其上级 / only these objects and all above them
退出码 / exit: 0 完成 done, 2 用法 usage, 3 无数据库 no database
`;

export async function gradeCommand(args: string[], open: () => Promise<OpenedDatabase>): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      all: { type: 'boolean' },
      object: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const objects = values.object?.map((text) => {
    const slash = text.indexOf('/');
    return { layer: text.slice(0, slash), id: text.slice(slash + 1) };
  });
  if (objects?.some(({ layer, id }) => layer === '' || id === '')) {
    process.stderr.write('--object 应写成 图层/编号 / is LAYER/ID\n');
    return 2;
  }
  const { database, close } = await open();
  try {
    const began = Date.now();
    const done = await database.as(
      servant('admin', 'grade'),
      (session) =>
        objects
          ? regradeObjects(session, objects, '命令行重新评定 / fourcolor grade')
          : regradeCity(session, '命令行重新评定 / fourcolor grade', { assess: values.all ?? false }),
      { timeoutMs: 3_600_000 },
    );
    const ms = Date.now() - began;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ok: true, ...done, ms })}\n`
        : `变化：${done.objects} 个对象、${done.regions} 个区域（${ms} 毫秒） / changed: ${done.objects} objects, ${done.regions} regions in ${ms} ms\n`,
    );
    return 0;
  } finally {
    await close();
  }
}
