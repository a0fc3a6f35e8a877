/**
 * Bounds that keep a hostile or broken file from exhausting the reader.
 * @public
 */
export interface Limits {
  /** Size of the file in bytes. */
  maxBytes: number;
  /** Size of a YAML file in bytes; parsing YAML takes about ten times as long as JSON. */
  maxYamlBytes: number;
  /** Levels of nested lists and objects, YAML aliases expanded, or of XML elements. */
  maxDepth: number;
  /** Values (objects, lists and scalars) in the document, YAML aliases expanded; in XML elements and attributes. */
  maxNodes: number;
  /** Attributes of one XML element, declarations of namespaces included. */
  maxAttributes: number;
}

/**
 * Real files stay below 3 MB (YAML: 0.2 MB), 20 levels and 100 000 values.
 * @public
 */
export const defaultLimits: Limits = {
  maxBytes: 10 * 1024 * 1024,
  maxYamlBytes: 3 * 1024 * 1024,
  maxDepth: 100,
  maxNodes: 1_000_000,
  maxAttributes: 100,
};
