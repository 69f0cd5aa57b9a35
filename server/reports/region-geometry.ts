/** What a map picture of a region is drawn from: its outline, its parts with their grades, its enterprises. */
import type { MultiPolygon } from 'geojson';
import type { Session } from '../db/database.ts';
import { parameters } from '../reading.ts';
import { withinPrefix } from '../regions/parts.ts';
import type { PictureContent } from './region-picture.ts';

/** More signs than this would cover the parts below them. */
const MOST_POINTS = 3000;
/** Details below this share of the region's width cannot be seen. */
const DETAIL = 1 / 2500;

/** As the person sees it; `sector` narrows the enterprises. */
export async function regionGeometry(
  session: Session,
  region: { readonly code: string; readonly prefix: string; readonly bbox: PictureContent['bbox'] },
  partLevel: string | null,
  lang: 'zh' | 'en',
  sector?: string,
): Promise<PictureContent> {
  const tolerance = (region.bbox[2] - region.bbox[0]) * DETAIL;
  const shape = (add: (value: unknown) => string) =>
    `st_asgeojson(st_multi(st_simplifypreservetopology(geom, ${add(tolerance)}::double precision)), 5)::json as shape`;
  const outline = parameters();
  const [whole] = await session.query<{ shape: MultiPolygon }>(
    `select ${shape(outline.add)}
from fourcolor.regions
where code = ${outline.add(region.code)}::text`,
    outline.values,
  );
  const inside = parameters();
  const areas =
    partLevel === null
      ? []
      : await session.query<{
          name: string;
          name_en: string | null;
          grade: number | null;
          shape: MultiPolygon;
          lon: number;
          lat: number;
        }>(
          `select name, name_en, grade, ${shape(inside.add)},
  st_x(st_transform(label_point, 4326)) as lon, st_y(st_transform(label_point, 4326)) as lat
from fourcolor.regions
where level = ${inside.add(partLevel)}::text
  and ${withinPrefix('code', region.prefix, inside.add)}
order by code collate "C"`,
          inside.values,
        );
  const points = parameters();
  const enterprises = await session.query<{ grade: number | null; lon: number; lat: number }>(
    `select grade, st_x(geom) as lon, st_y(geom) as lat
from fourcolor.enterprises
where ${withinPrefix('region_code', region.prefix, points.add)}
  ${sector === undefined ? '' : `and sector = ${points.add(sector)}::text`}
order by grade nulls last, id
limit ${MOST_POINTS}`,
    points.values,
  );
  return {
    lang,
    outline: whole?.shape ?? { type: 'MultiPolygon', coordinates: [] },
    areas: areas.map((area) => ({
      name: lang === 'en' ? (area.name_en ?? area.name) : area.name,
      grade: area.grade,
      shape: area.shape,
      at: [area.lon, area.lat],
    })),
    points: enterprises.map(({ grade, lon, lat }) => ({ grade, at: [lon, lat] })),
    bbox: region.bbox,
  };
}
