/** Places in the reclaimed harbour of the demo city that pipelines, lines and parks share. */
import { HARBOUR } from '../geography.ts';
import type { Km } from '../plane.ts';
import { harbourPoint } from '../terrain.ts';

export const GAS_TERMINAL: Km = harbourPoint(6.5, 5.5);
export const OIL_PORT: Km = harbourPoint(7.5, 9.5);
export const CHEMICAL_PARK: Km = harbourPoint(4.5, 14.5);
/** The rows of blocks that are the chemical park, and those of the container port. */
export const CHEMICAL_ROWS = [HARBOUR.chemicalFromRow, HARBOUR.mask.length] as const;
