/** Texts of what is summed over the ground, and on which scale. */
import type { Density } from '../map/props.ts';

type Way = Density['as'];
type Measure = Density['by'];

const ZH_WAY = { heat: '密度', hexagons: '每个六边形', grid: '每个方格', clusters: '每个聚合点' } as const;
const EN_WAY = {
  heat: 'density',
  hexagons: 'each hexagon',
  grid: 'each square',
  clusters: 'each cluster',
} as const;

export const TEXTS = {
  zh: {
    ways: { one: '逐个', heat: '热力', hexagons: '六边形', grid: '方格', clusters: '聚合' },
    measure: (name: string) => `${name} 按什么汇总`,
    measures: { count: '个数', worst: '最高等级', score: '风险分' },
    about: (as: Way, by: Measure, graded: boolean): string => {
      const fixed = '分级固定，不随筛选、画面和对比变化。';
      if (as === 'heat')
        return by === 'count'
          ? `每平方公里的个数。${fixed}`
          : `每平方公里的风险分：重大 100、较大 60、一般 25、低 5，未评估不计分。${fixed}`;
      const where = ZH_WAY[as];
      if (by === 'worst') return `${where}内最高的等级；只有未评估的为灰色。`;
      if (by === 'score')
        return `${where}内风险分之和：重大 100、较大 60、一般 25、低 5，未评估不计分。${fixed}`;
      const worst = graded && as !== 'clusters' ? '边线和字是其中最高的等级。' : '';
      return `${where}内的个数。${worst}${fixed}`;
    },
  },
  en: {
    ways: { one: 'Each', heat: 'Heat', hexagons: 'Hexes', grid: 'Grid', clusters: 'Clusters' },
    measure: (name: string) => `What is summed of ${name}`,
    measures: { count: 'Number', worst: 'Worst grade', score: 'Score' },
    about: (as: Way, by: Measure, graded: boolean): string => {
      const fixed = 'Fixed steps, whatever is filtered, shown or compared.';
      if (as === 'heat')
        return by === 'count'
          ? `Number per km². ${fixed}`
          : `Score per km²: major 100, larger 60, general 25, low 5, not assessed none. ${fixed}`;
      const where = EN_WAY[as];
      if (by === 'worst') return `Worst grade in ${where}; grey where nothing is assessed.`;
      if (by === 'score')
        return `Sum of scores in ${where}: major 100, larger 60, general 25, low 5, not assessed none. ${fixed}`;
      const worst = graded && as !== 'clusters' ? 'Outline and letter are the worst grade. ' : '';
      return `Number in ${where}. ${worst}${fixed}`;
    },
  },
} as const;
