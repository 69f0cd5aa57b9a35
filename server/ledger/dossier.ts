/** 一企一档 and 一园区一册: everything that the register knows of an enterprise or a park, as one document. */
import type { Cell, Part, ReportDocument } from '../../data/documents/document.ts';
import { CONTACT_READERS, type Field } from '../../data/layer.ts';
import { layerById } from '../../data/layers/all.ts';
import { RELATION_KINDS } from '../../data/layers/details.ts';
import { MEASURE_CLASSES } from '../../data/ledger/words.ts';
import type { Session, Who } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { historyOf } from '../grading/grade-history.ts';
import { loopParts } from '../loop/dossier-part.ts';
import { column, readingOf } from '../reading.ts';
import { type DocumentFrame, dateOf, ledgerTable } from './ledger-document.ts';
import { type LedgerRow, ledgerRows } from './list.ts';
import { readResponsibilities } from './risk-point.ts';

export const DOSSIER_LAYERS = ['enterprises', 'parks'] as const;
export type DossierLayer = (typeof DOSSIER_LAYERS)[number];

/** The document of one object as this person may read it. Throws NotFound. */
export async function dossier(
  session: Session,
  who: Who,
  layerId: DossierLayer,
  id: string,
  { lang, city, demo, asOf, person }: DocumentFrame,
): Promise<ReportDocument> {
  const { layer, table, fields } = readingOf(layerId, who);
  if (who.role === 'public') throw new NotFound();
  const [row] = await session.query<Record<string, unknown>>(
    `select ${fields.map(column).join(', ')} from ${table} where id = $1::text`,
    [id],
  );
  if (!row) throw new NotFound();
  const zh = lang === 'zh';
  const name = String(row.name);
  const points = await pointsOf(session, who, layerId, id);
  const hidden = ['id', 'source_id', 'recorded_at', 'region_code', 'name'];
  const all = layer.fields as Readonly<Record<string, Field>>;
  const parts: Part[] = [
    { kind: 'heading', level: 1, text: zh ? '一、基本情况' : '1. Particulars' },
    {
      kind: 'keyValues',
      rows: fields
        .filter((field) => !hidden.includes(field) && row[field] !== null)
        .map((field) => [all[field]!.label[lang], worded(all[field]!, row[field], lang)] as const),
    },
    { kind: 'heading', level: 1, text: zh ? '二、风险分级管控清单' : '2. Risk ledger' },
    ledgerTable(points, true, lang),
    { kind: 'heading', level: 1, text: zh ? '三、管控措施' : '3. Control measures' },
    await measuresTable(session, points, zh),
    { kind: 'heading', level: 1, text: zh ? '四、责任人' : '4. Responsible persons' },
    await personsTable(session, who, layerId, id, zh),
    ...(await hazardsPart(session, layerId, id, zh)),
    ...(await loopParts(session, layerId, id, lang)),
    { kind: 'heading', level: 1, text: zh ? '等级变化' : 'Grades' },
    {
      kind: 'table',
      columns: [
        { label: zh ? '日期' : 'Date', type: 'date' },
        { label: zh ? '原等级' : 'From', type: 'grade' },
        { label: zh ? '新等级' : 'To', type: 'grade' },
        { label: zh ? '原因' : 'Why', width: 3 },
      ],
      rows: (await historyOf(session, layerId, id))
        .slice(0, 30)
        .map(({ at, validFrom, previousGrade, grade, cause }): Cell[] => [
          dateOf(validFrom ?? at.slice(0, 10)),
          previousGrade,
          grade,
          cause,
        ]),
    },
  ];
  return {
    title:
      layerId === 'parks' ? (zh ? '一园区一册' : 'Park dossier') : zh ? '一企一档' : 'Enterprise dossier',
    subtitle: name,
    meta: [
      [zh ? '城市' : 'City', city],
      [zh ? '编制' : 'Made by', person],
    ],
    source: city,
    asOf,
    demo,
    lang,
    landscape: true,
    parts,
  };
}

function worded({ dictionary, unit }: Field, value: unknown, lang: 'zh' | 'en'): string {
  const text = dictionary?.find(({ id }) => id === value)?.[lang] ?? String(value);
  return unit && !dictionary ? `${text} ${unit}` : text;
}

/** The points of an enterprise, or of everything inside a park. */
async function pointsOf(session: Session, who: Who, layer: DossierLayer, id: string): Promise<LedgerRow[]> {
  const page = { offset: 0, limit: 500 };
  const query = { layer: 'risk_points', sort: 'grade', descending: false } as const;
  const own = await ledgerRows(session, who, { ...query, owner: `${layer}/${id}` }, page);
  if (layer === 'enterprises') return own;
  const inside = await session.query<{ id: string }>(
    `select e.id
from fourcolor.enterprises as e
join fourcolor.parks as p on p.id = $1::text
where e.geom && p.geom and st_covers(p.geom, e.geom) and e.grade <= 2
order by e.grade, e.id
limit 60`,
    [id],
  );
  const rows = [...own];
  for (const one of inside)
    rows.push(...(await ledgerRows(session, who, { ...query, owner: `enterprises/${one.id}` }, page)));
  return rows;
}

