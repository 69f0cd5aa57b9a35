/** How much of a foreign file is accepted: each limit is far above honest files, and far below what harms the server. */

const MIB = 2 ** 20;

export const LIMITS = {
  /** Columns of a table; Excel itself has 16,384, and no register needs them. */
  columns: 2000,
  /** Characters of one cell, name or attribute. */
  cellLength: 1_000_000,
  /** Bytes or characters of one object with its geometry. */
  recordBytes: 128 * MIB,
  /** Bytes held in memory where a format is not read front to back and the source cannot be read in places. */
  heldBytes: 512 * MIB,
  /** Files in an archive. */
  entries: 10_000,
  /** Bytes that an archive may unpack to, all files together. */
  unpackedBytes: 8192 * MIB,
  /** Unpacked to packed, for files of more than `ratioFrom` bytes. Sheets of honest workbooks stay below 60. */
  ratio: 250,
  ratioFrom: 32 * MIB,
  /** Characters of all texts that the cells of a workbook share; they are held in memory. */
  sharedLength: 128 * MIB,
  /** Merged ranges of one sheet. */
  merges: 500_000,
  sheets: 1000,
  /** Elements inside one another. */
  xmlDepth: 200,
} as const;
