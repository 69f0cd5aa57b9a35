/** Questions of layer against layer that are asked often. */
import type { Text } from '../../data/layer.ts';
import type { LayerId } from '../../data/layers/all.ts';
import type { Question } from './question.ts';

export interface Preset {
  readonly label: Text;
  /** Offered only to readers of these layers. */
  readonly needs: readonly LayerId[];
  readonly part: Pick<Question, 'layers' | 'kinds' | 'nearLayer' | 'nearKinds' | 'nearM'>;
}

const targets = (...kinds: string[]) => ({
  layers: ['protected_targets'] as const,
  kinds: { protected_targets: kinds },
});

export const PRESETS: readonly Preset[] = [
  {
    label: {
      zh: '学校距重大危险源 500 m 内',
      en: 'Schools within 500 m of a major hazard source',
    },
    needs: ['protected_targets', 'major_hazards'],
    part: {
      ...targets('school', 'kindergarten'),
      nearLayer: 'major_hazards',
      nearKinds: null,
      nearM: 500,
    },
  },
  {
    label: {
      zh: '燃气管道两侧 50 m 内的居住区',
      en: 'Homes within 50 m of a gas line',
    },
    needs: ['protected_targets', 'pipelines'],
    part: {
      ...targets('housing'),
      nearLayer: 'pipelines',
      nearKinds: ['natural_gas', 'lpg', 'manufactured_gas'],
      nearM: 50,
    },
  },
  {
    label: {
      zh: '加油加气站 100 m 内的学校、医院和养老院',
      en: 'Schools, hospitals and homes for the elderly within 100 m of a filling station',
    },
    needs: ['protected_targets', 'hazard_points'],
    part: {
      ...targets('school', 'kindergarten', 'hospital', 'elderly_care'),
      nearLayer: 'hazard_points',
      nearKinds: ['filling_station'],
      nearM: 100,
    },
  },
];

/** Whether the question is the preset's. */
export function presetOn({ part }: Preset, question: Question): boolean {
  return (Object.keys(part) as (keyof Preset['part'])[]).every(
    (key) => JSON.stringify(part[key]) === JSON.stringify(question[key]),
  );
}
