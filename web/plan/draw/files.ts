/** Shapes from and to files: GeoJSON (RFC 7946) and KML; what cannot be a shape is named, with what helps. */
import type { Geometry } from 'geojson';
import type { Text } from '../../../data/layer.ts';
import type { Draft } from './drafts.ts';

/** What a file holds of one shape, not checked yet. */
export interface FileFeature {
  readonly name: string;
  readonly note: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
  /** Why the file itself gave no geometry. */
  readonly why?: Text;
}

export interface FileRows {
  /** For the server to check; each with its place in the file, from 0. */
  readonly rows: readonly { readonly row: number; readonly shape: unknown }[];
  readonly refused: readonly { readonly row: number; readonly name: string; readonly reason: Text }[];
}

/** What a file brings, or why it brings nothing. */
export async function readShapes(file: File, unnamed: string): Promise<FileRows | { readonly bad: Text }> {
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  if (text.startsWith('PK')) return { bad: PACKED };
  if (/^\s*(<\?xml|<kml|<!--)/i.test(text)) {
    const { readKml } = await import('./kml.ts');
    try {
      return rowsOf(readKml(text), unnamed);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return { bad: noKml(Number(error.cause) || 1, error.message) };
    }
  }
  const features = readGeoJson(text);
  return 'bad' in features ? features : rowsOf(features, unnamed);
}

/** The features of a GeoJSON text in their order. */
export function readGeoJson(text: string): FileFeature[] | { readonly bad: Text } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { bad: NO_JSON };
  }
  if (!isRecord(parsed) || typeof parsed.type !== 'string') return { bad: NO_JSON };
  const features = Array.isArray(parsed.features)
    ? parsed.features
    : [parsed.type === 'Feature' ? parsed : { type: 'Feature', geometry: parsed, properties: {} }];
  return features.map((feature: unknown) => {
    const given = isRecord(feature) ? feature : {};
    const properties = isRecord(given.properties) ? given.properties : {};
    const named = ['name', '名称', 'title'].find((key) => isWord(properties[key]));
    const { note, ...others } = properties;
    if (named) delete others[named];
    return {
      name: named ? String(properties[named]) : '',
      note: isWord(note) ? note : '',
      properties: Object.fromEntries(
        Object.entries(others).filter(([, value]) => value === null || typeof value !== 'object'),
      ),
      geometry: given.geometry ?? null,
    };
  });
}

/** The features that may be shapes, for the server to check; the others with what is wrong and what helps. */
export function rowsOf(features: readonly FileFeature[], unnamed: string): FileRows | { readonly bad: Text } {
  if (features.length === 0) return { bad: EMPTY };
  const rows: { row: number; shape: unknown }[] = [];
  const refused: { row: number; name: string; reason: Text }[] = [];
  for (const [row, { name: written, why, ...feature }] of features.entries()) {
    const name = written.trim().slice(0, 200) || `${unnamed} ${row + 1}`;
    const reason = why ?? wrongWith(feature.geometry);
    if (reason) refused.push({ row, name, reason });
    else rows.push({ row, shape: { ...feature, name, geometry: flat(feature.geometry) } });
  }
  return { rows, refused };
}

const TYPES = ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'];

function wrongWith(geometry: unknown): Text | null {
  if (!isRecord(geometry)) return NO_GEOMETRY;
  if (!TYPES.some((type) => type === geometry.type)) return otherType(String(geometry.type));
  const places = placesOf(geometry.coordinates);
  if (places.length === 0 || places.some((place) => !place.every(Number.isFinite) || place.length < 2))
    return NO_NUMBERS;
  const far = places.find(([lon = 0, lat = 0]) => Math.abs(lon) > 180 || Math.abs(lat) > 90);
  return far ? noDegrees(`${far[0]}, ${far[1]}`) : null;
}

/** Heights are not kept. */
function flat(geometry: unknown): unknown {
  const two = (part: unknown): unknown =>
    Array.isArray(part) ? (typeof part[0] === 'number' ? part.slice(0, 2) : part.map(two)) : part;
  return isRecord(geometry) ? { type: geometry.type, coordinates: two(geometry.coordinates) } : geometry;
}

function placesOf(coordinates: unknown): number[][] {
  if (!Array.isArray(coordinates)) return [];
  return coordinates.every(Array.isArray) ? coordinates.flatMap(placesOf) : [coordinates as number[]];
}

export function geoJsonOf(drafts: readonly Draft[]): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: drafts.map(({ name, note, geometry, properties }) => ({
      type: 'Feature',
      geometry: geometry satisfies Geometry,
      properties: { ...properties, name, ...(note !== '' && { note }) },
    })),
  });
}

export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** As its XML declaration says, or UTF-8. */
function decoded(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const [, stated = 'utf-8'] = /^[^<]{0,3}<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(head) ?? [];
  try {
    return new TextDecoder(stated).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

const isWord = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NO_JSON: Text = {
  zh: '这个文件既不是 GeoJSON 也不是 KML。请在原软件中导出为 GeoJSON（.geojson）或 KML（.kml）再导入。',
  en: 'This file is neither GeoJSON nor KML. Export it as GeoJSON (.geojson) or KML (.kml) where it was made.',
};
const PACKED: Text = {
  zh: '这是压缩包（如 KMZ）。请先解压，再导入其中的 doc.kml。',
  en: 'This is an archive (such as KMZ). Unpack it and import the doc.kml in it.',
};
const EMPTY: Text = {
  zh: '文件中没有图形。请检查导出时是否选中了要素。',
  en: 'There are no shapes in the file. Check what was selected when it was exported.',
};
const NO_GEOMETRY: Text = {
  zh: '没有几何。请在原软件中补画，或删去这个要素。',
  en: 'It has no geometry. Draw it where it was made, or remove the feature.',
};
const NO_NUMBERS: Text = {
  zh: '坐标不是数字。请在原软件中重新导出。',
  en: 'Its coordinates are no numbers. Export it again where it was made.',
};
const noDegrees = (place: string): Text => ({
  zh: `坐标“${place}”不是经纬度。请先转换成 WGS84 经纬度再导出。`,
  en: `The coordinates “${place}” are no degrees. Convert them to WGS 84 longitude and latitude first.`,
});
const otherType = (type: string): Text => ({
  zh: `不支持的几何类型“${type}”。请拆成单独的点、线或面。`,
  en: `Geometry of the type “${type}” is not supported. Split it into points, lines or areas.`,
});
const noKml = (line: number, detail: string): Text => ({
  zh: `KML 第 ${line} 行不是有效的 XML（${detail}）。请在原软件中重新导出。`,
  en: `Line ${line} of the KML is no valid XML (${detail}). Export it again where it was made.`,
});
