/** What the depots of the demo city hold: 44 kinds of relief goods and equipment. */

/** Nearly 50,000 items, as one city's report has it; the number itself is our choice within those words. */
export const STOCK_ITEMS = 49_860;

export interface StockKind {
  readonly item: string;
  readonly class: string;
  readonly unit: string;
  /** Share of all items. */
  readonly weight: number;
  /** Months of shelf life; absent = does not expire. */
  readonly months?: number;
}

// biome-ignore format: one kind a line
export const STOCK_KINDS: readonly StockKind[] = [
  { item: '棉被', class: '生活保障', unit: '床', weight: 70, months: 96 },
  { item: '毛毯', class: '生活保障', unit: '条', weight: 40, months: 96 },
  { item: '棉大衣', class: '生活保障', unit: '件', weight: 45, months: 96 },
  { item: '折叠床', class: '生活保障', unit: '张', weight: 40, months: 120 },
  { item: '睡袋', class: '生活保障', unit: '个', weight: 25, months: 96 },
  { item: '12 m² 帐篷', class: '生活保障', unit: '顶', weight: 12, months: 96 },
  { item: '36 m² 帐篷', class: '生活保障', unit: '顶', weight: 3, months: 96 },
  { item: '简易厕所', class: '生活保障', unit: '套', weight: 2, months: 120 },
  { item: '应急食品包', class: '生活保障', unit: '份', weight: 60, months: 24 },
  { item: '瓶装饮用水', class: '生活保障', unit: '箱', weight: 50, months: 12 },
  { item: '家庭应急包', class: '生活保障', unit: '个', weight: 25, months: 36 },
  { item: '编织袋', class: '防汛抗旱', unit: '百条', weight: 60, months: 60 },
  { item: '土工布', class: '防汛抗旱', unit: '卷', weight: 8, months: 96 },
  { item: '救生衣', class: '防汛抗旱', unit: '件', weight: 45, months: 72 },
  { item: '救生圈', class: '防汛抗旱', unit: '个', weight: 20, months: 72 },
  { item: '橡皮艇', class: '防汛抗旱', unit: '艘', weight: 1.2, months: 96 },
  { item: '冲锋舟', class: '防汛抗旱', unit: '艘', weight: 0.8 },
  { item: '潜水泵', class: '防汛抗旱', unit: '台', weight: 5 },
  { item: '移动泵车', class: '防汛抗旱', unit: '辆', weight: 0.3 },
  { item: '防洪板', class: '防汛抗旱', unit: '块', weight: 14 },
  { item: '铁锹', class: '通用工具', unit: '把', weight: 34 },
  { item: '手提照明灯', class: '通用工具', unit: '个', weight: 22, months: 60 },
  { item: '移动照明灯塔', class: '通用工具', unit: '台', weight: 1 },
  { item: '发电机', class: '通用工具', unit: '台', weight: 3 },
  { item: '油锯', class: '通用工具', unit: '台', weight: 4 },
  { item: '液压破拆工具', class: '通用工具', unit: '套', weight: 2 },
  { item: '生命探测仪', class: '通用工具', unit: '台', weight: 0.5 },
  { item: '无人机', class: '通用工具', unit: '架', weight: 0.6 },
  { item: '风力灭火机', class: '森林灭火', unit: '台', weight: 5 },
  { item: '灭火水枪', class: '森林灭火', unit: '支', weight: 9 },
  { item: '二号工具', class: '森林灭火', unit: '把', weight: 26 },
  { item: '阻燃服', class: '森林灭火', unit: '套', weight: 12, months: 60 },
  { item: '空气呼吸器', class: '危化处置', unit: '套', weight: 5, months: 60 },
  { item: '重型防化服', class: '危化处置', unit: '套', weight: 2, months: 60 },
  { item: '轻型防化服', class: '危化处置', unit: '套', weight: 6, months: 60 },
  { item: '有毒气体检测仪', class: '危化处置', unit: '台', weight: 3, months: 36 },
  { item: '堵漏工具', class: '危化处置', unit: '套', weight: 2 },
  { item: '吸油毡', class: '危化处置', unit: '包', weight: 14, months: 60 },
  { item: '围油栏', class: '危化处置', unit: '米', weight: 28, months: 96 },
  { item: '泡沫灭火剂', class: '危化处置', unit: '桶', weight: 10, months: 36 },
  { item: '卫星电话', class: '通信指挥', unit: '部', weight: 0.7 },
  { item: '对讲机', class: '通信指挥', unit: '部', weight: 8 },
  { item: '医用口罩', class: '医疗防疫', unit: '盒', weight: 50, months: 24 },
  { item: '急救箱', class: '医疗防疫', unit: '个', weight: 8, months: 24 },
];

/** Whole numbers in proportion to the weights that add up to the total exactly (largest remainders). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, i) => [value - whole[i]!, i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of order.slice(0, left)) whole[i]!++;
  return whole;
}
