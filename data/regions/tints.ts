/** The tints of categories on theme maps: none is a grade's hue, each has a pattern of its own. */
import type { Dictionary } from '../layer.ts';

export const TINTS = [
  { id: 'violet', zh: '紫 · 横纹', en: 'Violet, horizontal', pattern: 'horizontal' },
  { id: 'jade', zh: '青 · 网格', en: 'Jade, grid', pattern: 'grid' },
  { id: 'magenta', zh: '品红 · 十字', en: 'Magenta, crosses', pattern: 'plus' },
  { id: 'brown', zh: '褐 · 竖纹', en: 'Brown, vertical', pattern: 'vertical' },
  { id: 'steel', zh: '灰蓝 · 波纹', en: 'Steel, waves', pattern: 'waves' },
  { id: 'ink', zh: '墨 · 圆圈', en: 'Ink, rings', pattern: 'rings' },
] as const satisfies readonly (Dictionary[number] & { readonly pattern: string })[];
export type TintId = (typeof TINTS)[number]['id'];
export const TINT_IDS = TINTS.map(({ id }) => id) as [TintId, ...TintId[]];
