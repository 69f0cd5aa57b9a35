/** What a style must know of each declaration; the compiler keeps it equal, so that browsers need not load the fields. */
import type { LAYERS, LayerId } from '../data/layers/all.ts';

type Declared<Id extends LayerId> = Extract<(typeof LAYERS)[number], { readonly id: Id }>;
type Said<L, Key extends string> = L extends { readonly [P in Key]: infer Value } ? Value : undefined;
type Facts<L> = { readonly [Key in FactName]: Said<L, Key> };
type FactName = 'graded' | 'publication' | 'kindField' | 'fromZoom' | 'cellsToZoom';

const none = undefined;

/** In the order of the catalogue. A change of a declaration that is not repeated here does not compile. */
export const LAYER_FACTS: { readonly [Id in LayerId]: Facts<Declared<Id>> } = {
  regions: { graded: true, publication: 'features', kindField: none, fromZoom: none, cellsToZoom: none },
  management_areas: {
    graded: false,
    publication: 'features',
    kindField: 'kind',
    fromZoom: 7,
    cellsToZoom: none,
  },
  parks: { graded: false, publication: 'never', kindField: 'kind', fromZoom: 7, cellsToZoom: none },
  enterprises: {
    graded: true,
    publication: 'cells',
    kindField: 'sector',
    fromZoom: none,
    cellsToZoom: 12,
  },
  places: { graded: true, publication: 'never', kindField: 'kind', fromZoom: none, cellsToZoom: 12 },
  risk_points: {
    graded: true,
    publication: 'never',
    kindField: 'accident_type',
    fromZoom: none,
    cellsToZoom: 12,
  },
  major_hazards: {
    graded: true,
    publication: 'never',
    kindField: 'kind',
    fromZoom: none,
    cellsToZoom: none,
  },
  hazard_points: {
    graded: true,
    publication: 'features',
    kindField: 'kind',
    fromZoom: none,
    cellsToZoom: 11,
  },
  pipelines: { graded: false, publication: 'never', kindField: 'medium', fromZoom: 7, cellsToZoom: none },
  lifelines: { graded: false, publication: 'never', kindField: 'kind', fromZoom: 7, cellsToZoom: none },
  roads: { graded: false, publication: 'never', kindField: 'class', fromZoom: 7, cellsToZoom: none },
  protected_targets: {
    graded: false,
    publication: 'never',
    kindField: 'kind',
    fromZoom: none,
    cellsToZoom: 11,
  },
  risk_contours: {
    graded: false,
    publication: 'never',
    kindField: none,
    fromZoom: 9,
    cellsToZoom: none,
  },
  resources: { graded: false, publication: 'features', kindField: 'kind', fromZoom: 7, cellsToZoom: none },
  cameras: { graded: false, publication: 'never', kindField: 'kind', fromZoom: 12, cellsToZoom: none },
  plans: { graded: false, publication: 'never', kindField: 'kind', fromZoom: 10, cellsToZoom: none },
  hidden_dangers: {
    graded: false,
    publication: 'never',
    kindField: 'class',
    fromZoom: 9,
    cellsToZoom: none,
  },
  tasks: { graded: false, publication: 'never', kindField: 'state', fromZoom: 11, cellsToZoom: none },
  accidents: { graded: false, publication: 'never', kindField: 'type', fromZoom: 7, cellsToZoom: none },
};
