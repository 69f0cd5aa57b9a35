/** The one door to the database: nothing is asked without saying who asks. */
import type { Reader, StaffRole } from '../../data/layer.ts';
import type { TileAddress } from '../../tiles/address.ts';
import type { TileRows } from '../../tiles/rows.ts';

/** The person, or visitor, in whose name a transaction runs. */
export interface Who extends Reader {
  /** Account id, or null for a visitor and for the server's own work. */
  readonly userId: string | null;
  /** Why the transaction writes; goes into the event log. */
  readonly why?: string;
}

export const PUBLIC: Who = { role: 'public', userId: null, regions: null, sectors: null };

/** The server's own work under a role: the demo, the command line. */
export function servant(role: StaffRole, why: string): Who {
  return { role, userId: null, regions: null, sectors: null, why };
}

export interface Session {
  /**
   * Rows of one statement. Values are `$1`…; identifiers come only from declarations.
   * The same statement gives the same JavaScript values on both engines: int8 as number (an error beyond 2^53),
   * numeric as string, date as 'YYYY-MM-DD', timestamptz as ISO 8601 text in UTC, bytea as Uint8Array,
   * json as parsed value, text[] as string[].
   */
  query<R>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** The rows as one Mapbox vector tile (uncompressed; empty = no bytes). */
  tile(rows: readonly TileRows[], at: TileAddress): Promise<Uint8Array>;
}

export interface Database {
  readonly engine: 'embedded' | 'native';
  /** One transaction as `who`; every statement inside obeys that person's row and column rules. */
  as<T>(
    who: Who,
    work: (session: Session) => Promise<T>,
    options?: { readonly timeoutMs?: number; readonly readOnly?: boolean },
  ): Promise<T>;
  /** Hear notifications of a channel until the returned function is called. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** What only the start of the server and the command line may do: change the schema as its owner. */
export interface Owner {
  /** One transaction as the owner of the schema. */
  run<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Several statements without parameters, in one transaction with `run`'s rules. */
  script(sql: string): Promise<void>;
  close(): Promise<void>;
}
