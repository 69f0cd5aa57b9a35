/** How the columns of a file may be understood: fields, key, coordinate system, words of the dictionaries. */
import type { Layer } from '../../data/layer.ts';
import type { Description } from './api-types.ts';

/** What is known of the city when a file is described. */
export interface City {
  /** [west, south, east, north]; null = no borders are known. */
  readonly bbox: readonly [number, number, number, number] | null;
}

export interface Sample {
  readonly columns: readonly string[];
  readonly head: readonly (readonly (string | null)[])[];
  readonly geometries: readonly unknown[];
  readonly crs: string | null;
  readonly geometryType: string | null;
  readonly layer: Layer | undefined;
  readonly city: City;
}

/** For the chosen layer; without one only the layer and the coordinate system are guessed. */
export function guesses(sample: Sample): Description['guesses'] {
  return { layer: [], fields: namedLikeFields(sample), crs: [], values: {} };
}

const LON = ['lon', 'lng', 'longitude', '经度', 'x'];
const LAT = ['lat', 'latitude', '纬度', 'y'];

/** Columns called like a field, or like its label in either language. */
function namedLikeFields({ columns, layer }: Sample): Description['guesses']['fields'] {
  if (layer === undefined) return [];
  const reason = { zh: '列名相同', en: 'the column has its name' };
  const found: Description['guesses']['fields'] = [];
  const named = (field: string, names: readonly string[]) => {
    const column = columns.find((one) => names.includes(one.trim().toLowerCase()));
    if (column !== undefined) found.push({ field, column, confidence: 1, reason });
  };
  for (const [name, field] of Object.entries(layer.fields))
    if (field.derived !== true)
      named(name, [name, field.label.zh.toLowerCase(), field.label.en.toLowerCase()]);
  if (layer.geometry.includes('Point')) {
    named('lon', LON);
    named('lat', LAT);
  }
  return found;
}
