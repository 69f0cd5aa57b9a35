/** What the import API says and hears: one schema per body, from which validation, types and OpenAPI follow. */
import { z } from '@hono/zod-openapi';
import { CrsSpec, Mapping } from '../../data/imports/mapping.ts';
import { FORMATS } from '../../data/imports/records.ts';
import { TextSchema } from '../contract.ts';

export const IMPORT_STATES = [
  /** Uploaded, perhaps described and mapped; nothing is known about its rows. */
  'staged',
  'checking',
  /** The report tells what writing would do. */
  'checked',
  'writing',
  'written',
  'undone',
  /** The work ended without an answer (the database or the server went away); may be tried again. */
  'failed',
] as const;

/** What a person must answer before writing; each is accepted by its id in `choices.accept`. */
export const QUESTIONS = [
  /** More than a few of the places lie outside the city. */
  'outside_city',
  /** The system of coordinates is a guess, or the conversion is uncertain by about a hundred metres. */
  'datum',
  /** Pairs that look like the same object are not decided; accepting takes them all as different. */
  'duplicates',
  /** Places that were found by an address, with a low score. */
  'low_scores',
  /** Warnings about rows. */
  'warnings',
] as const;

export const ProblemSchema = z
  .object({
    row: z.int().nullable(),
    field: z.string().nullable(),
    column: z.string().nullable().openapi({ description: 'Column of the file in which the value stands' }),
    code: z.string(),
    value: z.string().nullable(),
    message: TextSchema,
    remedy: TextSchema,
    severity: z.enum(['error', 'warning']),
  })
  .openapi('ImportProblem');

const Position = z.array(z.number()).length(2);

export const DuplicateDecision = z
  .strictObject({
    decision: z.enum(['same', 'different', 'skip']),
    /** With `same`: fields whose value is taken from the file; all others stay as in the register (or the other row). */
    fromFile: z.array(z.string().max(63)).max(200).optional(),
  })
  .openapi('ImportDuplicateDecision');

const Cell = z.strictObject({
  row: z.int().min(1),
  column: z.string().min(1).max(500),
  value: z.string().max(100_000).nullable(),
});

/** Everything that a person decides about an import. A PATCH replaces the members it names; null takes one away. */
export const Choices = z
  .strictObject({
    layer: z.string().max(63),
    /** Which of the uploaded files, sheets or layers inside. */
    part: z.string().max(500),
    format: z.enum(FORMATS),
    encoding: z.string().max(40),
    delimiter: z.string().length(1),
    /** Line or row with the names of the columns, from 1. */
    headerRow: z.int().min(1).max(1000),
    crs: CrsSpec,
    /** Publisher, key, fields with their columns and words, where, parts, time zone, licence, children. */
    mapping: Mapping.omit({
      layer: true,
      format: true,
      encoding: true,
      delimiter: true,
      headerRow: true,
      sheet: true,
      crs: true,
      about: true,
    }),
    repair: z.boolean(),
    /** Write the good rows and leave the rejected out; without it any error stops everything. */
    skipRejected: z.boolean(),
    /** Find rows without coordinates by the address in these columns. */
    locate: z.strictObject({
      columns: z.array(z.string().min(1)).min(1).max(10),
      minScore: z.number().min(0).max(1).default(0.6),
    }),
    accept: z.array(z.enum(QUESTIONS)),
    /** null for a value takes the correction of that cell away. */
    corrections: z.array(Cell).max(20_000),
    /** Pair id → decision. */
    duplicates: z.record(z.string().max(200), DuplicateDecision),
  })
  .partial()
  .openapi('ImportChoices');
export type Choices = z.infer<typeof Choices>;

const nullableMembers = Object.fromEntries(
  Object.entries(Choices.shape).map(([name, schema]) => [name, (schema as z.ZodType).nullable()]),
) as unknown as { [K in keyof typeof Choices.shape]: z.ZodNullable<(typeof Choices.shape)[K]> };
/** `corrections` and `duplicates` are merged into those that stand already; everything else is replaced. */
export const ChoicesPatch = z.strictObject(nullableMembers).openapi('ImportChoicesPatch');
export type ChoicesPatch = z.infer<typeof ChoicesPatch>;

