import { blockLabels } from '../../document/parseHcl';
import { Cursor } from '../../reading/Cursor';
import { isList, isObject } from '../../reading/shape';

/** A block, in the same terms for all syntaxes of the format. */
export interface Block {
  at: Cursor;
  /** Its label, or the member `name` of the JSON export. */
  name?: string;
  /** The label before the last one: the type of a component. */
  kind?: string;
}

const camelCase = (name: string) =>
  name.includes('_')
    ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : name;

/** A member by its name in HCL (`snake_case`), or in the JSON export (`camelCase`). */
export function memberOf(at: Cursor, name: string): Cursor {
  const member = at.get(name);
  return member.value === undefined ? at.get(camelCase(name)) : member;
}

/** Plain text of a member under either of its names, on one line. */
export const lineOf = (at: Cursor, name: string): string | undefined =>
  at.line(at.get(name).value === undefined ? camelCase(name) : name);

/** Plain text of a member under either of its names, with its line breaks. */
export const textOf = (at: Cursor, name: string): string =>
  at.text(at.get(name).value === undefined ? camelCase(name) : name);

/**
 * The JSON syntax of HCL puts labels in as objects: `{"threat": {"Name": {…}}}`.
 * An object is such a map when all of its members are blocks; a block has an
 * attribute, or is empty.
 */
function isLabelMap(value: unknown): boolean {
  if (!isObject(value)) {
    return false;
  }
  const members: unknown[] = Object.values(value);
  return (
    members.length > 0 &&
    members.every(
      member =>
        isObject(member) ||
        (isList(member) && member.length > 0 && member.every(isObject)),
    )
  );
}

/** Labels a block has where it is not one; a threat has none in old files. */
const labelCounts = new Map([
  ['component', 2],
  ['data_flow_diagram', 0],
  ['legacy_data_flow_diagram', 0],
  ['proposed_control', 0],
  ['risk', 0],
]);

function unfold(at: Cursor, labels: string[], labelCount: number): Block[] {
  if (isList(at.value)) {
    return at.items().flatMap(item => unfold(item, labels, labelCount));
  }
  const stated = blockLabels(at.value);
  if (!stated && labels.length < labelCount && isLabelMap(at.value)) {
    return at
      .entries()
      .flatMap(([label, member]) =>
        unfold(member, [...labels, label], labelCount),
      );
  }
  const names = stated ?? labels;
  return [
    {
      at,
      name: names[names.length - 1] ?? at.id('name'),
      kind: names[names.length - 2],
    },
  ];
}

/**
 * The blocks of a type in a body, whichever syntax it is written in: blocks of
 * HCL with their labels, maps by label of its JSON syntax, lists of the export.
 * What is no block is left out with a warning, but for the texts a caller
 * reads by itself ({@link textsOf}).
 */
export function blocksOf(
  body: Cursor,
  type: string,
  options: { orTexts?: boolean } = {},
): Block[] {
  const member = memberOf(body, type);
  if (member.isAbsent) {
    return [];
  }
  return unfold(member, [], labelCounts.get(type) ?? 1).filter(({ at }) => {
    const isText = typeof at.value === 'string' && options.orTexts;
    if (!at.isObject && !isText) {
      at.warn(
        'invalid-item',
        'Here is a value where a block belongs; it was left out. Correct or remove it.',
      );
    }
    return at.isObject;
  });
}

/** The texts under a name that may hold blocks as well: `control = "text"`. */
export function textsOf(body: Cursor, name: string): Cursor[] {
  const flatten = (at: Cursor): Cursor[] =>
    isList(at.value) ? at.items().flatMap(flatten) : [at];
  return flatten(memberOf(body, name)).filter(
    ({ value }) => typeof value === 'string' && value !== '',
  );
}
