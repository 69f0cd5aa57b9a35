/** Named conditions of layers that look beyond one row: what an inspector asks for with one click. */
import type { Layer, Text } from '../layer.ts';
import { responsibilities } from './details.ts';

export interface Condition {
  /** As it stands in a filter: `fewer_cameras()`. */
  readonly id: string;
  readonly label: Text;
  readonly about: Text;
}

/**
 * Channels that a site of each class must at least have connected, by the rules of Luozhuang, Linyi: enterprises of major
 * risk, other enterprises under key supervision, filling stations.
 */
export const LEAST_CHANNELS = { major: 10, key: 5, fillingStation: 4 } as const;

const FEWER_CAMERAS: Condition = {
  id: 'fewer_cameras',
  label: { zh: '视频接入不足', en: 'Too few cameras' },
  about: {
    zh: `接入通道：重大风险企业少于 ${LEAST_CHANNELS.major} 路，其他重点企业少于 ${LEAST_CHANNELS.key} 路，加油站少于 ${LEAST_CHANNELS.fillingStation} 路。`,
    en: `Channels: fewer than ${LEAST_CHANNELS.major} at enterprises of major risk, ${LEAST_CHANNELS.key} at others under key supervision, ${LEAST_CHANNELS.fillingStation} at filling stations.`,
  },
};
const NO_RESPONSIBLE: Condition = {
  id: 'no_responsible',
  label: { zh: '无责任人', en: 'Nobody responsible' },
  about: { zh: '没有登记任何责任人。', en: 'No responsible person is registered.' },
};
const PAST_REVISION: Condition = {
  id: 'past_revision',
  label: { zh: '预案超期未修订', en: 'Plan past its revision' },
  about: { zh: '修订期限已过。', en: 'The date of revision has passed.' },
};
const NO_OFFICER: Condition = {
  id: 'no_officer',
  label: { zh: '网格无网格员', en: 'Cell without an officer' },
  about: { zh: '没有登记网格员的网格。', en: 'Cells of the grid for which no officer is registered.' },
};

const NO_BOUNDARY: Condition = {
  id: 'no_boundary',
  label: { zh: '厂区边界未登记', en: 'Plant border not registered' },
  about: {
    zh: '没有厂区边界，边界外 500 m 的人口只能从登记位置起算，α 可能偏低。',
    en: 'Without the border of the plant, residents within 500 m are counted from its place: α may be too low.',
  },
};

/** The conditions that a layer offers, in the order in which they are shown. */
export function conditionsOf({ id }: Pick<Layer, 'id'>): readonly Condition[] {
  const owners: readonly string[] = responsibilities.owners;
  return [
    ...(id === 'enterprises' ? [FEWER_CAMERAS] : []),
    ...(id === 'plans' ? [PAST_REVISION] : []),
    ...(id === 'major_hazards' ? [NO_BOUNDARY] : []),
    ...(id === 'regions' ? [NO_OFFICER] : owners.includes(id) ? [NO_RESPONSIBLE] : []),
  ];
}
