/** People who come to help in the demo city: rescue teams, fire brigades, experts. 模拟数据. */
import { scaled } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
import { pick, type Random } from '../random.ts';
import { RESOURCE_COUNTS, type ResourceDraft, readiness } from './resource-draft.ts';
import type { Sites } from './sites.ts';
import { apportion } from './stock.ts';
import { EXPERT_POOLS, EXPERTS, TRADES } from './teams.ts';

export function* teams(sites: Sites, random: Random): Generator<ResourceDraft> {
  const { scale } = sites.ground;
  const total = TRADES.reduce((sum, trade) => sum + trade.teams, 0);
  const counts = apportion(
    Math.max(TRADES.length, scaled(total, scale)),
    TRADES.map((trade) => trade.teams),
  );
  for (const [t, trade] of TRADES.entries()) {
    const count = counts[t]!;
    if (count === 0) continue;
    const choose = sites.chooser(trade.where, 0.6);
    const sizes = Array.from({ length: count }, () => 0.5 + random());
    // the people of a trade are shared out, so that a trade's total stays what it is
    const part = count / trade.teams;
    const people = apportion(Math.round(trade.people * part), sizes);
    const vehicles = apportion(Math.round(trade.vehicles * part), sizes);
    for (let i = 0; i < count; i++) {
      const site = sites.stand(choose(random), 0.5, random);
      const where = trade.social ? `望澜${pick([...'蓝海澄江山鹭'], random)}鸥` : sites.townshipOf(site.face);
      yield {
        kind: 'team',
        site,
        name: `${where}${trade.name}${trade.social ? `第${i + 1}队` : ''}`,
        values: {
          state: readiness(random),
          organisation: trade.social
            ? '望澜市民政登记社会组织'
            : `望澜市${trade.name.replace(/队$/, '')}联席单位`,
          level: trade.social ? '社会力量' : '重点行业领域',
          skills: trade.skills,
          headcount: people[i]!,
          vehicles: vehicles[i]!,
          response_min: 3 + Math.floor(random() * (trade.social ? 40 : 15)),
        },
      };
    }
  }
}

export function* brigades(sites: Sites, random: Random): Generator<ResourceDraft> {
  const { scale } = sites.ground;
  for (const [count, name, level, where] of [
    [RESOURCE_COUNTS.fireStations, '消防救援站', '国家综合性消防救援队伍', { people: 1 }],
    [
      RESOURCE_COUNTS.fireBrigades,
      '专职消防队',
      '政府或企业专职消防队',
      { people: 0.5, open: 0.35, chemical: 0.1, port: 0.05 },
    ],
  ] as const) {
    const choose = sites.chooser(where, 0.4);
    for (let i = 0; i < scaled(count, scale); i++) {
      const site = sites.stand(choose(random), 0.9, random);
      yield {
        kind: 'fire_station',
        site,
        name: `${sites.townshipOf(site.face)}${name}${i + 1}`,
        values: {
          state: readiness(random),
          organisation:
            level === '国家综合性消防救援队伍'
              ? '望澜市消防救援支队'
              : `${sites.countyOf(site.face)}人民政府`,
          level,
          skills: '灭火、抢险救援',
          headcount: 12 + Math.floor(random() * (name === '消防救援站' ? 60 : 22)),
          vehicles: 2 + Math.floor(random() * (name === '消防救援站' ? 10 : 4)),
          response_min: 1,
          public_phone: telephone(random),
        },
      };
    }
  }
}

export function* experts(sites: Sites, random: Random): Generator<ResourceDraft> {
  const count = Math.max(EXPERT_POOLS.length, scaled(EXPERTS.count, sites.ground.scale));
  const sizes = apportion(
    count,
    EXPERT_POOLS.map((_, i) => 2 + ((i * 7) % 5)),
  );
  const choose = sites.chooser({ centre: 0.6, people: 0.25, chemical: 0.05, industry: 0.1 }, 0.8);
  for (const [p, pool] of EXPERT_POOLS.entries()) {
    for (let i = 0; i < sizes[p]!; i++) {
      const site = sites.stand(choose(random), 0.4, random);
      yield {
        kind: 'expert',
        site,
        name: personName(random),
        values: {
          state: random() < 0.94 ? 'ready' : 'unavailable',
          organisation: `${pool}专家库`,
          level: pick(['高级工程师', '正高级工程师', '教授', '注册安全工程师'], random),
          skills: pool,
        },
      };
    }
  }
}
