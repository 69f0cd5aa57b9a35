/** Texts of reports and atlases in the print tool. */
import type { Lang } from '../../map/props.ts';

const zh = {
  report: '区域报告',
  region: '区域',
  format: '格式',
  makeReport: '生成报告',
  reportAbout:
    '封面、目录、总体情况，每个乡镇（街道）一章：地图、数字、风险最高的对象、未销号隐患。数字与屏幕一致。',
  atlas: '图集',
  atlasAbout: '索引图、分县（区）图、分行业图，合为一个 PDF。',
  makeAtlas: '生成图集',
  mine: '我的报告与图集',
  nothing: '还没有。',
  kept: '后台逐个生成，只有本人可见，文件保留一天。',
  started: '已开始，可以继续做别的事。',
  stopped: '已停止。',
  failed: '没有做成，请再试一次。',
  restarted: '（服务器重启，可重新开始）',
  stop: '停止',
  download: '下载',
  again: '重新开始',
  remove: (name: string) => `删除“${name}”`,
  reportOf: (region: string, format: string) => `${region}报告（${format === 'pdf' ? 'PDF' : 'Word'}）`,
  atlasOf: (format: string) => `图集（${format.toUpperCase()}）`,
  state: { queued: '排队中', running: '生成中', done: '已完成', failed: '未完成', cancelled: '已停止' },
};

const en: typeof zh = {
  report: 'District report',
  region: 'Region',
  format: 'Format',
  makeReport: 'Make the report',
  reportAbout:
    'Cover, contents, summary, and a chapter for each township: map, numbers, worst objects, open dangers. The numbers are those of the screen.',
  atlas: 'Atlas',
  atlasAbout: 'Index sheet, a sheet for each county and each sector, as one PDF.',
  makeAtlas: 'Make the atlas',
  mine: 'My reports and atlases',
  nothing: 'None yet.',
  kept: 'Made in the background one by one, seen by you alone, kept for a day.',
  started: 'Started: you can go on working.',
  stopped: 'Stopped.',
  failed: 'It was not made. Try again.',
  restarted: '(the server was restarted; it can be started again)',
  stop: 'Stop',
  download: 'Download',
  again: 'Start again',
  remove: (name) => `Remove “${name}”`,
  reportOf: (region, format) => `Report of ${region} (${format === 'pdf' ? 'PDF' : 'Word'})`,
  atlasOf: (format) => `Atlas (${format.toUpperCase()})`,
  state: { queued: 'Waiting', running: 'Being made', done: 'Done', failed: 'Failed', cancelled: 'Stopped' },
};

export const REPORT_TEXTS: Readonly<Record<Lang, typeof zh>> = { zh, en };
