/** What a layer of the map is: one declaration from which SQL, schemas, tiles, legend and forms follow. */
import type { z } from 'zod';

/** A text in both languages of the product; Chinese comes first. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Roles that read the register; each is the database role `fc_<role>`. */
export const STAFF_ROLES = [
  'planner',
  'commander',
  'field',
  'enterprise',
  'admin',
  'security',
  'audit',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
/** `public` is a visitor without an account: reads the schema `published` and nothing else. */
export type Role = StaffRole | 'public';

/** Whoever reads, as far as the choice of rows and columns depends on it. */
export interface Reader {
  readonly role: Role;
  /** Region codes (12 or 14 digits) within which this person sees and acts; null = the whole city. */
  readonly regions: readonly string[] | null;
  /** Sector ids within which this person sees and acts; null = every sector. */
  readonly sectors: readonly string[] | null;
}

/** Who may read the ordinary fields of the register. Accounts and enterprises get their own views later. */
export const REGISTER_READERS = [
  'planner',
  'commander',
  'field',
  'admin',
  'audit',
] as const satisfies readonly StaffRole[];
/** Who may see a person's name and telephone: those who must call, and the administrator. */
export const CONTACT_READERS = ['commander', 'field', 'admin'] as const satisfies readonly StaffRole[];

export type SqlType =
  | 'text'
  | 'smallint'
  | 'integer'
  | 'double precision'
  | 'date'
  | 'timestamp with time zone';

/** The words a coded field may hold, in the order in which they are shown. */
export type Dictionary = readonly {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Objects of this kind travel and are drawn from this zoom; absent = from the layer's own. */
  readonly fromZoom?: number;
}[];

export interface Field {
  readonly label: Text;
  readonly type: SqlType;
  /** Checks one value from outside (an import, a request); null is handled by `nullable`. */
  readonly schema: z.ZodType;
  readonly nullable: boolean;
  readonly unit?: string;
  /** Database roles that may select the column in the register. */
  readonly readers: readonly StaffRole[];
  /** In the copy that the public reads. */
  readonly published: boolean;
  /** Smallest zoom at which the attribute travels in tiles; absent = never. */
  readonly tileFromZoom?: number;
  /** How people narrow by it; absent = not offered as a filter control. */
  readonly filter?: 'choice' | 'range' | 'text' | 'date';
  readonly dictionary?: Dictionary;
  /** The database or the grading fills it: imports may not. */
  readonly derived?: boolean;
}

export type GeometryType = 'Point' | 'MultiLineString' | 'MultiPolygon';

/** Where the catalogue lists a layer. */
export const LAYER_GROUPS = [
  { id: 'area', zh: '区域与园区', en: 'Areas' },
  { id: 'risk', zh: '风险源', en: 'Sources of risk' },
  { id: 'network', zh: '管线与道路', en: 'Networks' },
  { id: 'target', zh: '防护目标', en: 'Who must be protected' },
  { id: 'response', zh: '应急资源', en: 'Emergency resources' },
  { id: 'prevention', zh: '隐患排查治理', en: 'Prevention' },
  { id: 'record', zh: '事故与报告', en: 'Accidents and reports' },
] as const satisfies Dictionary;
export type LayerGroup = (typeof LAYER_GROUPS)[number]['id'];

export interface Layer {
  /** Collection id, MVT layer name and table name. */
  readonly id: string;
  readonly group: LayerGroup;
  readonly label: Text;
  readonly about: Text;
  readonly geometry: readonly GeometryType[];
  readonly fields: Readonly<Record<string, Field>>;
  readonly graded: boolean;
  /** The field that OGC `datetime` filters. */
  readonly time: string;
  /** The field shown as the object's name. */
  readonly title: string;
  /** Field that holds the object's region, by which row policies scope people. */
  readonly regionField: string;
  /** Coded field that divides the layer: its words are the symbols, the rows of the legend, the filter `kind`. */
  readonly kindField?: string;
  /** Coded field by which the counted cells are divided; absent = only totals. */
  readonly cellsBy?: string;
  /** Smallest zoom of the objects in tiles; absent = 0. */
  readonly fromZoom?: number;
  /** Up to this zoom a tile holds counted cells, above it the objects. */
  readonly cellsToZoom?: number;
  /** What the public reads: its own collection, only counted cells, or nothing. */
  readonly publication: 'features' | 'cells' | 'never';
  /** Words of `kindField` that the public reads; absent = all of a published layer. */
  readonly publishedKinds?: readonly string[];
}

/** Whether all objects are points; lines and areas may cross borders and tiles. */
export function onlyPoints(layer: Layer): boolean {
  return layer.geometry.every((type) => type === 'Point');
}

/** The columns that a role may read, in declared order. */
export function readableFields(layer: Layer, role: Role): string[] {
  return Object.entries(layer.fields)
    .filter(([, field]) => (role === 'public' ? field.published : field.readers.includes(role)))
    .map(([name]) => name);
}
