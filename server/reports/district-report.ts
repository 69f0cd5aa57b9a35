/** The district report: a region and each of its townships with map, numbers, worst objects and open dangers. */
import type { Cell, Part, ReportDocument } from '../../data/documents/document.ts';
import { regionPrefix } from '../../data/geo/region-prefix.ts';
import type { GradeKey } from '../../data/grade.ts';
import type { Text } from '../../data/layer.ts';
import { DANGER_CLASSES, DANGER_STATES } from '../../data/layers/hidden-dangers.ts';
import type { Session, Who } from '../db/database.ts';
import { inDocumentThread } from '../documents/document-pool.ts';
import { NotFound } from '../failure.ts';
import type { DocumentFrame } from '../ledger/ledger-document.ts';
import { LEDGER_LAYERS, type LedgerLayer, ledgerCounts } from '../ledger/list.ts';
import { parameters, readingOf } from '../reading.ts';
import { withinPrefix } from '../regions/parts.ts';
import { type Numbers, readNumbers } from '../regions/routes.ts';
import { regionGeometry } from './region-geometry.ts';
import { PICTURE_MM, type PictureContent } from './region-picture.ts';
import { REPORT_WORDS, type ReportWords } from './words.ts';

/** Hears how far it is; throws to stop. */
export type Progress = (done: number, total: number) => Promise<void>;
/** One transaction as the person: a short one for each chapter, so that nobody waits while maps are drawn. */
export type Ask = <T>(work: (session: Session) => Promise<T>) => Promise<T>;

type Row = Numbers['rows'][number];
type Counted = Pick<Row, 'enterprises' | 'hazards' | 'dangers' | 'tasks'>;

const MOST_DANGERS = 30;
/** Counted like the ledger's own screen. */
const ALSO: readonly LedgerLayer[] = LEDGER_LAYERS.filter((layer) =>
  ['risk_points', 'places', 'major_hazards'].includes(layer),
);

/** As this person sees the region. Throws NotFound for one that is none, or hidden. */
export async function districtReport(
  ask: Ask,
  who: Who,
  code: string,
  frame: DocumentFrame,
  progress: Progress = async () => undefined,
): Promise<ReportDocument> {
  const { lang, city, demo, asOf, person } = frame;
  const words = REPORT_WORDS[lang];
  readingOf('enterprises', who);
  const numbers = await ask((session) =>
    readNumbers(session, who, { by: 'region', parent: code, level: 'township', worst: 'yes' }, undefined),
  );
  const region = numbers.parent;
  if (!region) throw new NotFound();
  const total = numbers.rows.length + 1;
  const name = nameOf(region, lang);
  await progress(0, total);
  const alone = region.level === 'township';
  const parts: Part[] = alone
    ? []
    : [
        { kind: 'heading', level: 1, text: words.summary },
        ...(await drawn(await ask((session) => summary(session, numbers, name, words, lang)))),
      ];
  let done = 1;
  await progress(done, total);
  for (const township of numbers.rows) {
    parts.push(...(await drawn(await ask((session) => chapter(session, who, township, words, lang)))));
    done += 1;
    await progress(done, total);
  }
  return {
    title: words.title,
    subtitle: name,
    meta: [
      [words.city, city],
      [words.region, `${name} ${region.code}`],
      [words.madeBy, person],
    ],
    source: city,
    asOf,
    demo,
    lang,
    contents: true,
    parts: [...parts, { kind: 'heading', level: 1, text: words.method }, ...about(words)],
  };
}

const about = (words: ReportWords): Part[] =>
  words.methodLines.map((text) => ({ kind: 'paragraph', text }) as const);

export const nameOf = ({ name, nameEn }: { name: string; nameEn: string | null }, lang: 'zh' | 'en') =>
  lang === 'en' ? (nameEn ?? name) : name;