async function measuresTable(session: Session, points: readonly LedgerRow[], zh: boolean): Promise<Part> {
  const rows = await session.query<{
    point: string;
    class: string;
    text: string;
    responsible: string | null;
    cycle: number | null;
  }>(
    `select p.name as point, m.class, m.text, m.responsible, m.cycle_days as cycle
from fourcolor.control_measures as m
join fourcolor.risk_points as p on p.id = m.risk_point_id
where m.active and m.risk_point_id = any($1::text[])
order by p.name, m.position, m.fid`,
    [points.map(({ id }) => id)],
  );
  return {
    kind: 'table',
    columns: [
      { label: zh ? '风险点' : 'Risk point', width: 2 },
      { label: zh ? '类别' : 'Class' },
      { label: zh ? '措施' : 'Measure', width: 3 },
      { label: zh ? '责任' : 'Responsible' },
      { label: zh ? '检查周期' : 'Checked every', type: 'count', unit: zh ? '天' : 'days' },
    ],
    rows: rows.map((row): Cell[] => [
      row.point,
      MEASURE_CLASSES.find(({ id }) => id === row.class)?.[zh ? 'zh' : 'en'] ?? row.class,
      row.text,
      row.responsible,
      row.cycle,
    ]),
  };
}

async function personsTable(
  session: Session,
  who: Who,
  layer: DossierLayer,
  id: string,
  zh: boolean,
): Promise<Part> {
  const mayCall = CONTACT_READERS.some((role) => role === who.role);
  const rows = (await readResponsibilities(session, mayCall, layer, id)) as {
    kind: string;
    name: string;
    organisation: string | null;
    phone?: string | null;
    duties: string | null;
    lastPerformedOn: string | null;
  }[];
  return {
    kind: 'table',
    columns: [
      { label: zh ? '责任' : 'Role' },
      { label: zh ? '姓名或单位' : 'Name' },
      { label: zh ? '单位与职务' : 'Organisation' },
      ...(mayCall ? [{ label: zh ? '电话' : 'Telephone' }] : []),
      { label: zh ? '职责' : 'Duties', width: 2.5 },
      { label: zh ? '最近履职' : 'Last performed', type: 'date' as const },
    ],
    rows: rows.map((row): Cell[] => [
      RELATION_KINDS.find((one) => one.id === row.kind)?.[zh ? 'zh' : 'en'] ?? row.kind,
      row.name,
      row.organisation,
      ...(mayCall ? [row.phone ?? null] : []),
      row.duties,
      dateOf(row.lastPerformedOn),
    ]),
  };
}

async function hazardsPart(session: Session, layer: DossierLayer, id: string, zh: boolean): Promise<Part[]> {
  const where =
    layer === 'enterprises'
      ? 'h.enterprise_id = $1::text'
      : 'exists (select from fourcolor.parks as p where p.id = $1::text and p.geom && h.geom and st_covers(p.geom, h.geom))';
  const rows = await session.query<{
    name: string;
    substances: string | null;
    s: number | null;
    r: number | null;
    level: number | null;
    residents: number | null;
    grade: number | null;
  }>(
    `select h.name, h.substances, h.s_value as s, h.r_value as r, h.level, h.exposed_people as residents, h.grade
from fourcolor.major_hazards as h
where ${where}
order by h.level nulls last, h.id
limit 200`,
    [id],
  );
  if (rows.length === 0) return [];
  const number = layerById('major_hazards')!.label[zh ? 'zh' : 'en'];
  return [
    { kind: 'heading', level: 1, text: number },
    {
      kind: 'table',
      columns: [
        { label: zh ? '名称' : 'Name', width: 2 },
        { label: zh ? '物质' : 'Substances', width: 2.5 },
        { label: 'S', type: 'number', digits: 3 },
        { label: 'R', type: 'number', digits: 3 },
        { label: zh ? '级别' : 'Level', type: 'count' },
        { label: zh ? '500 m 常住人口' : 'Residents within 500 m', type: 'count' },
        { label: zh ? '风险等级' : 'Grade', type: 'grade' },
      ],
      rows: rows.map((row): Cell[] => [
        row.name,
        row.substances,
        row.s,
        row.r,
        row.level,
        row.residents,
        row.grade,
      ]),
    },
  ];
}
