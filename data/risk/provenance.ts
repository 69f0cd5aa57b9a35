/** What the risk field rests on: publications, assumptions, and what it may be used for. */
import type { Text } from '../layer.ts';
import type { WindRose } from '../tables/wind-rose.ts';

export const FIELD_NOTE: Text = {
  zh: '决策参考：通用频率与简化模型的估算，因子 3–10 的不确定度属正常；不代替有资质机构的定量风险评价，不是合规证明。',
  en: 'Decision support: an estimate by generic frequencies and simple models, uncertain by a factor 3–10; it replaces no assessment by a qualified body and is no certificate of compliance.',
};

export const FIELD_SOURCES: readonly string[] = [
  'CPR 18E, Guidelines for Quantitative Risk Assessment (Purple Book) 2005: scenarios, frequencies, ignition, event tree, probits, weather classes',
  'Britter & McQuaid 1988, HSE CRR 17 (dense clouds); Briggs 1973 and CCPS 1999 (neutral plumes and puffs)',
  'CCPS 2000 CPQRA (fireball, jet and pool fire); Tsao & Perry 1979 (heat); Tang & Baker 1999 (explosion)',
  'EGIG 8th report 2011 (gas pipelines: failures, ignition); Stephens 2000, GRI-00/0189 (fire of a ruptured gas pipeline); Cox, Lees & Ang 1990 (ignition in open country); Fauske & Epstein 1988 (flashing flow); Babrauskas 1983 (burning oil)',
  'GB 36894-2018; GB/T 37243-2019 (limits and method choice)',
];

/** What was assumed, in both languages. */
export function fieldAssumptions(rose: WindRose): Text[] {
  return [
    { zh: `${rose.zh}：${rose.source.zh}`, en: `${rose.en}: ${rose.source.en}` },
    {
      zh: '人员室外、无防护、全年在场；毒性暴露至 30 min，热辐射至 20 s，35 kW/m² 及以上和可燃云内、0.3 bar 以上按全部致死；低于 0.1 % 的致死率不计',
      en: 'People outdoors, unprotected, all year; poison up to 30 min, heat up to 20 s; everybody dies from 35 kW/m², inside the flammable cloud and from 0.3 bar; shares under 0.1 % are left out',
    },
    {
      zh: '登记只有总量：按缺省的单罐上限（加压液化与低温 500 t，毒气 100 t，常压 8000 t，压缩气体 5 t）折算罐数，频率相应累加',
      en: 'The register has totals only: vessels by a default largest size (500 t liquefied or cold, 100 t poisonous gas, 8,000 t unpressurised, 5 t compressed gas), frequencies multiplied accordingly',
    },
    {
      zh: '气温 20 °C；围堰 50–3000 m²、深 1 m；孔上液位 5 m；压缩气体 2 MPa；云团十分之一在拥塞区内（中等拥塞）：均为缺省值',
      en: '20 °C; bunds of 50–3,000 m², 1 m deep; 5 m of liquid above a hole; gas at 2 MPa; a tenth of a cloud in congestion (medium): defaults',
    },
    {
      zh: '可燃物未立即点燃的必延迟点燃（云团最大时）；既燃又毒的未立即点燃按中毒计；装卸、运输、多米诺未计',
      en: 'What does not ignite at once ignites later, when the cloud is largest; what burns and poisons is computed as poison then; transfer, transport and escalation are not included',
    },
    {
      zh: '管道：天然气、氢按 EGIG 频率与点火，埋地、向上喷射；油品按厂内管道频率（CPR 18E），池火至 3000 m²；液化石油气、氨、乙烯按厂内管道频率，孔径为管径十分之一（至 50 mm），断裂流量取两端初始流量的三分之一；一条直管道增加不足 1e-9/年处不计',
      en: 'Pipelines: natural gas and hydrogen by EGIG, buried, jets upwards; oil by plant pipework (CPR 18E), pools up to 3,000 m²; LPG, ammonia, ethylene by plant pipework, leaks of a tenth of the diameter (up to 50 mm), ruptures a third of the first flow of both ends; what a straight line adds under 1e-9 a year is left out',
    },
    {
      zh: '平坦开阔地；地形、建筑与粗糙度未计；低风速重气云的展宽以同量瞬时释放为上限',
      en: 'Flat open ground without terrain, buildings or roughness; a dense plume in light wind spreads no wider than the same mass released at once',
    },
  ];
}
