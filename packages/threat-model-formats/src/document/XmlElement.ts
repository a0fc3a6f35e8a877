/**
 * An element of an XML document. Names are local: which prefix a tool binds to
 * a namespace is its own affair.
 * @public
 */
export interface XmlElement {
  /** Name without prefix. */
  name: string;
  /** URI of the element's namespace; empty when it has none. */
  namespace: string;
  /** Values by name without prefix; declarations of namespaces are left out. */
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlElement[];
  /** The element's own text, without that of its children. */
  text: string;
  /** Offset of its start tag in the text of the document. */
  offset: number;
}

/** The first child of that name. */
export function childOf(
  element: XmlElement | undefined,
  name: string,
): XmlElement | undefined {
  return element?.children.find(child => child.name === name);
}

/** True for an element that says that its value is null. */
export const isNil = (element: XmlElement): boolean =>
  element.attributes.get('nil') === 'true';
