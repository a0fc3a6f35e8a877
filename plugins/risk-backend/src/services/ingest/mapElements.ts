import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ImportWarning } from '@product-risk/backstage-plugin-risk-common';
import { ModelElement } from '@product-risk/threat-model-formats';
import { DbModelElementRow } from '../../database/tables';
import { ElementCandidate, MappableEntities } from './elementCandidates';
import { shortKey } from './text';

/** Which entity an element stands for, and who said so. */
export interface MappedElement {
  entityRef: string | null;
  mappedBy: DbModelElementRow['mapped_by'];
  /** What it may stand for instead: nobody was asked yet. */
  candidates: ElementCandidate[];
}

/** What mapping needs to know besides the elements. */
export interface MappingContext {
  /** What people mapped, by element id. */
  byPerson: ReadonlyMap<string, string>;
  /** Which of the entities named in the file the catalog has. */
  knownRefs: ReadonlySet<string>;
  entities: MappableEntities;
  /** Nearest common ancestor of the source's attachments, if there is one. */
  attachedTo: string | null;
}

/** A full entity ref in lower case; undefined when the text is none. */
export function normalRef(text: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text.trim(), {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return undefined;
  }
}

const MAX_CANDIDATES = 20;

/**
 * Maps one element: an explicit entity ref in the file, else what a person
 * said, else the one part of where the file belongs that its source or its name
 * points to, else where the file itself belongs. A ref to an entity that the catalog does not
 * have maps nowhere, because guessing would show somebody else's finding on the
 * wrong page; of several candidates none is taken.
 */
export function mapElement(
  element: Pick<
    ModelElement,
    'id' | 'name' | 'kind' | 'entityRef' | 'repoUrls' | 'sourcePaths'
  >,
  context: MappingContext,
): MappedElement {
  const decided = { candidates: [] };
  if (element.entityRef) {
    const entityRef = normalRef(element.entityRef);
    if (entityRef && context.knownRefs.has(entityRef)) {
      return { entityRef, mappedBy: 'file', ...decided };
    }
  }
  const byPerson = context.byPerson.get(shortKey(element.id, 255));
  if (byPerson) {
    return { entityRef: byPerson, mappedBy: 'person', ...decided };
  }
  if (element.entityRef) {
    return { entityRef: null, mappedBy: 'none', ...decided };
  }
  const candidates = context.entities.candidatesOf(element);
  const [first] = candidates;
  if (candidates.length === 1 && context.entities.isWithin(first.entityRef)) {
    return { entityRef: first.entityRef, mappedBy: first.by, ...decided };
  }
  return {
    entityRef: context.attachedTo,
    mappedBy: context.attachedTo ? 'attachment' : 'none',
    candidates: candidates.slice(0, MAX_CANDIDATES),
  };
}

/** Says which entities that a file names are not in the catalog. */
export function unknownEntityWarnings(
  elements: readonly ModelElement[],
  mapped: ReadonlyMap<string, MappedElement>,
): ImportWarning[] {
  return elements
    .filter(
      ({ id, entityRef }) => entityRef && mapped.get(id)?.mappedBy === 'none',
    )
    .map(({ name, entityRef }) => ({
      code: 'unknown-entity',
      message: `The element "${name.slice(
        0,
        80,
      )}" names the entity "${entityRef?.slice(
        0,
        120,
      )}", which the catalog does not have. Register it, correct the name, or map the element by hand.`,
    }));
}
