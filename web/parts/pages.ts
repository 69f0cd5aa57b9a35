/** The pages beside the map: where each is, and which roles it is offered to. */
import type { Role } from '../../data/layer.ts';
import type { Lang } from '../map/props.ts';
import type { useTheme } from './theme.ts';

/** What every page of its own gets from the app. */
export interface PageProps {
  readonly theme: ReturnType<typeof useTheme>;
  readonly onLang: (lang: Lang) => void;
}

const READERS: readonly Role[] = ['planner', 'commander', 'field', 'admin', 'audit'];

/** In the order of the menu; `name` is the key of its word in the texts of the shell. */
export const PAGES = [
  { id: 'ledger', path: '/ledger', name: 'ledgerPage', roles: READERS },
  { id: 'loop', path: '/dangers', name: 'loopPage', roles: READERS },
  { id: 'indicators', path: '/indicators', name: 'indicatorsPage', roles: READERS },
  { id: 'rounds', path: '/rounds', name: 'roundsPage', roles: READERS },
  { id: 'import', path: '/import', name: 'importData', roles: ['planner', 'admin'] },
  {
    id: 'validation',
    path: '/validation',
    name: 'validation',
    roles: [...READERS, 'public', 'enterprise', 'security'],
  },
] as const satisfies readonly { id: string; path: string; name: string; roles: readonly Role[] }[];

export type PageId = (typeof PAGES)[number]['id'];

/** The pages that a person of this role may open. */
export const pagesOf = (role: Role) => PAGES.filter(({ roles }) => (roles as readonly Role[]).includes(role));
