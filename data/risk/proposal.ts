/** What a planner proposes: a plant with its substances, or a building with its people. Points are lon/lat WGS84. */
import { z } from 'zod';
import { MAJOR_HAZARD_KINDS } from '../layers/major-hazards.ts';
import { TARGET_CLASSES, TARGET_KINDS } from '../layers/protected-targets.ts';
import type { RiskUnit } from './field.ts';
import type { UnitKind } from './holding.ts';
import type { TargetClass } from './verdict.ts';

type TargetKind = (typeof TARGET_KINDS)[number]['id'];

const idsOf = <Id extends string>(dictionary: readonly { readonly id: Id }[]) =>
  dictionary.map(({ id }) => id) as [Id, ...Id[]];

const PositionInput = z.tuple([z.number().min(-180).max(180), z.number().min(-89).max(89)]).meta({
  type: 'array',
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2,
  description: 'lon, lat; CRS84',
});

/** What a proposal is called; chosen by whoever proposes. */
const identity = { id: z.string().min(1).max(200), name: z.string().max(200), at: PositionInput };

/** A line of a proposed inventory; the substance by its CAS number, else by its name in GB 18218. */
export const ProposedLine = z.strictObject({
  substance: z.string().min(1).max(200),
  cas: z.string().max(20).nullish(),
  quantityT: z.number().positive().max(10_000_000),
  state: z.string().max(100).nullish(),
});

export const PlantInput = z.strictObject({
  ...identity,
  kind: z.literal('plant'),
  unitKind: z.enum(idsOf<UnitKind>(MAJOR_HAZARD_KINDS)),
  inventory: z.array(ProposedLine).max(50),
});

export const BuildingInput = z.strictObject({
  ...identity,
  kind: z.literal('building'),
  class: z.enum(idsOf<TargetClass>(TARGET_CLASSES)),
  targetKind: z.enum(idsOf<TargetKind>(TARGET_KINDS)).optional(),
  /** What is proposed is new: the limits of GB 36894-2018 for new targets. */
  service: z.literal('new'),
  peopleDay: z.number().min(0).max(1_000_000),
  peopleNight: z.number().min(0).max(1_000_000),
});

export const ProposalInput = z.discriminatedUnion('kind', [PlantInput, BuildingInput]);

export type ProposedPlant = z.infer<typeof PlantInput>;
export type ProposedBuilding = z.infer<typeof BuildingInput>;
export type Proposal = z.infer<typeof ProposalInput>;

/** A proposed plant as a unit of the risk field; `unitId` in every answer is the id of the proposal. */
export function unitOfPlant({ id, name, unitKind, at, inventory }: ProposedPlant): RiskUnit {
  return {
    id,
    name,
    kind: unitKind,
    lon: at[0],
    lat: at[1],
    inventory: inventory.map(({ substance, cas, quantityT, state }) => ({
      substance,
      cas: cas ?? null,
      quantityT,
      state: state ?? null,
    })),
  };
}

/** The plants among proposals, as units of the risk field. */
export const plantsOf = (proposals: readonly Proposal[]): RiskUnit[] =>
  proposals.flatMap((one) => (one.kind === 'plant' ? [unitOfPlant(one)] : []));