async function summary(
  session: Session,
  { parent, whole, rows }: Numbers,
  name: string,
  words: ReportWords,
  lang: 'zh' | 'en',
): Promise<Undrawn[]> {
  if (!parent) return [];
  return [
    await picture(session, parent, 'township', name, words, lang),
    { kind: 'paragraph', text: sentence(name, whole, words) },
    table(words, whole),
    {
      kind: 'table',
      caption: words.byTownship,
      columns: [
        { label: words.township, width: 2 },
        { label: words.grade, type: 'grade', width: 1.6 },
        { label: words.enterprises, type: 'count' },
        ...GRADED.map((key) => ({ label: words.gradeOf(key), type: 'count' as const })),
        { label: words.openDangers, type: 'count' },
        { label: words.overdueTasks, type: 'count' },
      ],
      rows: rows.map((row): Cell[] => [
        nameOf(row, lang),
        row.grade,
        sumOf(row.enterprises),
        ...GRADED.map((key) => row.enterprises[key]),
        openOf(row),
        row.tasks?.overdue ?? null,
      ]),
      totals: [
        words.total,
        null,
        sumOf(whole.enterprises),
        ...GRADED.map((key) => whole.enterprises[key]),
        openOf(whole),
        whole.tasks?.overdue ?? null,
      ],
    },
    ...(await worst(session, whole.worst, words)),
  ];
}

async function chapter(
  session: Session,
  who: Who,
  township: Row,
  words: ReportWords,
  lang: 'zh' | 'en',
): Promise<Undrawn[]> {
  const name = nameOf(township, lang);
  // the villages are divided by the same question as the townships
  const inside = await readNumbers(
    session,
    who,
    { by: 'region', parent: township.code, worst: 'yes' },
    undefined,
  );
  const villages = inside.rows.filter(({ code }) => code !== township.code);
  return [
    { kind: 'pageBreak' },
    { kind: 'heading', level: 1, text: name },
    await picture(session, township, villages.length > 0 ? inside.level : null, name, words, lang),
    { kind: 'paragraph', text: sentence(name, township, words) },
    table(words, township),
    ...(await ledgerTable(session, who, township.code, words)),
    ...(villages.length === 0
      ? []
      : [
          {
            kind: 'gradeBars' as const,
            caption: words.byVillage,
            rows: villages
              .filter(({ enterprises }) => sumOf(enterprises) > 0)
              .map((row) => ({ label: nameOf(row, lang), counts: row.enterprises })),
          },
        ]),
    ...(await worst(session, inside.whole.worst, words)),
    ...(await dangers(session, township.code, words, lang)),
  ];
}

export const GRADED = ['1', '2', '3', '4', 'null'] as const satisfies readonly GradeKey[];
export const sumOf = (counts: Readonly<Record<GradeKey, number>>) =>
  GRADED.reduce((sum, key) => sum + counts[key], 0);
const openOf = ({ dangers }: Counted) => dangers && dangers.general + dangers.major;

/** The numbers in a sentence; the first thing that is read. */
const sentence = (name: string, counted: Counted, words: ReportWords): string =>
  words.sentence({
    name,
    enterprises: sumOf(counted.enterprises),
    red: counted.enterprises['1'],
    orange: counted.enterprises['2'],
    unassessed: counted.enterprises.null,
    dangers: openOf(counted),
    major: counted.dangers?.major ?? null,
    overdue: counted.dangers?.overdue ?? null,
  });

export function table(words: ReportWords, counted: Counted): Part {
  const row = (label: string, counts: Readonly<Record<GradeKey, number>>): Cell[] => [
    label,
    ...GRADED.map((key) => counts[key]),
    sumOf(counts),
  ];
  return {
    kind: 'table',
    caption: words.byGrade,
    columns: gradeColumns(words),
    rows: [row(words.enterprises, counted.enterprises), row(words.hazards, counted.hazards)],
  };
}

export const gradeColumns = (words: ReportWords) => [
  { label: words.objects, width: 2 },
  ...GRADED.map((key) => ({ label: words.gradeOf(key), type: 'count' as const })),
  { label: words.total, type: 'count' as const },
];

async function ledgerTable(session: Session, who: Who, code: string, words: ReportWords): Promise<Part[]> {
  const rows: Cell[][] = [];
  for (const layer of ALSO) {
    const { label } = readingOf(layer, who).layer;
    const { byGrade, total } = await ledgerCounts(session, {
      layer,
      region: code,
      sort: 'name',
      descending: false,
    });
    rows.push([words.of(label), ...GRADED.map((key) => byGrade[key]), total]);
  }
  return [{ kind: 'table', caption: words.ledger, columns: gradeColumns(words), rows }];
}

