/** Names and units of the figures between the models. */
import type { Text } from '../../../data/layer.ts';

const WORDS: Readonly<Record<string, readonly [zh: string, en: string, unit: string]>> = {
  outflowKgS: ['流出速率', 'Outflow', 'kg/s'],
  airborneKgS: ['进入空气的速率', 'Into the air', 'kg/s'],
  durationS: ['持续时间', 'Duration', 's'],
  releasedKg: ['流出总量', 'Released', 'kg'],
  airborneKg: ['进入空气的总量', 'In the air', 'kg'],
  averagingTimeS: ['平均时间', 'Averaging time', 's'],
  cloudDensityKgM3: ['起始云密度', 'Density of the cloud at first', 'kg/m³'],
  cloudTemperatureK: ['起始云温度', 'Temperature of the cloud at first', 'K'],
  cloudVolumeShare: ['起始体积份额', 'Volume share at first', ''],
  sourceWidthM: ['源宽度', 'Width of the source', 'm'],
  poolDiameterM: ['液池直径', 'Diameter of the pool', 'm'],
  flameLengthM: ['火焰长度', 'Length of the flame', 'm'],
  emissivePowerWM2: ['表面辐射功率', 'Surface emissive power', 'W/m²'],
  burningKgM2S: ['燃烧速率', 'Burning rate', 'kg/(m²·s)'],
  radiantShare: ['辐射份额', 'Radiant share', ''],
  fireballDiameterM: ['火球直径', 'Diameter of the fireball', 'm'],
  cloudKg: ['云中的物质', 'Substance in the cloud', 'kg'],
  tntKg: ['TNT 当量', 'TNT equivalent', 'kg'],
};

/** The name itself where none is known, its unit is in it. */
export function sourceWord(name: string): Text & { readonly unit: string } {
  const [zh, en, unit] = WORDS[name] ?? [name, name, ''];
  return { zh, en, unit };
}
