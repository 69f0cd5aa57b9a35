/** Rows without coordinates, found by their address. */
import type { Problem } from '../../data/imports/problem.ts';
import type { UnplacedRow } from '../../data/imports/rows.ts';

export interface Located {
  readonly placed: readonly { readonly row: UnplacedRow; readonly lon: number; readonly lat: number }[];
  readonly problems: readonly Problem[];
  /** Of the placed ones, how many have a score below the person's threshold. */
  readonly low: number;
}

export type Locate = (rows: readonly UnplacedRow[]) => Promise<Located>;
