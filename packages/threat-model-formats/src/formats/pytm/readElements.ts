import { ParsedDocument } from '../../format';
import { ElementKind, ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { findEntityRef } from '../../reading/entityRef';
import { UniqueKeys } from '../../reading/keys';
import { requireList } from '../../reading/requireList';

const kindsByClass = new Map<string, ElementKind>([
  ['Actor', 'actor'],
  ['ExternalEntity', 'actor'],
  ['Server', 'process'],
  ['Process', 'process'],
  ['SetOfProcesses', 'process'],
  ['Lambda', 'process'],
  ['LLM', 'process'],
  ['Agent', 'process'],
  ['Datastore', 'datastore'],
  ['Dataflow', 'flow'],
  ['Boundary', 'boundary'],
]);

/**
 * Elements by name: in pytm a name is the only reference there is, and two
 * flows may share one.
 */
export class NamedElements {
  private readonly idsByName = new Map<string, string[]>();

  add(name: string, id: string): void {
    const ids = this.idsByName.get(name);
    if (ids) {
      ids.push(id);
    } else {
      this.idsByName.set(name, [id]);
    }
  }

  /** The element of the name; of several, the one of the ordinal (from 0), else the first. */
  find(name: string, ordinal: number = 0): string | undefined {
    const ids = this.idsByName.get(name);
    return ids?.[ordinal] ?? ids?.[0];
  }
}

interface NamedCursor {
  at: Cursor;
  name: string;
  id: string;
  kind: ElementKind;
}

/**
 * `elements` is the union of `actors` and `assets`, which only later versions
 * write: they are read only where the union is missing.
 */
function nodesOf(document: ParsedDocument, root: Cursor): Cursor[] {
  const union = requireList(document, root.get('elements'), 'the elements');
  return union.length > 0
    ? union
    : ['actors', 'assets'].flatMap(key =>
        requireList(document, root.get(key), `the ${key}`),
      );
}

/** The elements of a model, and how findings refer to them. */
export function readElements(
  document: ParsedDocument,
  root: Cursor,
): { elements: ModelElement[]; targets: NamedElements } {
  const used = new UniqueKeys();
  const targets = new NamedElements();
  const identify = (at: Cursor, kind: ElementKind): NamedCursor => {
    const stated = at.id('name');
    if (!stated) {
      at.warn(
        'missing-id',
        'An element has no name; nothing in the file can refer to it. Name it.',
      );
    }
    const id = used.claim(stated ?? `unnamed ${kind}`);
    if (stated) {
      targets.add(stated, id);
    }
    return { at, name: at.line('name') ?? `Unnamed ${kind}`, id, kind };
  };

  const nodes = nodesOf(document, root).map(at =>
    identify(at, kindsByClass.get(at.id('__class__') ?? '') ?? 'node'),
  );
  const flows = requireList(document, root.get('flows'), 'the flows').map(at =>
    identify(at, 'flow'),
  );
  const boundaries = requireList(
    document,
    root.get('boundaries'),
    'the boundaries',
  ).map(at => identify(at, 'boundary'));
  const boundaryIds = new NamedElements();
  boundaries.forEach(({ at, id }) => boundaryIds.add(at.id('name') ?? '', id));

  const refer = (at: Cursor, key: string, among: NamedElements) => {
    const name = at.id(key);
    const id = name && among.find(name);
    if (name && !id) {
      at.get(key).warn(
        'dangling-reference',
        'The element this refers to is not in the file; the reference was left out.',
      );
    }
    return id || undefined;
  };
  const describe = ({ at, name, id, kind }: NamedCursor): ModelElement => {
    const description = at.text('description');
    const sourcePaths = at.lines('sourceFiles');
    return {
      id,
      name,
      kind,
      description: description || undefined,
      outOfScope: at.get('inScope').value === false,
      parentId: refer(at, 'inBoundary', boundaryIds),
      tags: [],
      entityRef: findEntityRef({ name, description }),
      ...(sourcePaths.length > 0 && { sourcePaths }),
    };
  };
  return {
    targets,
    elements: [
      ...boundaries.map(describe),
      ...nodes.map(describe),
      ...flows.map(flow => ({
        ...describe(flow),
        sourceId: refer(flow.at, 'source', targets),
        targetId: refer(flow.at, 'sink', targets),
        bidirectional: false,
      })),
    ],
  };
}
