/** `fourcolor demo`: fills the invented demo city at a scale, or takes it away. */
import { parseArgs } from 'node:util';
import { chinaDay } from '../../data/china-day.ts';
import { clearDemo, FIRST_START_SCALE, fillDemo } from '../demo.ts';
import type { OpenedDatabase } from '../open.ts';
import { readSettings } from '../settings.ts';

export async function demoCommand(args: string[], open: () => Promise<OpenedDatabase>): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { scale: { type: 'string' }, clear: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const scale =
    values.scale === undefined
      ? (readSettings(process.env).demoScale ?? FIRST_START_SCALE)
      : Number(values.scale);
  if (!(scale >= 0.01 && scale <= 100)) {
    process.stderr.write('--scale 应在 0.01 与 100 之间 / must be between 0.01 and 100\n');
    return 2;
  }
  const { database, close } = await open();
  try {
    if (values.clear) {
      await clearDemo(database);
      process.stdout.write(values.json ? '{"ok":true}\n' : '模拟数据已清除 / the demo data are gone\n');
      return 0;
    }
    const today = chinaDay(new Date());
    const done = await fillDemo(database, { scale, today }, ({ zh, en }, percent) => {
      if (process.stderr.isTTY)
        process.stderr.write(`${String(Math.round(percent)).padStart(3)} %  ${zh} / ${en}\n`);
    });
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ok: true, scale, ...done })}\n`
        : `模拟城市：${done.regions} 个区域、${done.objects} 个对象 / demo city: ${done.regions} regions, ${done.objects} objects\n`,
    );
    return 0;
  } finally {
    await close();
  }
}
