import { XmlElement } from './document/XmlElement';
import { ImportWarning, SourcePosition, ThreatModel } from './model';

/**
 * A place in a text.
 * @public
 */
export interface TextPosition {
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
}

/**
 * A document after decoding: text, and its parsed value when it is JSON, YAML
 * or HCL (objects have no prototype), its tree when it is XML. All are bounded
 * in depth and size.
 * @public
 */
export interface ParsedDocument {
  /** Name as given by the user or the source; only used in messages and as a hint. */
  fileName: string;
  text: string;
  syntax: 'json' | 'yaml' | 'xml' | 'hcl';
  /** Present for all but `xml`. */
  value?: unknown;
  /** The root element; present for `xml`. */
  xml?: XmlElement;
  /** What the parser found odd but could read, e.g. `duplicate-key`. */
  warnings?: ImportWarning[];
  /**
   * Position of a JSON Pointer in the text, when the parser kept it. A
   * `pointer` in the answer replaces the one asked for: values that an
   * importer made of XML answer with the path in the document.
   */
  locate(
    pointer: string,
  ): (TextPosition & Pick<Partial<SourcePosition>, 'pointer'>) | undefined;
  /** Position of an offset in the text. */
  positionAt?(offset: number): TextPosition;
}

/**
 * One threat model format: one file behind one small interface. Register your
 * own through the backend's extension point.
 * @public
 */
export interface ThreatModelFormat {
  /** Stable id, e.g. `threat-dragon-v2`, `otm`, `threagile`. */
  id: string;
  /** What people call it, e.g. `OWASP Threat Dragon 2`. */
  title: string;
  /** True when the content, not the file name, is of this format. Must not throw. */
  detect(document: ParsedDocument): boolean;
  /**
   * The models in the document, usually one.
   * @throws {@link ThreatModelFormatError} when the document breaks the
   * format's required shape so that findings could be missed.
   */
  parse(document: ParsedDocument): ThreatModel[];
}
