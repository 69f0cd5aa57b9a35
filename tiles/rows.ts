/** The statement that selects the rows of one MVT layer: the same text for both engines. */

export interface TileRows {
  /** Name of the layer inside the tile. */
  readonly layer: string;
  /** A text column whose value names the layer instead: one statement for many layers. Not an attribute. */
  readonly layerBy?: string;
  /**
   * A select of `fid bigint` (feature id), `geom` (EPSG:3857 geometry) and the attributes, ordered by fid.
   * Null attributes are left out of the tile.
   */
  readonly sql: string;
  readonly params: readonly unknown[];
  /** Names of the attribute columns. */
  readonly attributes: readonly string[];
  /** Margin in MVT units kept around the tile when geometries are clipped (0 for counted cells). */
  readonly buffer: number;
}
