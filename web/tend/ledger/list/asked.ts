/** What is asked of the list, and which papers are open: as the address of the page tells it. */
import type { LedgerAsked, LedgerRow } from '../ledger-api.ts';

export const START: LedgerAsked = {
  layer: 'risk_points',
  region: '',
  sector: '',
  grade: '',
  state: '',
  owner: '',
  q: '',
  sort: 'grade',
  page: 1,
};

/** The question in the address, so that a list can be sent to somebody. */
export function fromAddress(): LedgerAsked {
  const params = new URLSearchParams(location.search);
  return Object.fromEntries(
    Object.entries(START).map(([name, first]) => {
      const value = params.get(name);
      return [name, value === null ? first : name === 'page' ? Math.max(1, Number(value) || 1) : value];
    }),
  ) as unknown as LedgerAsked;
}
/** An enterprise or park whose papers are open: `assess=enterprises/ID`. */
export interface Assessed {
  readonly layer: 'enterprises' | 'parks';
  readonly id: string;
}
export function assessedInAddress(): Assessed | null {
  const [, layer, id] =
    /^(enterprises|parks)\/(.+)$/.exec(new URLSearchParams(location.search).get('assess') ?? '') ?? [];
  return id && (layer === 'enterprises' || layer === 'parks') ? { layer, id } : null;
}
export function toAddress(asked: LedgerAsked, assessed: Assessed | null): string {
  const params = new URLSearchParams(
    Object.entries(asked)
      .filter(([name, value]) => value !== START[name as keyof LedgerAsked])
      .map(([name, value]) => [name, String(value)]),
  );
  if (assessed) params.set('assess', `${assessed.layer}/${assessed.id}`);
  return params.size > 0 ? `/ledger?${params}` : '/ledger';
}

/** Whom a row's papers assess: itself, or the enterprise or park that holds the point. */
export function assessable({ layer, id, ownerLayer, ownerId }: LedgerRow): Assessed | null {
  if (layer === 'enterprises' || layer === 'parks') return { layer, id };
  return ownerId && (ownerLayer === 'enterprises' || ownerLayer === 'parks')
    ? { layer: ownerLayer, id: ownerId }
    : null;
}
