/** Which sizes of a development decide its sensitivity level, by the tables of HSE's methodology. */
import type { Development, DevelopmentId } from '../../../data/safety/planning-advice.ts';

export type Size = Exclude<keyof Development, 'kind'>;

const SIZES: Readonly<Record<DevelopmentId, readonly Size[]>> = {
  workplace: ['people', 'storeys'],
  parking: [],
  housing: ['dwellings', 'perHectare'],
  hotel: ['people'],
  road: [],
  indoor_public: ['floorM2'],
  outdoor_public: ['people'],
  school: ['areaHa'],
  hospital: ['areaHa'],
  care: ['areaHa'],
  prison: [],
};

export const sizesOf = (kind: DevelopmentId): readonly Size[] => SIZES[kind];

/** Greatest that the server takes. */
export const MOST: Readonly<Record<Size, number>> = {
  people: 1_000_000,
  dwellings: 100_000,
  perHectare: 10_000,
  storeys: 200,
  areaHa: 100_000,
  floorM2: 10_000_000,
};

/** Only what counts for its kind; counts as whole numbers. */
export function developmentWith(
  kind: DevelopmentId,
  sizes: Readonly<Partial<Record<Size, number>>>,
): Development {
  const given = SIZES[kind].flatMap((size) => {
    const value = sizes[size];
    if (value === undefined) return [];
    const whole = size === 'people' || size === 'dwellings' || size === 'storeys';
    return [[size, whole ? Math.max(size === 'storeys' ? 1 : 0, Math.round(value)) : value] as const];
  });
  return { kind, ...Object.fromEntries(given) };
}
