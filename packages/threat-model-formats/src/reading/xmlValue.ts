import { bareObject } from '../document/bareObject';
import { pointerSteps } from '../document/jsonPointer';
import { isNil, XmlElement } from '../document/XmlElement';
import { ParsedDocument } from '../format';
import { isObject } from './shape';

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

/** An item of a list, the part of the list it is in, and its number there among items of the same name. */
interface ListItem {
  element: XmlElement;
  part: XmlElement;
  number: number;
}

/** An element and the path of element names to it. */
interface Place {
  element: XmlElement;
  path: string;
}

/** The items of a part of a list, numbered in one pass however many there are. */
function itemsOf(part: XmlElement, item?: string): ListItem[] {
  const seen = new Map<string, number>();
  return part.children
    .filter(({ name }) => item === undefined || name === item)
    .map(element => {
      const number = (seen.get(element.name) ?? 0) + 1;
      seen.set(element.name, number);
      return { element, part, number };
    });
}

/** Step to a child, with its number where siblings have the same name. */
function stepTo(parent: XmlElement, child: XmlElement): string {
  const alike = parent.children.filter(({ name }) => name === child.name);
  return `/${child.name}${
    alike.length > 1 ? `[${alike.indexOf(child) + 1}]` : ''
  }`;
}

class XmlValues {
  /** Only these are kept: every other way is found again by the names of elements. */
  private readonly items = new Map<unknown, ListItem[]>();

  object(element: XmlElement, shape: XmlShape): object {
    const { attributes = [], texts = [], objects = {}, lists = {} } = shape;
    const value = bareObject();
    for (const name of attributes) {
      const attribute = element.attributes.get(name);
      if (attribute !== undefined) {
        value[name] = attribute;
      }
    }
    for (const name of texts) {
      const child = memberOf(element, name);
      if (child) {
        value[name] = child.text.trim();
      }
    }
    for (const [name, parts] of Object.entries(objects)) {
      const child = memberOf(element, name);
      if (child) {
        value[name] = this.object(child, parts);
      }
    }
    for (const [name, list] of Object.entries(lists)) {
      // A list in two parts is one list: no item may get lost.
      const parts = element.children.filter(
        child => child.name === name && !isNil(child),
      );
      if (parts.length > 0) {
        value[name] = this.list(parts, list);
      }
    }
    return value;
  }

  private list(parts: XmlElement[], { item, shape }: XmlList): unknown[] {
    const items = parts.flatMap(part => itemsOf(part, item));
    const value = items.map(({ element }) =>
      shape ? this.object(element, shape) : element.text.trim(),
    );
    this.items.set(value, items);
    return value;
  }

  /** The element that a pointer into the value means; undefined when there is none. */
  find(
    root: XmlElement,
    rootValue: unknown,
    pointer: string,
  ): Place | undefined {
    let owner: Place = { element: root, path: `/${root.name}` };
    let place: Place | undefined = owner;
    let value = rootValue;
    for (const step of pointerSteps(pointer)) {
      const items = this.items.get(value);
      if (items) {
        place = placeOfItem(owner, items[Number(step)]);
      } else if (isObject(value) && step in value) {
        owner = place;
        place = placeOfMember(owner, step);
      } else {
        return undefined;
      }
      if (!place) {
        return undefined;
      }
      value = Reflect.get(Object(value), step);
    }
    return place;
  }
}

function memberOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find(child => child.name === name && !isNil(child));
}

/** An attribute is where its element is. */
function placeOfMember(owner: Place, name: string): Place {
  const child = memberOf(owner.element, name);
  return child
    ? { element: child, path: owner.path + stepTo(owner.element, child) }
    : owner;
}

function placeOfItem(
  owner: Place,
  item: ListItem | undefined,
): Place | undefined {
  return (
    item && {
      element: item.element,
      path: `${owner.path}${stepTo(owner.element, item.part)}/${
        item.element.name
      }[${item.number}]`,
    }
  );
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
  const value = values.object(root, shape);
  return {
    ...document,
    value,
    locate: pointer => {
      const place = values.find(root, value, pointer);
      const position = place && document.positionAt?.(place.element.offset);
      return position && { ...position, pointer: place.path };
    },
  };
}