/** A picture before it is drawn, which needs no database. */
export interface UndrawnPicture {
  readonly kind: 'undrawn';
  readonly content: PictureContent;
  readonly caption: string;
}
export type Undrawn = Part | UndrawnPicture;

/** The same parts with their maps, drawn by the thread of documents. */
export async function drawn(parts: readonly Undrawn[]): Promise<Part[]> {
  const out: Part[] = [];
  for (const part of parts) {
    if (part.kind !== 'undrawn') {
      out.push(part);
      continue;
    }
    out.push({
      kind: 'picture',
      png: await inDocumentThread({ kind: 'picture', content: part.content }),
      widthMm: PICTURE_MM.width,
      caption: part.caption,
      alt: part.caption,
    });
  }
  return out;
}

async function picture(
  session: Session,
  region: { readonly code: string; readonly bbox: readonly number[] },
  partLevel: string | null,
  name: string,
  words: ReportWords,
  lang: 'zh' | 'en',
): Promise<UndrawnPicture> {
  const content = await regionGeometry(session, boxed(region), partLevel, lang);
  return { kind: 'undrawn', content, caption: words.caption(name) };
}

/** A region as its geometry is asked for. */
export const boxed = ({ code, bbox }: { readonly code: string; readonly bbox: readonly number[] }) => ({
  code,
  prefix: regionPrefix(code),
  bbox: bbox as unknown as PictureContent['bbox'],
});

/** The worst objects with the rule by which the grade engine came to their grade, where it says one. */
async function worst(session: Session, objects: Row['worst'], words: ReportWords): Promise<Part[]> {
  if (objects.length === 0) return [];
  const rules = await session.query<{ layer: string; id: string; rule: Text | null; cause: string | null }>(
    `select distinct on (layer, object_id) layer, object_id as id, explanation -> 'rule' as rule, cause
from fourcolor.gradings
where (layer, object_id) in (
    select * from unnest($1::text[], $2::text[])
  )
order by layer, object_id, at desc`,
    [objects.map(({ layer }) => layer), objects.map(({ id }) => id)],
  );
  return [
    {
      kind: 'table',
      caption: words.worst,
      columns: [
        { label: words.object, width: 2.2 },
        { label: words.grade, type: 'grade', width: 1.4 },
        { label: words.reason, width: 3 },
      ],
      rows: objects.map((object): Cell[] => {
        const found = rules.find(({ layer, id }) => layer === object.layer && id === object.id);
        return [
          object.name,
          object.grade,
          found?.rule ? words.of(found.rule) : (found?.cause ?? words.state(object.gradeState)),
        ];
      }),
    },
  ];
}

async function dangers(
  session: Session,
  code: string,
  words: ReportWords,
  lang: 'zh' | 'en',
): Promise<Part[]> {
  const { values, add } = parameters();
  const rows = await session.query<{
    name: string;
    class: string;
    state: string;
    due: string;
    deadline: string | null;
    object: string | null;
  }>(
    `select name, class, state, due_state as due, deadline, object_name as object
from fourcolor.hidden_dangers
where ${withinPrefix('region_code', regionPrefix(code), add)}
  and state not in ('closed', 'rejected')
order by class desc, due_state desc, deadline nulls last, id
limit ${MOST_DANGERS + 1}`,
    values,
  );
  if (rows.length === 0) return [{ kind: 'paragraph', text: words.noDangers }];
  const word = (words: readonly ({ readonly id: string } & Text)[], id: string) =>
    words.find((one) => one.id === id)?.[lang] ?? id;
  return [
    {
      kind: 'table',
      caption: words.dangers,
      columns: [
        { label: words.danger, width: 2.4 },
        { label: words.object, width: 2 },
        { label: words.class },
        { label: words.stateLabel },
        { label: words.deadline, type: 'date' },
      ],
      rows: rows
        .slice(0, MOST_DANGERS)
        .map((row): Cell[] => [
          row.name,
          row.object,
          word(DANGER_CLASSES, row.class),
          word(DANGER_STATES, row.state) + (row.due === 'overdue' ? ` · ${words.overdue}` : ''),
          row.deadline === null ? null : new Date(row.deadline),
        ]),
    },
    ...(rows.length > MOST_DANGERS
      ? [{ kind: 'paragraph' as const, text: words.moreDangers(MOST_DANGERS) }]
      : []),
  ];
}
