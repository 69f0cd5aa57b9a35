/** Words of the table itself. */
export const TEXTS = {
  zh: {
    columns: '选列',
    filter: '列筛选',
    filterOf: (column: string) => `筛选「${column}」`,
    hint: '文字，或 >5、5-10',
    clear: '清除筛选',
    shown: (part: string, all: string) => `${part} / ${all} 行`,
    none: '没有符合筛选的行',
    empty: '没有数据',
    sort: '排序',
    width: (column: string) => `「${column}」列宽`,
  },
  en: {
    columns: 'Columns',
    filter: 'Filter columns',
    filterOf: (column: string) => `Filter ${column}`,
    hint: 'Text, or >5, 5-10',
    clear: 'Clear filters',
    shown: (part: string, all: string) => `${part} of ${all} rows`,
    none: 'No row passes the filters',
    empty: 'No data',
    sort: 'Sort',
    width: (column: string) => `Width of ${column}`,
  },
};
