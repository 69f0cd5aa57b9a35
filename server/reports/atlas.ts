/** The atlas: an index sheet, a sheet for each county, and a sheet for each sector that has enterprises. */
import type { Cell, Part, ReportDocument } from '../../data/documents/document.ts';
import type { Who } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import type { DocumentFrame } from '../ledger/ledger-document.ts';
import { readingOf } from '../reading.ts';
import { readNumbers } from '../regions/routes.ts';
import {
  type Ask,
  boxed,
  drawn,
  GRADED,
  gradeColumns,
  nameOf,
  type Progress,
  sumOf,
  table,
  type Undrawn,
} from './district-report.ts';
import { regionGeometry } from './region-geometry.ts';
import { REPORT_WORDS } from './words.ts';

/** As this person sees the city. Throws NotFound where they see no region with parts. */
export async function atlas(
  ask: Ask,
  who: Who,
  frame: DocumentFrame,
  progress: Progress = async () => undefined,
): Promise<ReportDocument> {
  const { lang, city, demo, asOf, person } = frame;
  const words = REPORT_WORDS[lang];
  readingOf('enterprises', who);
  const read = (parent?: string, sector?: string) =>
    ask((session) => readNumbers(session, who, { by: 'region', parent, worst: 'no', sector }, undefined));
  const whole = await read();
  const { parent } = whole;
  if (!parent || whole.rows.length === 0) throw new NotFound();
  const sectors = whole.whole.sectors;
  const total = 1 + whole.rows.length + sectors.length;
  let done = 0;
  await progress(done, total);
  const parts: Part[] = [];
  const add = async (undrawn: readonly Undrawn[]) => {
    parts.push(...(await drawn(undrawn)));
    done += 1;
    await progress(done, total);
  };

  const name = nameOf(parent, lang);
  const sheets = [
    ...whole.rows.map((row) => nameOf(row, lang)),
    ...sectors.map(({ label }) => words.of(label)),
  ];
  await add([
    { kind: 'heading', level: 1, text: words.index },
    await map(ask, parent, whole.level, words.caption(name), lang),
    {
      kind: 'table',
      caption: words.index,
      columns: [
        { label: words.sheetNo, type: 'count', width: 0.4 },
        { label: words.sheet, width: 3 },
      ],
      rows: sheets.map((sheet, at): Cell[] => [at + 1, sheet]),
    },
  ]);
  for (const row of whole.rows) {
    const inside = await read(row.code);
    const title = nameOf(row, lang);
    await add([
      { kind: 'pageBreak' },
      { kind: 'heading', level: 1, text: title },
      await map(ask, row, inside.level, words.caption(title), lang),
      table(words, row),
    ]);
  }
  for (const { id, label } of sectors) {
    const counted = await read(parent.code, id);
    const title = words.of(label);
    await add([
      { kind: 'pageBreak' },
      { kind: 'heading', level: 1, text: title },
      await map(ask, parent, whole.level, words.sectorCaption(title), lang, id),
      {
        kind: 'table',
        caption: words.byGrade,
        columns: gradeColumns(words),
        rows: counted.rows
          .filter(({ enterprises }) => sumOf(enterprises) > 0)
          .map((row): Cell[] => [
            nameOf(row, lang),
            ...GRADED.map((key) => row.enterprises[key]),
            sumOf(row.enterprises),
          ]),
        totals: [
          words.total,
          ...GRADED.map((key) => counted.whole.enterprises[key]),
          sumOf(counted.whole.enterprises),
        ],
      },
    ]);
  }
  return {
    title: words.atlasTitle,
    subtitle: name,
    meta: [
      [words.city, city],
      [words.madeBy, person],
    ],
    source: city,
    asOf,
    demo,
    lang,
    contents: true,
    parts,
  };
}

async function map(
  ask: Ask,
  region: { readonly code: string; readonly bbox: readonly number[] },
  partLevel: string | null,
  caption: string,
  lang: 'zh' | 'en',
  sector?: string,
): Promise<Undrawn> {
  const content = await ask((session) => regionGeometry(session, boxed(region), partLevel, lang, sector));
  return { kind: 'undrawn', content, caption };
}
