/** What a unit holds, as risk needs it: the substance with its properties, in how many vessels of which kind. */
import type { Text } from '../layer.ts';
import type { MAJOR_HAZARD_KINDS } from '../layers/major-hazards.ts';
import { toxicProbitOf } from '../models/toxic-harm.ts';
import { FAILURE_SETS, type FailureSet, type FailureSetId } from '../tables/failure-frequencies.ts';
import { LISTED_SUBSTANCES } from '../tables/gb18218.ts';
import type { ToxicProbit } from '../tables/probits.ts';
import { SUBSTANCES, type Substance, substanceOf } from '../tables/substances.ts';

/** How a substance is kept. */
export type Storage = 'pressurised' | 'cold' | 'liquid' | 'gas';
export type UnitKind = (typeof MAJOR_HAZARD_KINDS)[number]['id'];

/** One line of a unit's inventory. */
export interface InventoryLine {
  readonly substance: string;
  readonly cas: string | null;
  readonly quantityT: number;
  readonly state: string | null;
}

/** A substance in vessels, ready to be computed. */
export interface Holding {
  readonly substance: Substance;
  /** Constants of CPR 18E, table 5.2; null = not computed as toxic. */
  readonly probit: ToxicProbit | null;
  readonly storage: Storage;
  readonly vesselKg: number;
  /** Vessels of that mass; not a whole number where the quantity is no multiple. */
  readonly vessels: number;
  readonly failures: FailureSet;
}

export type Understood =
  | { readonly holding: Holding; readonly notes: readonly Text[] }
  | { readonly missing: Text };

/**
 * Largest vessel by storage, kg: own defaults where the register does not say in how many vessels a quantity is held
 * (a sphere of 1,000 m³ of LPG, a tank of 10,000 m³, …). Smaller for poisonous gases.
 */
export const LARGEST_VESSEL_KG: Readonly<Record<Storage, number>> = {
  pressurised: 500_000,
  cold: 500_000,
  liquid: 8_000_000,
  gas: 5_000,
};
export const LARGEST_TOXIC_VESSEL_KG = 100_000;

/** One set for all substances, so that units can be compared; in mg/m³ and minutes. */
export const PROBIT_SET = 'purple-book';

/** How states are written; first match. */
const STORAGES: readonly (readonly [RegExp, Storage])[] = [
  [/加压液化|压力液化|pressuri[sz]ed liqu/i, 'pressurised'],
  [/低温|冷冻|refrigerated|cryogenic/i, 'cold'],
  [/加压气体|压缩气体|compressed gas/i, 'gas'],
  [/常压液体|液体|atmospheric liquid/i, 'liquid'],
];

/** Air and ground, K. */
export const AMBIENT_K = 293.15;

/** The id of GB 18218 of a line, by CAS number, else by its Chinese name; undefined = not one of them. */
function substanceIdOf(line: InventoryLine): string | undefined {
  const listed = LISTED_SUBSTANCES.find(
    (one) => (line.cas && one.cas === line.cas) || (!line.cas && one.zh === line.substance),
  );
  return listed?.id ?? SUBSTANCES.find((one) => line.cas !== null && one.cas === line.cas)?.id;
}

/** Understands a line of an inventory, or says what is missing; nothing is guessed. */
export function understand(kind: UnitKind, line: InventoryLine): Understood {
  const missing = (zh: string, en: string): Understood => ({ missing: { zh, en } });
  const id = substanceIdOf(line);
  const known = id === undefined ? null : substanceOf(id);
  if (!id || !known) return missing(`${line.substance}：没有物性数据`, `${line.substance}: no properties`);
  const storage = STORAGES.find(([pattern]) => pattern.test(line.state ?? ''))?.[1];
  if (!storage)
    return missing(
      `${line.substance}：储存状态“${line.state ?? ''}”未知`,
      `${line.substance}: unknown state "${line.state ?? ''}"`,
    );
  if (storage === 'liquid' && kind === 'warehouse')
    return missing(
      `${line.substance}：库房内包装货物，储罐泄漏频率不适用`,
      `${line.substance}: packaged goods in a warehouse; frequencies of tanks do not apply`,
    );
  if (!(line.quantityT > 0)) return missing(`${line.substance}：数量为零`, `${line.substance}: no quantity`);
  const { substance, standsFor } = known;
  if (storage === 'liquid' && substance.boilingPointK < AMBIENT_K)
    return missing(
      `${line.substance}：常压液体但沸点低于 20 °C，状态矛盾`,
      `${line.substance}: an unpressurised liquid that boils below 20 °C: contradictory`,
    );
  const probit = toxicProbitOf(PROBIT_SET, id) ?? null;
  if (probit === null && (substance.limits === null || substance.heatOfCombustionJKg === null))
    return missing(
      `${line.substance}：没有毒性概率单位，也不可燃`,
      `${line.substance}: no toxic probit and not flammable`,
    );
  const massKg = line.quantityT * 1000;
  const largest = Math.min(
    LARGEST_VESSEL_KG[storage],
    probit && storage !== 'liquid' ? LARGEST_TOXIC_VESSEL_KG : Number.POSITIVE_INFINITY,
  );
  const vesselKg = Math.min(massKg, largest);
  const failures = failuresOf(kind, storage);
  const notes: Text[] = standsFor
    ? [
        {
          zh: `${line.substance} 按 ${substance.zh} 计算`,
          en: `${line.substance} is computed as ${substance.en}`,
        },
      ]
    : [];
  return {
    holding: {
      substance,
      probit,
      storage,
      vesselKg,
      vessels: massKg / vesselKg,
      failures,
    },
    notes,
  };
}

function failuresOf(kind: UnitKind, storage: Storage): FailureSet {
  const pressure =
    storage === 'pressurised' || storage === 'gas' || (storage === 'cold' && kind === 'filling');
  const id: FailureSetId =
    kind === 'production'
      ? 'pressure-vessel-process'
      : pressure
        ? 'pressure-vessel-storage'
        : 'atmospheric-tank-single';
  return FAILURE_SETS.find((set) => set.id === id)!;
}
