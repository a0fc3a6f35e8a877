import { PlaceIndex } from '../document/PlaceIndex';
import { isNil, XmlElement } from '../document/XmlElement';
import { ParsedDocument } from '../format';

/**
 * Which parts of an element an importer reads, by name. What a shape does not
 * name does not exist for the importer.
 */
export interface XmlShape {
  attributes?: readonly string[];
  /** Children that hold a text. */
  texts?: readonly string[];
  /** Children that hold parts of their own. */
  objects?: Readonly<Record<string, XmlShape>>;
  /** Children that hold a list; one item and many are alike. */
  lists?: Readonly<Record<string, XmlList>>;
}

/** A list is the same whatever its items are called, where their name says nothing. */
export interface XmlList {
  /** Name of the items; any when absent. */
  item?: string;
  /** Absent for items that are texts. */
  shape?: XmlShape;
}

interface Step {
  element: XmlElement;
  /** Path of element names down to this one. */
  path: string;
}

/** Path to a child, with its number when siblings have the same name. */
function stepTo({ element, path }: Step, child: XmlElement): Step {
  const alike = element.children.filter(({ name }) => name === child.name);
  return {
    element: child,
    path: `${path}/${child.name}${
      alike.length > 1 ? `[${alike.indexOf(child) + 1}]` : ''
    }`,
  };
}

/** Steps to all items of a list, in one pass however long it is. */
function stepsToItems({ element, path }: Step, item?: string): Step[] {
  const items = element.children.filter(
    ({ name }) => item === undefined || name === item,
  );
  const seen = new Map<string, number>();
  return items.map(child => {
    const number = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, number);
    return { element: child, path: `${path}/${child.name}[${number}]` };
  });
}

class XmlValues {
  readonly places = new PlaceIndex<Step>();

  object(step: Step, shape: XmlShape): object {
    const { attributes = [], texts = [], objects = {}, lists = {} } = shape;
    const value: Record<string, unknown> = Object.create(null);
    const members = new Map<string, Step>();
    this.places.setMembers(value, members);
    for (const name of attributes) {
      const attribute = step.element.attributes.get(name);
      if (attribute !== undefined) {
        value[name] = attribute;
        members.set(name, step);
      }
    }
    const read = (
      names: readonly string[],
      valueOf: (name: string, found: Step[]) => unknown,
    ) => {
      for (const name of names) {
        const found = step.element.children.filter(
          child => child.name === name && !isNil(child),
        );
        if (found.length > 0) {
          const steps = found.map(child => stepTo(step, child));
          value[name] = valueOf(name, steps);
          members.set(name, steps[0]);
        }
      }
    };
    read(texts, (_, [{ element }]) => element.text.trim());
    read(Object.keys(objects), (name, [first]) =>
      this.object(first, objects[name]),
    );
    // A list in two parts is one list: no item may get lost.
    read(Object.keys(lists), (name, parts) => this.list(parts, lists[name]));
    return value;
  }

  private list(parts: Step[], { item, shape }: XmlList): unknown[] {
    const steps = parts.flatMap(part => stepsToItems(part, item));
    const value = steps.map(to =>
      shape ? this.object(to, shape) : to.element.text.trim(),
    );
    this.places.setMembers(value, steps);
    return value;
  }
}

/**
 * The parts of an XML document that a shape names, as the value that the same
 * content would have in JSON, so that one importer reads both. Places answer
 * with line, column and path of the element.
 */
export function xmlValue(
  document: ParsedDocument,
  root: XmlElement,
  shape: XmlShape,
): ParsedDocument {
  const values = new XmlValues();
  const start: Step = { element: root, path: `/${root.name}` };
  const value = values.object(start, shape);
  values.places.setRoot(value, start);
  return {
    ...document,
    value,
    locate: pointer => {
      const step = values.places.find(pointer);
      const position = step && document.positionAt?.(step.element.offset);
      return position && { ...position, pointer: step.path };
    },
  };
}
