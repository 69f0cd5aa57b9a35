/** How a database call fails: what the caller can do about it decides the class. */

/** Why the database could not answer; every one of them may be tried again. */
export type UnavailableReason =
  | 'timeout' // the statement or the transaction took too long and was cancelled
  | 'lost' // the connection, or the embedded engine's worker, ended meanwhile
  | 'swallowed' // the embedded engine reported success without doing the work; it was restarted
  | 'conflict' // a deadlock or a serialisation failure
  | 'closed'; // the database was closed

/** The database did not do the work, which was rolled back; the same call may succeed later (answered as 503). */
export class Unavailable extends Error {
  readonly reason: UnavailableReason;
  constructor(reason: UnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Unavailable';
    this.reason = reason;
  }
}

/** A JSON parameter is nested deeper than either engine is given; refused before any SQL. */
export class JsonTooDeep extends Error {
  constructor(maxDepth: number) {
    super(`JSON nested deeper than ${maxDepth} levels`);
    this.name = 'JsonTooDeep';
  }
}

/** What PostgreSQL says about a refused statement, the same fields on both engines. */
export interface SqlErrorFields {
  readonly message: string;
  /** SQLSTATE, e.g. 42501 permission denied, 23505 not unique. */
  readonly code: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly where?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
}

/** The database refused a statement: a rule of the data or of rights, or a bug in the SQL. */
export class SqlError extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly where: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;
  constructor(fields: SqlErrorFields) {
    super(fields.message);
    this.name = 'SqlError';
    this.code = fields.code;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.where = fields.where;
    this.schema = fields.schema;
    this.table = fields.table;
    this.column = fields.column;
    this.constraint = fields.constraint;
  }
}

/** SQLSTATEs after which the same transaction may simply be run again. */
export function unavailableReason(sqlState: string): UnavailableReason | undefined {
  if (sqlState === '57014' || sqlState === '25P03') return 'timeout';
  if (sqlState === '40001' || sqlState === '40P01') return 'conflict';
  // connection exceptions, shutdown and crash of the server, too many connections
  if (sqlState.startsWith('08') || sqlState.startsWith('57P') || sqlState === '53300') return 'lost';
  return undefined;
}
