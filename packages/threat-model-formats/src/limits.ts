/**
 * Bounds that keep a hostile or broken file from exhausting the reader.
 * @public
 */
export interface Limits {
  /** Size of the file in bytes. */
  maxBytes: number;
  /** Size of a YAML file in bytes; parsing YAML takes several times as long as JSON, and more memory. */
  maxYamlBytes: number;
  /** Size of a file in HCL in bytes; what people write by hand is far smaller. */
  maxHclBytes: number;
  /** Levels of nested lists and objects, YAML aliases expanded, or of XML elements. */
  maxDepth: number;
  /** Values (objects, lists and scalars) in the document, YAML aliases expanded; in XML elements and attributes. */
  maxNodes: number;
  /** Attributes of one XML element, declarations of namespaces included. */
  maxAttributes: number;
}

/**
 * Real files stay below 3 MB (YAML and HCL: 0.2 MB), 20 levels and 20 000 values.
 * @public
 */
export const defaultLimits: Limits = {
  maxBytes: 10 * 1024 * 1024,
  maxYamlBytes: 1024 * 1024,
  maxHclBytes: 3 * 1024 * 1024,
  maxDepth: 100,
  maxNodes: 300_000,
  maxAttributes: 100,
};
