/** Goods in stock as a question about resources: which hold an item, and how much of it. */
import { z } from '@hono/zod-openapi';
import type { Session } from '../db/database.ts';
import type { AddParam } from '../reading.ts';

export const StockInput = z
  .strictObject({
    item: z.string().min(1).max(200).openapi({ description: 'Part of the item’s name / 品名（包含即可）' }),
    quantity: z
      .int()
      .min(1)
      .max(2_000_000_000)
      .default(1)
      .openapi({ description: 'At least so many in all / 合计数量不少于' }),
  })
  .openapi('StockInput', { description: 'Only resources that hold the item / 有此物资的资源' });
export type StockInput = z.output<typeof StockInput>;

export interface StockLine {
  readonly item: string;
  readonly quantity: number;
  readonly unit: string | null;
  readonly expires_on: string | null;
}

/** Condition on a row of resources: its lines of the item together hold the quantity. */
export function holdsStock({ item, quantity }: StockInput, add: AddParam): string {
  return `id in (
    select owner_id
    from fourcolor.stock_lines
    where item ilike ${add(containing(item))}::text
    group by owner_id
    having sum(quantity) >= ${add(quantity)}::integer
  )`;
}

/** The lines of the item that each of the resources holds. */
export async function stockOf(
  session: Session,
  { item }: StockInput,
  owners: readonly string[],
): Promise<Map<string, StockLine[]>> {
  const lines = await session.query<StockLine & { owner_id: string }>(
    `select owner_id, item, quantity, unit, expires_on
from fourcolor.stock_lines
where owner_id = any($1::text[])
  and item ilike $2::text
order by owner_id, item collate "C", expires_on, fid`,
    [owners, containing(item)],
  );
  const byOwner = new Map<string, StockLine[]>();
  for (const { owner_id, ...line } of lines) {
    byOwner.set(owner_id, [...(byOwner.get(owner_id) ?? []), line]);
  }
  return byOwner;
}

const containing = (item: string) => `%${item.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%`;
