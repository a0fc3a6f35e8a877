import { ParsedDocument } from '../../format';
import { Diagram, ElementKind, ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { ElementIds, resolveReference } from '../../reading/ElementIds';
import { findEntityRef } from '../../reading/entityRef';
import { UniqueKeys } from '../../reading/keys';
import { repositoryUrls } from '../../reading/repositoryUrls';
import { requireList } from '../../reading/requireList';
import { isObject, member, scalarText } from '../../reading/shape';

/** A component or data flow, with the place of its threats. */
export interface ThreatOwner {
  /** As the file states it: part of the finding's identity. */
  statedId: string;
  elementId: string;
  at: Cursor;
}

/** The structure of an OTM model. */
export interface OtmStructure {
  diagrams: Diagram[];
  elements: ModelElement[];
  threatOwners: ThreatOwner[];
}

/** Component types are free text; only these words tell what the element is. */
const kindsByType = new Map<string, ElementKind>([
  ['process', 'process'],
  ['datastore', 'datastore'],
  ['data-store', 'datastore'],
  ['actor', 'actor'],
  ['external-entity', 'actor'],
]);

function readDiagrams(root: Cursor): Diagram[] {
  const ids = new UniqueKeys();
  return root
    .get('representations')
    .objects()
    .filter(representation => representation.id('type') === 'diagram')
    .map(representation => {
      const title = representation.line('name');
      return {
        id: ids.claim(representation.id('id') ?? title ?? 'diagram'),
        title: title ?? 'Diagram',
      };
    });
}

/** Repositories of the model's code, by the id of their representation. */
function readRepositories(root: Cursor): Map<string, string | undefined> {
  return new Map(
    root
      .get('representations')
      .objects()
      .filter(representation => representation.id('type') === 'code')
      .map(representation => [
        representation.id('id') ?? '',
        representation.get('repository').id('url'),
      ]),
  );
}

/** Position of each diagram among all of them, by id. */
type DiagramOrder = ReadonlyMap<string, number>;

/** The first diagram in which the element is drawn. */
function diagramOf(element: Cursor, order: DiagramOrder): string | undefined {
  if (order.size === 0) {
    return undefined;
  }
  const drawnIn = element
    .get('representations')
    .objects()
    .flatMap(representation => representation.id('representation') ?? []);
  const position = (id: string) => order.get(id) ?? Infinity;
  return drawnIn
    .filter(id => order.has(id))
    .sort((one, other) => position(one) - position(other))[0];
}

function describe(
  element: Cursor,
  name: string,
  order: DiagramOrder,
  repositories: ReadonlyMap<string, string | undefined>,
) {
  const repoUrls = repositoryUrls(
    element
      .get('representations')
      .objects()
      .map(({ value }) =>
        repositories.get(scalarText(member(value, 'representation'))),
      ),
  );
  const attributes = element.get('attributes').value;
  const description = element.text('description');
  const tags = element.lines('tags');
  return {
    name,
    description: description || undefined,
    tags,
    diagramId: diagramOf(element, order),
    ...(repoUrls.length > 0 && { repoUrls }),
    outOfScope: false,
    entityRef: findEntityRef({
      attributes: isObject(attributes) ? { ...attributes } : {},
      tags,
      name,
      description,
    }),
  };
}

const nameOf = (element: Cursor) =>
  element.line('name') ?? element.line('id') ?? 'Unnamed element';

/** Trust zones, components, data flows and assets; every section may be null. */
export function readElements(
  document: ParsedDocument,
  root: Cursor,
): OtmStructure {
  const used = new UniqueKeys();
  const components = new ElementIds('component', used);
  const zones = new ElementIds('trust-zone', used);
  const flows = new ElementIds('dataflow', used);
  const assets = new ElementIds('asset', used);
  const diagrams = readDiagrams(root);
  const order = new Map(diagrams.map(({ id }, position) => [id, position]));
  const repositories = readRepositories(root);

  // Every id is claimed before the first reference is resolved.
  const claim = (ids: ElementIds) => (at: Cursor) => ({
    at,
    name: nameOf(at),
    id: ids.claim(at, at.id('id'), nameOf(at)),
  });
  const componentItems = requireList(
    document,
    root.get('components'),
    'the components',
  ).map(claim(components));
  const zoneItems = root.get('trustZones').objects().map(claim(zones));
  const flowItems = requireList(
    document,
    root.get('dataflows'),
    'the dataflows',
  ).map(claim(flows));
  const assetItems = root.get('assets').objects().map(claim(assets));

  const parentOf = (at: Cursor) =>
    resolveReference(at.get('parent'), 'component', components) ??
    resolveReference(at.get('parent'), 'trustZone', zones);

  const elements: ModelElement[] = [
    ...zoneItems.map(({ at, name, id }) => ({
      id,
      kind: 'boundary' as const,
      ...describe(at, name, order, repositories),
      parentId: parentOf(at),
    })),
    ...componentItems.map(({ at, name, id }) => ({
      id,
      kind: kindsByType.get((at.id('type') ?? '').toLowerCase()) ?? 'node',
      ...describe(at, name, order, repositories),
      parentId: parentOf(at),
    })),
    ...flowItems.map(({ at, name, id }) => ({
      id,
      kind: 'flow' as const,
      ...describe(at, name, order, repositories),
      sourceId: resolveReference(at, 'source', components, zones),
      targetId: resolveReference(at, 'destination', components, zones),
      bidirectional: at.flag('bidirectional'),
    })),
    ...assetItems.map(({ at, name, id }) => ({
      id,
      kind: 'asset' as const,
      ...describe(at, name, order, repositories),
    })),
  ];

  return {
    diagrams,
    elements,
    threatOwners: [...componentItems, ...flowItems].map(({ at, id }) => ({
      at,
      elementId: id,
      statedId: at.id('id') ?? id,
    })),
  };
}
