/** What the chart tool says, in both languages. */
const zh = {
  title: '统计',
  layer: '图层',
  by: '分组',
  county: '县（区）',
  township: '乡镇（街道）',
  follow: '只统计画面范围',
  counted: (count: string) => `共 ${count} 个对象`,
  gradeBy: (by: string) => `按${by}的等级`,
  countBy: (by: string) => `按${by}的数量`,
  scope: '单击一行或一段，地图只显示它；再次单击取消。分组不受自身的筛选影响。',
  top: (shown: string, all: string) => `前 ${shown} 项，共 ${all} 项`,
  distribution: '分布',
  edges: '区间固定，不随筛选变化。',
  noValue: (count: string) => `${count} 个无值。`,
  none: '未填',
  close: '收起面板',
};
type ChartsTexts = typeof zh;
const en: ChartsTexts = {
  title: 'Charts',
  layer: 'Layer',
  by: 'Group by',
  county: 'County',
  township: 'Township',
  follow: 'Only what the map shows',
  counted: (count) => `${count} objects`,
  gradeBy: (by) => `Grade by ${by.toLowerCase()}`,
  countBy: (by) => `Number by ${by.toLowerCase()}`,
  scope:
    'Press a row or a part of it to show only that on the map; press again to undo. Its own filter hides no row.',
  top: (shown, all) => `First ${shown} of ${all}`,
  distribution: 'Distribution',
  edges: 'Fixed bins that no filter moves.',
  noValue: (count) => `${count} without a value.`,
  none: 'Not given',
  close: 'Close panel',
};
export const TEXTS = { zh, en };
