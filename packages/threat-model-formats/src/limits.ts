/**
 * Bounds that keep a hostile or broken file from exhausting the reader.
 * @public
 */
export interface Limits {
  /** Size of the file in bytes. */
  maxBytes: number;
  /** Levels of nested lists and objects, YAML aliases expanded, or of XML elements. */
  maxDepth: number;
  /** Values (objects, lists and scalars) in the document, YAML aliases expanded; in XML elements and attributes. */
  maxNodes: number;
  /** Attributes of one XML element, declarations of namespaces included. */
  maxAttributes: number;
}

/**
 * Real files stay below 3 MB (YAML and HCL: 0.2 MB), 20 levels and 100 000
 * values. The densest have 60 values in 1000 bytes, scans and bills of
 * materials below 50: 10 MB of them fit.
 * @public
 */
export const defaultLimits: Limits = {
  maxBytes: 10 * 1024 * 1024,
  maxDepth: 100,
  maxNodes: 500_000,
  maxAttributes: 100,
};
