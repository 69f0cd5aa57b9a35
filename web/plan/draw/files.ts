/** Shapes from and to GeoJSON files (RFC 7946). */
import type { Geometry } from 'geojson';
import type { Draft } from './drafts.ts';

/** Rows for the server to check; null when the text is no GeoJSON. Features without a geometry are left to its refusal. */
export function rowsOf(text: string, unnamed: string): readonly unknown[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(parsed) || typeof parsed.type !== 'string') return null;
  const features = Array.isArray(parsed.features)
    ? parsed.features
    : [parsed.type === 'Feature' ? parsed : { type: 'Feature', geometry: parsed, properties: {} }];
  return features.map((feature: unknown, index) => {
    const given = isRecord(feature) ? feature : {};
    const properties = isRecord(given.properties) ? given.properties : {};
    const plain = Object.fromEntries(
      Object.entries(properties).filter(([, value]) => value === null || typeof value !== 'object'),
    );
    const name = [plain.name, plain.名称, plain.title].find(
      (one) => typeof one === 'string' && one.trim() !== '',
    );
    return { name: name ?? `${unnamed} ${index + 1}`, geometry: given.geometry ?? null, properties: plain };
  });
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

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/geo+json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
