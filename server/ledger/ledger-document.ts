/** The ledger as a document: the same rows and totals as the screen asks for. */
import type { Column, DocumentLang, ReportDocument } from '../../data/documents/document.ts';
import type { Dictionary, Text } from '../../data/layer.ts';
import { layerById } from '../../data/layers/all.ts';
import { CONTROL_LEVELS, GRADING_METHODS } from '../../data/layers/risk-points.ts';
import { ACCIDENT_TYPES } from '../../data/tables/accident-types.ts';
import { SECTORS } from '../../data/tables/sectors.ts';
import type { Session, Who } from '../db/database.ts';
import { type LedgerQuery, type LedgerRow, ledgerCounts, ledgerRows } from './list.ts';

const word = (dictionary: Dictionary, id: string | null, lang: DocumentLang): string | null =>
  id === null ? null : (dictionary.find((one) => one.id === id)?.[lang] ?? id);

/** Day of the register's text as a date of the document. */
export const dateOf = (day: string | null): Date | null =>
  day === null ? null : new Date(`${day}T00:00:00Z`);

interface LedgerColumn {
  readonly label: Text;
  readonly column?: Omit<Column, 'label'>;
  readonly points?: true;
  readonly value: (row: LedgerRow, lang: DocumentLang) => string | number | Date | null;
}

const COLUMNS: readonly LedgerColumn[] = [
  { label: { zh: '名称', en: 'Name' }, column: { width: 2.4 }, value: (row) => row.name },
  {
    label: { zh: '所属对象', en: 'Belongs to' },
    column: { width: 2 },
    points: true,
    value: (row) => row.ownerName,
  },
  {
    label: { zh: '行业领域', en: 'Sector' },
    value: (row, lang) => word(SECTORS, row.sector, lang),
  },
  { label: { zh: '所属区域', en: 'Region' }, value: (row) => row.regionName },
  { label: { zh: '风险单元', en: 'Unit' }, points: true, value: (row) => row.unit },
  {
    label: { zh: '风险事件', en: 'Risk event' },
    column: { width: 1.6 },
    points: true,
    value: (row) => row.event,
  },
  {
    label: { zh: '事故类型', en: 'Accident type' },
    points: true,
    value: (row, lang) => word(ACCIDENT_TYPES, row.accidentType, lang),
  },
  {
    label: { zh: '评价方法', en: 'Method' },
    points: true,
    value: (row, lang) =>
      [word(GRADING_METHODS, row.method, lang), row.scheme].filter(Boolean).join(' ') || null,
  },
  {
    label: { zh: '固有风险值', en: 'Inherent' },
    column: { type: 'number', digits: 1 },
    points: true,
    value: (row) => row.inherentScore,
  },
  { label: { zh: '风险值', en: 'Score' }, column: { type: 'number', digits: 1 }, value: (row) => row.score },
  { label: { zh: '风险等级', en: 'Grade' }, column: { type: 'grade' }, value: (row) => row.grade },
  {
    label: { zh: '管控层级', en: 'Level of control' },
    points: true,
    value: (row, lang) => word(CONTROL_LEVELS, row.controlLevel, lang),
  },
  { label: { zh: '管控措施', en: 'Measures' }, column: { width: 2.4 }, value: (row) => row.measuresText },
  {
    label: { zh: '评定日期', en: 'Assessed on' },
    column: { type: 'date' },
    value: (row) => dateOf(row.assessedOn),
  },
  {
    label: { zh: '复评期限', en: 'Review due' },
    column: { type: 'date' },
    value: (row) => dateOf(row.reviewDue),
  },
];

/** Columns of the table that a layer has. */
export function ledgerTable(rows: readonly LedgerRow[], points: boolean, lang: DocumentLang) {
  const columns = COLUMNS.filter((column) => points || !column.points);
  return {
    kind: 'table' as const,
    columns: columns.map(({ label, column }): Column => ({ label: label[lang], ...column })),
    rows: rows.map((row) => columns.map(({ value }) => value(row, lang))),
  };
}

export interface DocumentFrame {
  readonly lang: DocumentLang;
  readonly city: string;
  readonly demo: boolean;
  readonly asOf: Date;
  readonly person: string;
}

/** The rows of a question, at most `limit`, with their totals by grade. Runs as the person. */
export async function ledgerDocument(
  session: Session,
  who: Who,
  query: LedgerQuery,
  limit: number,
  { lang, city, demo, asOf, person }: DocumentFrame,
): Promise<ReportDocument> {
  const rows = await ledgerRows(session, who, query, { offset: 0, limit });
  const counts = await ledgerCounts(session, query);
  const layer = layerById(query.layer)!.label[lang];
  const [region] = query.region
    ? await session.query<{ name: string }>('select name from fourcolor.regions where code = $1::text', [
        query.region,
      ])
    : [];
  const zh = lang === 'zh';
  const cut = counts.total > rows.length;
  return {
    title: zh ? `风险分级管控清单：${layer}` : `Risk ledger: ${layer}`,
    ...(region ? { subtitle: region.name } : {}),
    meta: [
      [zh ? '城市' : 'City', city],
      [zh ? '范围' : 'Scope', region?.name ?? (zh ? '全部（权限范围内）' : 'All within your scope')],
      ...(query.sector
        ? [
            [
              zh ? '行业领域' : 'Sector',
              query.sector.map((id) => word(SECTORS, id, lang)).join(zh ? '、' : ', '),
            ] as const,
          ]
        : []),
      [zh ? '编制' : 'Made by', person],
    ],
    source: city,
    asOf,
    demo,
    lang,
    landscape: true,
    parts: [
      {
        kind: 'gradeBars',
        caption: zh ? `共 ${counts.total} 条` : `${counts.total} rows`,
        rows: [{ label: layer, counts: counts.byGrade }],
      },
      ...(cut
        ? [
            {
              kind: 'paragraph' as const,
              look: 'notice' as const,
              text: zh
                ? `只列出前 ${rows.length} 条，共 ${counts.total} 条`
                : `The first ${rows.length} of ${counts.total} rows`,
            },
          ]
        : []),
      ledgerTable(rows, query.layer === 'risk_points', lang),
    ],
  };
}
