/** Every accident scenario: what one of them does. */
import type { Text } from '../layer.ts';
import type { Validity } from '../models/model.ts';
import { ENDPOINTS_VERSION, TOXIC_SOURCES } from '../tables/endpoints.ts';
import { SUBSTANCE_SOURCES, SUBSTANCES_VERSION, type Substance, substanceOf } from '../tables/substances.ts';
import { vapourCloudExplosion } from './blast.ts';
import { Chain, type UsedModel } from './chain.ts';
import { continuousCloud, suddenCloud } from './cloud.ts';
import { fireball, jet, poolFire } from './fire.ts';
import { flammableLevels, scenariosOf, substanceName, toxicLevels } from './possible.ts';
import type { Effects, Level, Release, Runner, ScenarioId, Weather } from './scenario.ts';
import { kelvin, stateOf } from './state.ts';

/** What is asked: a substance by its id in GB 18218, its quantity, the scenario and the weather. */
export interface ScenarioInput extends Release {
  readonly substance: string;
  readonly scenario: ScenarioId;
  readonly weather: Weather;
  readonly terrain: 'rural' | 'urban';
}

export interface ScenarioOutcome {
  /** Null where there is no data to compute with; the reasons say what is missing. */
  readonly effects: Effects | null;
  readonly validity: Validity | null;
  readonly reasons: readonly Text[];
  readonly assumptions: readonly Text[];
  readonly sources: readonly string[];
  readonly models: readonly UsedModel[];
  readonly tables: Readonly<Record<'substances' | 'endpoints', string>>;
  /** Scenarios that this substance can have at this temperature. */
  readonly possible: readonly ScenarioId[];
}

const RUNNERS: Readonly<Record<ScenarioId, Runner>> = {
  toxic_continuous: (s, chain) => continuousCloud(s, toxic(s.substance, chain), 'toxic', chain),
  toxic_instantaneous: (s, chain) => suddenCloud(s, toxic(s.substance, chain), 'toxic', chain),
  flash_fire: (s, chain) =>
    s.holeDiameterM === undefined && stateOf(s.substance, kelvin(s.weather.tempC)) !== 'liquid'
      ? suddenCloud(s, flammable(s.substance, chain), 'flammable', chain)
      : continuousCloud(s, flammable(s.substance, chain), 'flammable', chain),
  pool_fire: poolFire,
  jet_fire: jet,
  bleve: fireball,
  vce: vapourCloudExplosion,
};

function toxic(substance: Substance, chain: Chain): readonly Level[] {
  chain.cite(TOXIC_SOURCES);
  chain.assume(
    '阈值按 60 min 暴露；较短的暴露偏保守',
    'Levels are for 60 min; conservative for shorter exposure',
  );
  return toxicLevels(substance.id);
}

function flammable(substance: Substance, chain: Chain): readonly Level[] {
  chain.cite(SUBSTANCE_SOURCES.limits);
  return flammableLevels(substance);
}

/**
 * Runs a scenario. Without properties of the substance, or without levels for it, there are no effects and the reason is
 * "no data". Throws NotPossible where an input stands in the way, Undefined where an equation has no value.
 */
export function runScenario(input: ScenarioInput): ScenarioOutcome {
  const { substance: id, ...rest } = input;
  const known = substanceOf(id);
  const possible = scenariosOf(id, input.weather.tempC);
  const none = (zh: string, en: string): ScenarioOutcome => ({
    effects: null,
    validity: null,
    reasons: [{ zh, en }],
    assumptions: [],
    sources: [],
    models: [],
    tables: TABLES,
    possible,
  });
  if (!known)
    return none(
      `没有数据：${substanceName(id).zh}没有物性数据，不作计算`,
      `No data: no properties of ${substanceName(id).en} are known, nothing is computed`,
    );
  const { substance, standsFor } = known;
  const isToxic = input.scenario.startsWith('toxic');
  if (isToxic && toxicLevels(substance.id).length === 0)
    return none(
      `没有数据：${substance.zh}没有毒性阈值`,
      `No data: no toxic levels of ${substance.en} are known`,
    );
  if (!isToxic && substance.limits === null)
    return none(
      `没有数据：${substance.zh}没有燃爆数据（不是可燃物）`,
      `No data: ${substance.en} has no flammable limits (it is not a fuel)`,
    );
  const chain = new Chain();
  chain.cite(SUBSTANCE_SOURCES.properties);
  if (standsFor)
    chain.remark(
      'edge',
      `${substanceName(id).zh}为混合物，以${substance.zh}的物性代表`,
      `${substanceName(id).en} is a mixture; ${substance.en} stands for it`,
    );
  if (substance.confidence === 'B')
    chain.remark(
      'edge',
      `${substance.zh}的部分物性来自文献转引`,
      `Some properties of ${substance.en} are quoted at second hand`,
    );
  chain.assume('平坦、无障碍物；储存温度等于气温', 'Flat and open; stored at the temperature of the air');
  const effects = RUNNERS[input.scenario]({ ...rest, substance }, chain);
  return {
    effects,
    validity: chain.validity,
    reasons: chain.reasons,
    assumptions: chain.assumptions,
    sources: chain.sources,
    models: chain.models,
    tables: TABLES,
    possible,
  };
}

const TABLES = { substances: SUBSTANCES_VERSION, endpoints: ENDPOINTS_VERSION };
