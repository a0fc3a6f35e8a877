import { ParsedDocument } from '../../format';
import { Diagram, ElementKind, ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { ElementIds, resolveReference } from '../../reading/ElementIds';
import { findEntityRef } from '../../reading/entityRef';
import { UniqueKeys } from '../../reading/keys';
import { requireList } from '../../reading/requireList';
import { checkKeys, linesOf, readEntity, readWord } from './reading';
import { elementKinds } from './vocabulary';

/** The modelled system, and what a threat may refer to. */
export interface NativeStructure {
  diagrams: Diagram[];
  elements: ModelElement[];
  ids: ElementIds;
}

function readDiagrams(root: Cursor): Diagram[] {
  const ids = new UniqueKeys();
  return root
    .get('diagrams')
    .objects()
    .map(at => {
      checkKeys(at, 'diagram');
      const title = at.line('title');
      return {
        id: ids.claim(at.id('id') ?? title ?? 'diagram'),
        title: title ?? at.line('id') ?? 'Diagram',
      };
    });
}

function diagramOf(at: Cursor, diagrams: Diagram[]): string | undefined {
  const stated = at.id('diagram');
  if (stated && !diagrams.some(({ id }) => id === stated)) {
    at.get('diagram').warn(
      'dangling-reference',
      'The diagram this refers to is not in the file; the reference was left out.',
    );
    return undefined;
  }
  return stated;
}

function readKind(at: Cursor): Exclude<ElementKind, 'flow'> {
  return readWord(at, 'kind', elementKinds, {
    code: 'unknown-kind',
    absent: 'node',
    unknown: 'node',
    consequence: 'the element is one of no special kind',
  }).value;
}

/** Where the element's code is; lists are absent rather than empty. */
function readOrigin(
  at: Cursor,
): Pick<ModelElement, 'repoUrls' | 'sourcePaths' | 'purl'> {
  const orAbsent = (lines: string[]) => (lines.length > 0 ? lines : undefined);
  return {
    repoUrls: orAbsent(linesOf(at, 'repositories')),
    sourcePaths: orAbsent(linesOf(at, 'paths')),
    purl: at.line('purl'),
  };
}

/** Elements and flows, in the order of the file. */
export function readElements(
  document: ParsedDocument,
  root: Cursor,
): NativeStructure {
  const ids = new ElementIds('element', new UniqueKeys());
  const diagrams = readDiagrams(root);
  const nameOf = (at: Cursor) =>
    at.line('name') ?? at.line('id') ?? 'Unnamed element';

  // Every id is claimed before the first reference is resolved.
  const claimed = (section: string) =>
    requireList(document, root.get(section), `the ${section}`).map(at => ({
      at,
      name: nameOf(at),
      id: ids.claim(at, at.id('id'), nameOf(at)),
    }));
  const nodes = claimed('elements');
  const flows = claimed('flows');

  const describe = (at: Cursor, name: string) => {
    const description = at.text('description');
    const tags = at.lines('tags');
    return {
      name,
      description: description || undefined,
      outOfScope: at.flag('outOfScope'),
      parentId: resolveReference(at, 'parent', ids),
      diagramId: diagramOf(at, diagrams),
      tags,
      owner: at.line('owner'),
      ...readOrigin(at),
      entityRef: readEntity(at) ?? findEntityRef({ tags, name, description }),
    };
  };

  return {
    diagrams,
    ids,
    elements: [
      ...nodes.map(({ at, name, id }) => {
        checkKeys(at, 'element');
        return { id, kind: readKind(at), ...describe(at, name) };
      }),
      ...flows.map(({ at, name, id }) => {
        checkKeys(at, 'flow');
        return {
          id,
          kind: 'flow' as const,
          ...describe(at, name),
          sourceId: resolveReference(at, 'from', ids),
          targetId: resolveReference(at, 'to', ids),
          bidirectional: at.flag('bidirectional'),
        };
      }),
    ],
  };
}
