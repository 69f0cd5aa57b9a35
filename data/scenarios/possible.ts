/** Which scenarios a substance can have, why not the others, and at which levels it harms: no model runs for this. */
import type { Text } from '../layer.ts';
import { TOXIC_ENDPOINTS } from '../tables/endpoints.ts';
import { LISTED_SUBSTANCES } from '../tables/gb18218.ts';
import { SUBSTANCES, type Substance, substanceOf } from '../tables/substances.ts';
import type { Level, ScenarioId } from './scenario.ts';
import { kelvin, stateOf } from './state.ts';

/** Id of a substance by its id, name or CAS number as registers write them; undefined where it is not known. */
export function substanceIdOf(word: string, cas?: string | null): string | undefined {
  const same = (one: { id: string; zh: string; en: string }) =>
    one.id === word || one.zh === word || one.en.toLowerCase() === word.toLowerCase();
  const known = LISTED_SUBSTANCES.find(same) ?? SUBSTANCES.find(same);
  if (known) return known.id;
  return cas
    ? (SUBSTANCES.find((one) => one.cas === cas) ?? LISTED_SUBSTANCES.find((one) => one.cas === cas))?.id
    : undefined;
}

/** Name of a substance by its id; the id itself where it is in no list. */
export function substanceName(id: string): Text {
  const listed = LISTED_SUBSTANCES.find((one) => one.id === id) ?? SUBSTANCES.find((one) => one.id === id);
  return listed ? { zh: listed.zh, en: listed.en } : { zh: id, en: id };
}

/** Toxic levels of a substance, lightest first: AEGL for 60 min, else ERPG, else PAC. */
export function toxicLevels(id: string): readonly Level[] {
  const known = TOXIC_ENDPOINTS[id];
  if (!known) return [];
  const sets = [
    ['AEGL', known.aegl60, '（60 min）', ' (60 min)'],
    ['ERPG', known.erpg, '', ''],
    ['PAC', known.pac, '', ''],
  ] as const;
  const [name, values, zh, en] = sets.find(([, numbers]) => numbers !== null) ?? sets[0];
  return (values ?? []).flatMap((threshold, k): Level[] =>
    threshold === null
      ? []
      : [
          {
            endpoint: `${name}-${k + 1}`,
            threshold,
            unit: 'ppm',
            zh: `${name}-${k + 1}${zh}`,
            en: `${name}-${k + 1}${en}`,
          },
        ],
  );
}

/** Lower flammable limit and half of it, ppm. */
export function flammableLevels({ limits }: Substance): readonly Level[] {
  if (!limits) return [];
  const lower = limits[0] * 1e6;
  return [
    {
      endpoint: 'LFL-half',
      threshold: lower / 2,
      unit: 'ppm',
      zh: '爆炸下限的一半',
      en: 'Half of the lower limit',
    },
    { endpoint: 'LFL', threshold: lower, unit: 'ppm', zh: '爆炸下限', en: 'Lower flammable limit' },
  ];
}

const TOXIC_NONE: Text = { zh: '没有毒性阈值数据', en: 'No toxic levels are known' };
const NOT_A_FUEL: Text = { zh: '没有燃爆数据', en: 'No flammable limits known' };
const MAKES_A_POOL: Text = {
  zh: '此气温下为液体，先成池再蒸发',
  en: 'A liquid at this temperature: it makes a pool first',
};
const NO_POOL: Text = {
  zh: '此气温下不是液体，不形成持久的液池',
  en: 'Not a liquid at this temperature: no lasting pool',
};
const NO_JET: Text = { zh: '此气温下为液体：见池火', en: 'A liquid at this temperature: see the pool fire' };
const NOT_LIQUEFIED: Text = { zh: '只对带压液化气体', en: 'Needs a gas that is liquefied under pressure' };
const NO_PROPERTIES: Text = { zh: '没有物性数据', en: 'No properties are known' };

/** Every scenario: null where the substance can have it at this temperature of the air, else why not. */
export function obstacles(id: string, tempC: number): Readonly<Record<ScenarioId, Text | null>> {
  const known = substanceOf(id);
  if (!known) {
    const none = NO_PROPERTIES;
    return {
      toxic_continuous: none,
      toxic_instantaneous: none,
      flash_fire: none,
      pool_fire: none,
      jet_fire: none,
      bleve: none,
      vce: none,
    };
  }
  const { substance } = known;
  const state = stateOf(substance, kelvin(tempC));
  const toxic = toxicLevels(substance.id).length > 0 ? null : TOXIC_NONE;
  const flammable = substance.limits === null ? NOT_A_FUEL : null;
  const burns = substance.heatOfCombustionJKg === null ? NOT_A_FUEL : flammable;
  return {
    toxic_continuous: toxic,
    toxic_instantaneous: toxic ?? (state === 'liquid' ? MAKES_A_POOL : null),
    flash_fire: flammable,
    pool_fire: burns ?? (state === 'liquid' ? null : NO_POOL),
    jet_fire: burns ?? (state === 'liquid' ? NO_JET : null),
    bleve: burns ?? (state === 'liquefied' ? null : NOT_LIQUEFIED),
    vce: burns,
  };
}

/** Scenarios that a substance can have at a temperature of the air. */
export function scenariosOf(id: string, tempC: number): readonly ScenarioId[] {
  return (Object.entries(obstacles(id, tempC)) as [ScenarioId, Text | null][]).flatMap(([scenario, why]) =>
    why === null ? [scenario] : [],
  );
}
