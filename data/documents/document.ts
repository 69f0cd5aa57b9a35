/** A document as a plain value: what every writer (Word, PDF, Excel, CSV) puts on paper, said once. */
import type { GradeKey } from '../grade.ts';

export type DocumentLang = 'zh' | 'en';
export const DOCUMENT_FORMATS = ['docx', 'pdf', 'xlsx', 'csv'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** A number or a date stays one in a spreadsheet; null is unknown and is written as a dash, never as 0. */
export type Cell = string | number | boolean | Date | null;

export interface Column {
  readonly label: string;
  /** How values are written: `count` whole numbers, `number` with `digits`, `date` a day, `moment` a day and time. */
  readonly type?: 'text' | 'count' | 'number' | 'percent' | 'date' | 'moment' | 'grade';
  /** Digits after the point of `number` and `percent`; 2 and 1 when absent. */
  readonly digits?: number;
  /** Share of the table's width against the other columns; 1 when absent. */
  readonly width?: number;
  /** Said behind the label, in brackets. */
  readonly unit?: string;
}

export interface Table {
  readonly kind: 'table';
  /** Stands above the table; also the name of a sheet. */
  readonly caption?: string;
  readonly columns: readonly Column[];
  /** One value per column. A `grade` column holds 1-4 or null (not assessed). */
  readonly rows: readonly (readonly Cell[])[];
  /** A last row set apart. */
  readonly totals?: readonly Cell[];
}

export interface Picture {
  readonly kind: 'picture';
  readonly png: Uint8Array;
  readonly widthMm: number;
  readonly caption: string;
  /** What somebody who does not see it must know. */
  readonly alt: string;
}

/** Shares of the grades as one bar a row, with the numbers beside it. */
export interface GradeBars {
  readonly kind: 'gradeBars';
  readonly caption?: string;
  readonly rows: readonly { readonly label: string; readonly counts: GradeCounts }[];
}

/** Objects by grade; 'null' counts what is not assessed. */
export type GradeCounts = Readonly<Record<GradeKey, number>>;

export type Part =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly look?: 'plain' | 'notice' }
  | { readonly kind: 'keyValues'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | Table
  | Picture
  | GradeBars
  | { readonly kind: 'pageBreak' };

export interface ReportDocument {
  readonly title: string;
  readonly subtitle?: string;
  /** Who made it, for which region, … */
  readonly meta: readonly (readonly [label: string, value: string])[];
  /** Where the data come from, as it is to be cited. */
  readonly source: string;
  /** The moment for which the numbers hold. */
  readonly asOf: Date;
  /** Invented data: 模拟数据 stands on every page. */
  readonly demo: boolean;
  readonly lang: DocumentLang;
  /** Whether a list of contents stands behind the title; absent = no. */
  readonly contents?: boolean;
  readonly landscape?: boolean;
  readonly parts: readonly Part[];
}
