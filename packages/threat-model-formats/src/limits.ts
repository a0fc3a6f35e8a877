/**
 * Bounds that keep a hostile or broken file from exhausting the reader.
 * @public
 */
export interface Limits {
  /** Size of the file in bytes. */
  maxBytes: number;
  /** Levels of nested lists and objects. */
  maxDepth: number;
  /** Values (objects, lists and scalars) in the document, aliases expanded. */
  maxNodes: number;
}

/**
 * 10 MB, 100 levels, one million values: real files stay below 3 MB, 20
 * levels and 100 000 values.
 * @public
 */
export const defaultLimits: Limits = {
  maxBytes: 10 * 1024 * 1024,
  maxDepth: 100,
  maxNodes: 1_000_000,
};