const ColumnSchema = z.object({
  name: z.string(),
  /** Up to five values as they stand. */
  samples: z.array(z.string()),
  /** Of the rows looked at, how many say something. */
  filled: z.number(),
});

const Guess = z.object({
  field: z.string().openapi({ description: 'Field of the layer, or lon, lat, wkt, key, address' }),
  column: z.string(),
  /** 0–1. */
  confidence: z.number(),
  reason: TextSchema,
});

export const Description = z
  .object({
    format: z.string(),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    headerRow: z.int().nullable(),
    /** Sheets or layers to choose from; empty where there is nothing to choose. */
    parts: z.array(z.object({ name: z.string(), rows: z.int().nullable() })),
    part: z.string().nullable(),
    rows: z.int().nullable(),
    /** As the file states it. */
    crs: z.string().nullable(),
    geometryTypes: z.array(z.string()),
    columns: z.array(ColumnSchema),
    /** The first rows as they stand, in the order of `columns`. */
    head: z.array(z.array(z.string())),
    guesses: z.object({
      layer: z.array(z.object({ id: z.string(), confidence: z.number() })),
      /** For the chosen (or the best guessed) layer. */
      fields: z.array(Guess),
      /** Systems that put the places into the city, best first. */
      crs: z.array(
        z.object({
          crs: z.string(),
          label: TextSchema,
          axes: z.enum(['east_north', 'north_east']),
          /** Share of the places that fall into the city, 0–1. */
          confidence: z.number(),
          /** Mean distance from where the first one puts them, metres. */
          fromFirstM: z.number(),
          reason: TextSchema,
        }),
      ),
      /** What the person should know before choosing one; null = the first is the only one. */
      crsNote: TextSchema.nullable(),
      /** Field → word of the file → word of the dictionary; null = the word says that nothing is known. */
      values: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]).nullable())),
      /** Field → words of the first rows that no word of the dictionary matches. */
      unknown: z.record(z.string(), z.array(z.string())),
    }),
    problems: z.array(ProblemSchema),
  })
  .openapi('ImportDescription');
export type Description = z.infer<typeof Description>;

export const Counts = z
  .object({
    rows: z.int(),
    inserted: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
    /** Left out by the person: duplicates, or rejected rows with `skipRejected`. */
    skipped: z.int(),
    repaired: z.int(),
    /** Objects of the register that were merged with rows of the file. */
    merged: z.int(),
    located: z.int(),
    children: z.int(),
  })
  .openapi('ImportCounts');
export type Counts = z.infer<typeof Counts>;

export const Question = z
  .object({
    id: z.enum(QUESTIONS),
    /** How many rows or pairs it is about, and of how many. */
    count: z.int(),
    of: z.int(),
    text: TextSchema,
    accepted: z.boolean(),
  })
  .openapi('ImportQuestion');

export const Report = z
  .object({
    /** Nothing stands against writing: no error (or they are skipped) and no open question. */
    ok: z.boolean(),
    checkedAt: z.string(),
    /** Choices changed since: check again. */
    stale: z.boolean(),
    counts: Counts,
    /** Most frequent first. */
    kinds: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(['error', 'warning']),
        count: z.int(),
        rows: z.int(),
        /** Of the first one. */
        message: TextSchema,
        remedy: TextSchema,
      }),
    ),
    /** What concerns the file as a whole. */
    problems: z.array(ProblemSchema),
    questions: z.array(Question),
    /** Column → words of the file that no word of the dictionary matches, with their numbers. */
    unknownWords: z.array(
      z.object({
        field: z.string(),
        column: z.string(),
        words: z.array(z.object({ word: z.string(), count: z.int() })),
      }),
    ),
    outside: z.object({ count: z.int(), of: z.int(), share: z.number() }),
    bbox: z.array(z.number()).length(4).nullable(),
    /** Of a local grid: root mean square and each control point. */
    fit: z
      .object({
        rmsM: z.number(),
        residuals: z.array(z.object({ eastM: z.number(), northM: z.number() })),
      })
      .nullable(),
    duplicates: z.object({
      pairs: z.int(),
      undecided: z.int(),
      /** Decisions that stood when it was checked. */
      decided: z.int(),
    }),
  })
  .openapi('ImportReport');
