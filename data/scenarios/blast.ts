/** The explosion of a vapour cloud by its TNT equivalent. */
import { SOUND_MS } from '../models/constants.ts';
import { tntEquivalence } from '../models/tnt.ts';
import { BLAST_LEVELS, BLAST_SOURCE } from '../tables/endpoints.ts';
import type { Chain } from './chain.ts';
import { type Effects, type Level, NotPossible, type Situation } from './scenario.ts';
import { circle } from './shape.ts';
import { airborne, outflow } from './source.ts';

/** Least overpressure at which pressurised vessels failed, Pa. Source: Cozzani, Gubinelli & Salzano 2006, J. Hazard. Mater. A129, 1. */
const ESCALATION_PA = 16_000;
const LEVELS_PA = [1_030, 6_900, 24_100, 55_200];
/** Share of the energy that goes into the blast; 1–10 % have been seen. Source: CCPS 2000. */
const YIELD = 0.03;
/** Time in which a leak feeds the cloud before it ignites, s, as for evaporating pools in EPA 550-B-99-009 § 4. */
const FEEDING_S = 600;

const levels: readonly (Level & { readonly pa: number })[] = [
  ...BLAST_LEVELS.filter(({ level }) => LEVELS_PA.includes(level)),
  { level: ESCALATION_PA, zh: '带压设备可能失效（多米诺）', en: 'Pressurised vessels may fail (escalation)' },
]
  .sort((one, other) => one.level - other.level)
  .map(({ level, zh, en }) => ({
    endpoint: `overpressure-${level / 1000}`,
    threshold: level / 1000,
    unit: 'kPa',
    pa: level,
    zh,
    en,
  }));
const levelsPa = levels.map(({ pa }) => pa);

/** The blast of what is in the air. Throws NotPossible, Undefined. */
export function vapourCloudExplosion(s: Situation, chain: Chain): Effects {
  const { heatOfCombustionJKg } = s.substance;
  if (heatOfCombustionJKg === null)
    throw new NotPossible(
      'scenario',
      '该物质没有燃烧热数据',
      'No heat of combustion is known for this substance',
    );
  const cloudKg = inTheAirKg(s, chain);
  const cloud = { massKg: cloudKg, heatOfCombustionJKg, yieldShare: YIELD };
  const { reachM, tntKg } = chain.use(tntEquivalence, { ...cloud, levelsPa });
  chain.assume(`TNT 当量系数 ${YIELD * 100} %（1–10 %）`, `Yield ${YIELD * 100} % of the energy (1–10 %)`);
  chain.assume(
    '爆心在泄漏源；云可能随风漂移后才点燃',
    'Centred on the source; the cloud may drift before it ignites',
  );
  chain.remark(
    'edge',
    '按全部空气中的物质计，未求爆炸极限之间的量；TNT 法在云团附近偏高',
    'All that is in the air counts, not only what lies between the limits; TNT is too high near the cloud',
  );
  chain.cite(BLAST_SOURCE);
  chain.cite('Cozzani, Gubinelli & Salzano 2006, J. Hazard. Mater. A129, 1');
  const distanceM = Array.from(
    { length: 50 },
    (_, k) => reachM.at(-1)! * ((reachM[0]! * 1.25) / reachM.at(-1)!) ** (k / 49),
  );
  const { overpressurePa } = tntEquivalence.answer({ ...cloud, distancesM: distanceM }).value;
  return {
    zones: levels.map(({ pa, ...level }, k) => ({
      level,
      kind: 'overpressure',
      ring: circle(reachM[k]!),
      extentM: reachM[k]!,
      arrivalS: reachM[k]! / SOUND_MS,
      escalation: pa >= ESCALATION_PA,
    })),
    unreached: [],
    speedMS: SOUND_MS,
    turnDeg: null,
    profile: { distanceM, value: overpressurePa.map((pa) => pa / 1000), unit: 'kPa' },
    at([x, y]) {
      const r = Math.max(Math.hypot(x, y), distanceM[0]!);
      const [pa] = tntEquivalence.answer({ ...cloud, distancesM: [r] }).value.overpressurePa;
      return { most: pa! / 1000, fromS: r / SOUND_MS, untilS: null };
    },
    source: { cloudKg, tntKg },
  };
}

function inTheAirKg(s: Situation, chain: Chain): number {
  const out = s.holeDiameterM === undefined ? null : outflow(s, chain);
  const spilledKg = out === null ? s.massKg : out.massFlowKgS * Math.min(out.durationS, FEEDING_S);
  const air = airborne(s, spilledKg, chain);
  if (out !== null || air.poolFlowKgS !== null)
    chain.assume(
      '点燃前至多 600 s 的泄漏或蒸发进入云团',
      'At most 600 s of outflow or evaporation are in the cloud when it ignites',
    );
  return air.poolFlowKgS === null ? spilledKg * air.share : Math.min(spilledKg, air.poolFlowKgS * FEEDING_S);
}
