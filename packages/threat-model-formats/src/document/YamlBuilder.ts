import { State } from 'js-yaml';
import { Limits } from '../limits';
import { isList, isObject } from '../reading/shape';
import { bareObject } from './bareObject';
import { MemberPlaces } from './MemberPlaces';
import { DocumentError } from './ParsedValue';
import { RepeatedKey } from './RepeatedKeys';
import { yamlScalar } from './yamlScalar';

/** A node that has been read, with what an alias to it costs. */
interface YamlNode {
  value: unknown;
  start: number;
  nodes: number;
  depth: number;
  /** A scalar as it is written, without quotes. */
  text?: string;
  /** A colon follows: it names the node after it. */
  isName?: boolean;
  isMergeKey?: boolean;
  /** Nothing is written here, not even null. */
  isEmpty?: boolean;
  isAlias?: boolean;
}

/** A node that is being read. */
interface OpenNode {
  /** Blanks, a tag and an anchor may stand before what counts. */
  from: number;
  children: YamlNode[];
}

const blank = /[ \t\r\n]/;
const flowIndicator = /[,[\]{}]/;
const endsFlowName = /["'\]}]/;
const quoted = /(?:[!&]\S*\s+)*(?=["'])/y;
const aliasName = /\*([^\s,[\]{}]+)/y;

/** Offset after blanks and comments. A loop, because a regular expression could exhaust its stack. */
function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (text[at] === '#') {
      const newline = text.indexOf('\n', at);
      at = newline === -1 ? text.length : newline;
    } else if (at < text.length && blank.test(text[at])) {
      at += 1;
    } else {
      return at;
    }
  }
}

/** True when a colon after the offset makes a name of what ends there. */
function isFollowedByColon(text: string, end: number): boolean {
  const colon = skipBlank(text, end);
  if (text[colon] !== ':') {
    return false;
  }
  const after = text[colon + 1] ?? ' ';
  return (
    /[\s\0]/.test(after) ||
    (flowIndicator.test(after) && !text.slice(end, colon).includes('\n')) ||
    (colon === end && endsFlowName.test(text[end - 1]))
  );
}

const noName = (offset: number) =>
  new DocumentError(
    'syntax',
    'a list, a map or an alias cannot be a name here',
    offset,
  );

export const tooDeep = ({ maxDepth }: Limits, offset: number) =>
  new DocumentError(
    'too-complex',
    `lists and objects are nested deeper than ${maxDepth} levels`,
    offset,
  );

/** Stands in the parser's own maps and lists for a node that was taken from it. */
const taken = Object.freeze({});

/**
 * Makes plain values of what js-yaml reports while it reads, without the maps
 * that it would make: those have prototypes, lose repeated names and tell no
 * places.
 */
export class YamlBuilder {
  readonly places = new MemberPlaces();
  readonly repeated: (Omit<RepeatedKey, 'objectPointer'> & {
    object: object;
  })[] = [];
  /** Those of all documents that hold anything. */
  readonly roots: { value: unknown; start: number }[] = [];
  private readonly open: OpenNode[] = [];
  private anchors = new Map<string, YamlNode>();
  private nodes = 0;

  constructor(private readonly limits: Limits) {}

  /** To be called by the parser. */
  readonly listen = (event: 'open' | 'close', state: State): void => {
    if (event === 'open') {
      this.open.push({ from: state.position, children: [] });
      return;
    }
    const { from = 0, children = [] } = this.open.pop() ?? {};
    const node = this.finish(from, children, state);
    if (state.anchor !== null) {
      this.anchors.set(state.anchor, node);
    }
    state.result = taken;
    const parent = this.open[this.open.length - 1];
    if (parent) {
      parent.children.push(node);
      return;
    }
    this.anchors.clear();
    if (node.value !== null) {
      this.roots.push(node);
    }
  };

  /** Offset of the quote, when a text in quotes is being read. */
  openQuote(text: string): number | undefined {
    const open = this.open[this.open.length - 1];
    quoted.lastIndex = skipBlank(text, open?.from ?? 0);
    return quoted.test(text) ? quoted.lastIndex : undefined;
  }

  private finish(from: number, children: YamlNode[], state: State): YamlNode {
    const { input, position, kind, tag, result } = state;
    const start = skipBlank(input, from);
    const isName = isFollowedByColon(input, position);
    if (kind === null) {
      return input[start] === '*'
        ? this.finishAlias(input, start, isName)
        : {
            value: tag === null ? null : yamlScalar('', tag),
            start,
            nodes: 1,
            depth: 0,
            text: '',
            isName,
            isEmpty: tag === null,
          };
    }
    if (result === taken) {
      // The parser looked for the first name of a map, found but one node, and takes that.
      const node = children[children.length - 1];
      return tag === null || node.text === undefined
        ? node
        : { ...node, value: yamlScalar(node.text, tag), isMergeKey: false };
    }
    if (kind === 'scalar') {
      const text = String(result);
      this.count(1, start);
      return {
        value: yamlScalar(text, tag),
        start,
        nodes: 1,
        depth: 0,
        text,
        isName,
        isMergeKey: tag === '?' && text === '<<',
      };
    }
    if (isName) {
      throw noName(start);
    }
    return this.finishContainer(state, children, start);
  }

  private finishAlias(input: string, start: number, isName: boolean): YamlNode {
    if (isName) {
      throw noName(start);
    }
    aliasName.lastIndex = start;
    const node = this.anchors.get(aliasName.exec(input)?.[1] ?? '');
    if (!node) {
      throw new DocumentError(
        'syntax',
        'an alias refers to a value that contains it',
        start,
      );
    }
    this.count(node.nodes, start);
    return { ...node, start, isName: false, isMergeKey: false, isAlias: true };
  }

  private finishContainer(
    { kind, result }: State,
    children: YamlNode[],
    start: number,
  ): YamlNode {
    this.count(1, start);
    let nodes = 1;
    let depth = 0;
    for (const child of children) {
      nodes += child.nodes;
      depth = Math.max(depth, child.depth);
    }
    if (depth >= this.limits.maxDepth) {
      throw tooDeep(this.limits, start);
    }
    const value =
      kind === 'mapping'
        ? this.mapOf(children)
        : this.listOf(children, result, start);
    return { value, start, nodes, depth: depth + 1 };
  }

  /** The parser's own list tells where it read nothing, and where a map: `[name: value]`. */
  private listOf(children: YamlNode[], own: unknown, start: number): unknown[] {
    const items: unknown[] = [];
    const offsets: number[] = [];
    let next = 0;
    for (const item of isList(own) ? own : []) {
      const node = item === null ? undefined : children[next];
      const isMap = node !== undefined && item !== taken;
      const members =
        isMap && Object.values(item ?? {}).includes(taken) ? 2 : 1;
      offsets.push(node?.start ?? start);
      items.push(
        isMap
          ? this.mapOf(children.slice(next, next + members))
          : node?.value ?? null,
      );
      next += node ? members : 0;
    }
    this.places.setItems(items, offsets);
    return items;
  }

  private mapOf(children: YamlNode[]): Record<string, unknown> {
    const value = bareObject();
    const offsets = bareObject<number>();
    const merged: [YamlNode, number][] = [];
    let name: YamlNode | undefined;
    const put = (key: YamlNode, member: YamlNode | undefined) => {
      if (key.text === undefined || key.isAlias) {
        throw noName(key.start);
      }
      if (key.isMergeKey && member) {
        merged.push([member, key.start]);
        return;
      }
      if (key.text in offsets) {
        this.repeated.push({
          object: value,
          key: key.text,
          dropped: value[key.text],
          kept: member?.value ?? null,
          offset: key.start,
        });
      }
      value[key.text] = member?.value ?? null;
      offsets[key.text] = key.start;
    };
    for (const child of children) {
      if (child.isName) {
        if (name) {
          put(name, undefined);
        }
        name = child;
      } else if (name) {
        put(name, child);
        name = undefined;
      } else if (!child.isEmpty) {
        // A name without a value: `{name}` or `? name`.
        put(child, undefined);
      }
    }
    if (name) {
      put(name, undefined);
    }
    merged.forEach(([source, offset]) =>
      merge(value, offsets, source.value, offset),
    );
    this.places.setMembers(value, offsets);
    return value;
  }

  private count(nodes: number, offset: number): void {
    this.nodes += nodes;
    if (this.nodes > this.limits.maxNodes) {
      throw new DocumentError(
        'too-complex',
        `the document has more than ${this.limits.maxNodes} values, aliases expanded`,
        offset,
        'Split the model, or use fewer aliases.',
      );
    }
  }
}

/** `<<`: the members of other maps, where the map itself has none. */
function merge(
  target: Record<string, unknown>,
  offsets: Record<string, number>,
  source: unknown,
  start: number,
): void {
  for (const map of isList(source) ? source : [source]) {
    if (!isObject(map)) {
      throw new DocumentError(
        'syntax',
        'a merge key needs a map, or a list of maps',
        start,
      );
    }
    for (const [key, value] of Object.entries(map)) {
      if (!(key in offsets)) {
        target[key] = value;
        offsets[key] = start;
      }
    }
  }
}
