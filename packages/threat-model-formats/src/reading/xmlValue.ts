import { bareObject } from '../document/bareObject';
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

/** An element and the way to it; its path is only built when one is asked for. */
interface Step {
  element: XmlElement;
  from?: Step;
  /** Number among items of the same name; items are numbered even when alone. */
  number?: number;
}

/** Path of element names, with their numbers among siblings of the same name. */
function pathTo({ element, from, number }: Step): string {
  if (!from) {
    return `/${element.name}`;
  }
  const alike = number
    ? []
    : from.element.children.filter(({ name }) => name === element.name);
  const place = number ?? alike.indexOf(element) + 1;
  return `${pathTo(from)}/${element.name}${
    number || alike.length > 1 ? `[${place}]` : ''
  }`;
}

/** Steps to the items of a list, numbered in one pass however many there are. */
function stepsToItems(from: Step, item?: string): Step[] {
  const seen = new Map<string, number>();
  return from.element.children
    .filter(({ name }) => item === undefined || name === item)
    .map(element => {
      const number = (seen.get(element.name) ?? 0) + 1;
      seen.set(element.name, number);
      return { element, from, number };
    });
}

class XmlValues {
  readonly places = new PlaceIndex<Step>();

  object(step: Step, shape: XmlShape): object {
    const { attributes = [], texts = [], objects = {}, lists = {} } = shape;
    const value = bareObject();
    const members = bareObject<Step>();
    this.places.setMembers(value, members);
    for (const name of attributes) {
      const attribute = step.element.attributes.get(name);
      if (attribute !== undefined) {
        value[name] = attribute;
        members[name] = step;
      }
    }
    const children = new Map<string, Step[]>();
    for (const element of step.element.children) {
      const alike = children.get(element.name);
      if (alike) {
        alike.push({ element, from: step });
      } else {
        children.set(element.name, [{ element, from: step }]);
      }
    }
    const read = (
      names: readonly string[],
      valueOf: (name: string, found: Step[]) => unknown,
    ) => {
      for (const name of names) {
        const found = children.get(name)?.filter(to => !isNil(to.element));
        if (found?.length) {
          value[name] = valueOf(name, found);
          members[name] = found[0];
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
  const start: Step = { element: root };
  const value = values.object(start, shape);
  values.places.setRoot(value, start);
  return {
    ...document,
    value,
    locate: pointer => {
      const step = values.places.find(pointer);
      const position = step && document.positionAt?.(step.element.offset);
      return position && { ...position, pointer: pathTo(step) };
    },
  };
}