export type Report = z.infer<typeof Report>;

export const Progress = z
  .object({
    step: z.enum(['read', 'check', 'match', 'write', 'undo']),
    /** Rows so far. */
    done: z.int(),
    /** null = not known. */
    of: z.int().nullable(),
    startedAt: z.string(),
  })
  .openapi('ImportProgress');
export type Progress = z.infer<typeof Progress>;

export const Entry = z
  .object({
    id: z.string(),
    state: z.enum(IMPORT_STATES),
    /** Where the order came from. */
    origin: z.enum(['web', 'command']),
    layer: z.string().nullable(),
    source: z.string().nullable(),
    files: z.array(z.object({ name: z.string(), bytes: z.int() })),
    userId: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    writtenAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
    /** When the uploaded file will be removed; null = it is gone already. The entry of what was written stays. */
    expiresAt: z.string().nullable(),
    counts: Counts.nullable(),
    mine: z.boolean(),
  })
  .openapi('ImportEntry');
export type Entry = z.infer<typeof Entry>;

export const Detail = Entry.extend({
  choices: Choices,
  /** null when the file cannot be read; `failure` says why. */
  description: Description.nullable(),
  failure: z.array(ProblemSchema),
  report: Report.nullable(),
  progress: Progress.nullable(),
  /** From an earlier import with the same columns (and source). */
  remembered: z.boolean(),
  may: z.object({ change: z.boolean(), write: z.boolean(), undo: z.boolean() }),
}).openapi('ImportDetail');
export type Detail = z.infer<typeof Detail>;

export const GridRow = z.object({
  row: z.int(),
  /** In the order of `columns`; corrected cells as corrected. */
  values: z.array(z.string().nullable()),
  /** Columns that were corrected, with what stands in the file. */
  corrected: z.record(z.string(), z.string().nullable()),
  problems: z.array(ProblemSchema),
  /** lon/lat WGS84; null = no place. */
  point: Position.nullable(),
});
export const Grid = z
  .object({ columns: z.array(z.string()), total: z.int(), rows: z.array(GridRow) })
  .openapi('ImportGrid');

export const Pair = z
  .object({
    id: z.string(),
    row: z.int(),
    /** The other side: an object of the register, or an earlier row of the file. */
    other: z.union([
      z.object({ kind: z.literal('object'), layer: z.string(), id: z.string(), source: z.string() }),
      z.object({ kind: z.literal('row'), row: z.int() }),
    ]),
    why: z.enum(['credit_code', 'name', 'similar_name']),
    /** 0–1; 1 for equal credit codes. */
    score: z.number(),
    distanceM: z.number().nullable(),
    fields: z.array(
      z.object({
        field: z.string(),
        label: TextSchema,
        file: z.union([z.string(), z.number()]).nullable(),
        other: z.union([z.string(), z.number()]).nullable(),
        equal: z.boolean(),
      }),
    ),
    /** lon, lat of the row and of the other side. */
    points: z.object({ file: Position.nullable(), other: Position.nullable() }),
    decision: DuplicateDecision.nullable(),
    /** The decision was made at an earlier import of the same pair. */
    remembered: z.boolean(),
  })
  .openapi('ImportPair');
export type Pair = z.infer<typeof Pair>;

export const Pairs = z
  .object({ total: z.int(), undecided: z.int(), pairs: z.array(Pair) })
  .openapi('ImportPairs');

export const UndoConflict = z
  .object({
    layer: z.string(),
    id: z.string(),
    name: z.string().nullable(),
    /** Fields that are not any more what the import wrote. */
    fields: z.array(z.string()),
    reason: z.enum(['changed', 'deleted', 'recreated', 'used']),
    changedAt: z.string().nullable(),
  })
  .openapi('ImportUndoConflict');
export type UndoConflict = z.infer<typeof UndoConflict>;

export const UndoAnswer = z
  .object({
    undone: z.boolean(),
    /** Objects taken away, and brought back to what they were. */
    removed: z.int(),
    restored: z.int(),
    conflicts: z.array(UndoConflict),
  })
  .openapi('ImportUndo');
export type UndoAnswer = z.infer<typeof UndoAnswer>;
