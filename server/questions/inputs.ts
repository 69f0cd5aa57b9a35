/** The inputs that the spatial questions share: layers, where, near what, and which objects. */
import { z } from '@hono/zod-openapi';
import { GRADE_KEYS } from '../../data/grade.ts';
import { GeometryInput } from '../geometry-input.ts';

const MAX_RADIUS_M = 200_000;

const layerId = z.string().min(1).max(60);
const cql2 = z.string().min(1).max(8_000);
const word = z.string().min(1).max(60);
const wordList = z.array(word).min(1).max(100);
const from = z.enum(['boundary', 'point']).default('boundary').openapi({
  description:
    'Major hazard sources: measured from the plant boundary where there is one, else from the point; "point" always takes the point / 重大危险源从厂界（没有厂界时从点位）量起',
});

export const LayersInput = z
  .array(layerId)
  .min(1)
  .max(20)
  .refine((layers) => new Set(layers).size === layers.length)
  .openapi({ description: 'Layer ids / 图层' });

/** An object of a layer that the reader sees, in place of a drawn geometry. */
export const ObjectInput = z
  .strictObject({ layer: layerId, id: z.string().min(1).max(200), from })
  .openapi('ObjectInput', { description: 'A selected feature or region / 选中的要素或区域' });
export type ObjectInput = z.output<typeof ObjectInput>;

export const AreaInput = z
  .union([ObjectInput, GeometryInput])
  .openapi({ description: 'GeoJSON lon/lat, [lon, lat], or {"layer", "id"} of an object' });
export type AreaInput = z.output<typeof AreaInput>;

export const RadiusInput = z
  .number()
  .min(0)
  .max(MAX_RADIUS_M)
  .openapi({ description: 'Metres around the geometry, to both sides of a line / 到几何的距离（米）' });

export const FilterInput = z
  .union([cql2, z.record(z.string(), cql2)])
  .openapi({ description: 'CQL2 text for every layer, or one for each layer id' });
export type FilterInput = z.output<typeof FilterInput>;

export const KindsInput = z
  .union([wordList, z.record(z.string(), wordList)])
  .openapi({ description: 'Words of the layers’ kind field, for every layer or for each layer id / 类别' });
export type KindsInput = z.output<typeof KindsInput>;

export const NearInput = z
  .strictObject({
    layer: layerId,
    radiusM: z.number().min(0).max(MAX_RADIUS_M),
    filter: cql2.optional(),
    kinds: wordList.optional(),
    from,
  })
  .openapi('NearInput', {
    description:
      'Only objects within radiusM of an object of this layer, which may lie outside the geometry; an object is not near itself / 图层对图层',
  });
export type NearInput = z.output<typeof NearInput>;

export const FeaturesOutput = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.any()) });

export const ByGradeOutput = z.record(z.enum(GRADE_KEYS), z.int());
