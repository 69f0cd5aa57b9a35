/** The coordinate system of a file, chosen or stated, as one conversion to WGS84 with what a person must know of it. */
import type { CrsDescription } from '../geo/crs.ts';
import { describeCrs, described } from '../geo/describe-crs.ts';
import { fitLocalGrid, type GridFit } from '../geo/local-grid.ts';
import { type ToWgs84, toWgs84By } from '../geo/to-wgs84.ts';
import type { CrsSpec } from './mapping.ts';
import { ImportUsage, problem } from './problem.ts';

export interface DatumPlan {
  /** null = the numbers are longitude and latitude as they stand (WGS84; CGCS2000 differs by less than a metre). */
  readonly convert: ToWgs84 | null;
  readonly about: CrsDescription;
  /** Of a local grid. */
  readonly fit: GridFit | null;
}

/** WGS84 longitude and latitude, where nothing else is said. */
const PLAIN = 'EPSG:4326';

/**
 * What the person chose, else what the file states.
 * @throws {ImportUsage} for a system that cannot be converted, or a grid that the control points cannot carry
 */
export function planDatum(chosen: string | CrsSpec | undefined, stated: string | undefined): DatumPlan {
  const spec: CrsSpec = typeof chosen === 'object' ? chosen : { crs: chosen ?? stated ?? PLAIN };
  const found = describeCrs(spec.crs);
  if (found === undefined)
    throw new ImportUsage([problem('crs_unsupported', { field: 'crs', value: spec.crs })]);
  const { crs } = found;
  const fit = crs.kind === 'local' ? fitted(spec) : null;
  const about = described(crs, spec.sevenParameters !== undefined);
  const asItStands =
    crs.kind === 'geographic' &&
    (crs.datum === 'wgs84' || crs.datum === 'cgcs2000') &&
    spec.axes !== 'north_east';
  if (asItStands) return { convert: null, about, fit };
  const convert = toWgs84By(crs, {
    axes: spec.axes ?? 'auto',
    sevenParameters: spec.sevenParameters,
    ...(fit === null ? {} : { fit }),
  });
  return { convert, about, fit };
}

function fitted({ controlPoints = [], method }: CrsSpec): GridFit {
  const result = fitLocalGrid(
    controlPoints.map(({ name, ...point }) => (name === undefined ? point : { name, ...point })),
    method ?? (controlPoints.length > 3 ? 'affine' : 'helmert'),
  );
  if (result.ok) return result.fit;
  throw new ImportUsage([
    problem('grid_not_fitted', { field: 'crs' }, { detail: { zh: result.zh, en: result.en } }),
  ]);
}

/** A geometry with every position converted; `failed` is the first pair that is no place of the system. */
export function convertedGeometry(
  raw: unknown,
  convert: ToWgs84,
): { readonly geometry: unknown; readonly failed: string | null } {
  let failed: string | null = null;
  const walk = (part: unknown): unknown => {
    if (!Array.isArray(part)) return part;
    const [x, y]: unknown[] = part;
    if (typeof x !== 'number' || typeof y !== 'number') return part.map(walk);
    const at = convert(x, y);
    if (at === null) failed ??= `${x},${y}`;
    return at === null ? part : [...at, ...part.slice(2)];
  };
  if (typeof raw !== 'object' || raw === null || !('coordinates' in raw))
    return { geometry: raw, failed: null };
  const coordinates = walk(raw.coordinates);
  return { geometry: { ...raw, coordinates }, failed };
}
