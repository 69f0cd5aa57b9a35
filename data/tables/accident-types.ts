/** 事故类别: the twenty types of accident at work (GB 6441-1986) and the four classes of an accident (国务院令第493号). */
import type { Dictionary } from '../layer.ts';

export const ACCIDENT_TYPES = [
  { id: 'struck', zh: '物体打击', en: 'Struck by object' },
  { id: 'vehicle', zh: '车辆伤害', en: 'Vehicle' },
  { id: 'machinery', zh: '机械伤害', en: 'Machinery' },
  { id: 'lifting', zh: '起重伤害', en: 'Lifting' },
  { id: 'electric_shock', zh: '触电', en: 'Electric shock' },
  { id: 'drowning', zh: '淹溺', en: 'Drowning' },
  { id: 'burns', zh: '灼烫', en: 'Burns' },
  { id: 'fire', zh: '火灾', en: 'Fire' },
  { id: 'fall', zh: '高处坠落', en: 'Fall from height' },
  { id: 'collapse', zh: '坍塌', en: 'Collapse' },
  { id: 'roof_fall', zh: '冒顶片帮', en: 'Roof fall in a mine' },
  { id: 'water_inrush', zh: '透水', en: 'Inrush of water' },
  { id: 'blasting', zh: '放炮', en: 'Blasting' },
  { id: 'explosives', zh: '火药爆炸', en: 'Explosion of explosives' },
  { id: 'gas_explosion', zh: '瓦斯爆炸', en: 'Firedamp explosion' },
  { id: 'boiler_explosion', zh: '锅炉爆炸', en: 'Boiler explosion' },
  { id: 'vessel_explosion', zh: '容器爆炸', en: 'Vessel explosion' },
  { id: 'other_explosion', zh: '其他爆炸', en: 'Other explosion' },
  { id: 'poisoning', zh: '中毒和窒息', en: 'Poisoning and asphyxia' },
  { id: 'other', zh: '其他伤害', en: 'Other' },
] as const satisfies Dictionary;

export const ACCIDENT_CLASSES = [
  { id: 'extraordinary', zh: '特别重大事故', en: 'Extraordinary' },
  { id: 'major', zh: '重大事故', en: 'Major' },
  { id: 'larger', zh: '较大事故', en: 'Larger' },
  { id: 'general', zh: '一般事故', en: 'General' },
] as const satisfies Dictionary;
