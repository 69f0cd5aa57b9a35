/** City, counties and townships that the reader sees, each below its own. */
import { answered } from '../../api.ts';

export interface RegionChoice {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** 0 = outermost. */
  readonly depth: number;
}

const LEVELS: readonly string[] = ['city', 'county', 'township'];

export async function readRegions(signal: AbortSignal): Promise<readonly RegionChoice[]> {
  const query = new URLSearchParams({
    filter: "level in ('city', 'county', 'township')",
    sortby: 'code',
    limit: '2000',
    f: 'json',
  });
  const { features } = await answered<{
    features: readonly {
      properties: { code: string; name: string; name_en?: string | null; level: string };
    }[];
  }>(fetch(`/ogc/collections/regions/items?${query}`, { signal }));
  const depths = features.map(({ properties }) => LEVELS.indexOf(properties.level));
  const outermost = Math.min(...depths);
  return features.map(({ properties }, at) => ({
    code: properties.code,
    name: properties.name,
    nameEn: properties.name_en ?? null,
    depth: (depths[at] ?? 0) - outermost,
  }));
}
