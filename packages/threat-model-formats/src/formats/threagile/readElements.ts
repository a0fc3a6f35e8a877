import { ElementKind, ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { ElementIds, resolveReference } from '../../reading/ElementIds';
import { findEntityRef } from '../../reading/entityRef';
import { UniqueKeys } from '../../reading/keys';
import { NamedItem, namedItems } from './namedItems';
import { ElementSections } from './RiskReferences';

interface IdentifiedItem extends NamedItem {
  id: string;
}

const assetKinds = new Map<string, ElementKind>([
  ['external-entity', 'actor'],
  ['process', 'process'],
  ['datastore', 'datastore'],
]);

/** How Threagile forms the id of a communication link from its title. */
export const linkSlug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function describe({ at, title, id }: IdentifiedItem) {
  const description = at.text('description');
  const tags = at.lines('tags');
  return {
    id,
    name: title,
    description: description || undefined,
    outOfScope: at.flag('out_of_scope'),
    tags,
    owner: at.line('owner'),
    entityRef: findEntityRef({ tags, name: title, description }),
  };
}

/** Boundaries list what is inside them; turned round: what is inside which. */
function findParents(
  boundaries: IdentifiedItem[],
  sections: ElementSections,
): Map<string, string> {
  const parents = new Map<string, string>();
  const place = (members: Cursor, ids: ElementIds, parent: string) => {
    for (const member of members.items()) {
      const stated = typeof member.value === 'string' ? member.value : '';
      const id = ids.find(stated);
      if (!id) {
        member.warn(
          'dangling-reference',
          'A trust boundary lists an element that is not in the file; it was left out.',
        );
      } else if (!parents.has(id)) {
        parents.set(id, parent);
      }
    }
  };
  for (const { at, id } of boundaries) {
    place(
      at.get('technical_assets_inside'),
      sections.most_relevant_technical_asset,
      id,
    );
    place(
      at.get('trust_boundaries_nested'),
      sections.most_relevant_trust_boundary,
      id,
    );
  }
  return parents;
}

/** The elements of a model file, and their ids by section. */
export function readElements(root: Cursor): {
  elements: ModelElement[];
  sections: ElementSections;
} {
  const used = new UniqueKeys();
  const sections: ElementSections = {
    most_relevant_technical_asset: new ElementIds('technical-asset', used),
    most_relevant_communication_link: new ElementIds('link', used),
    most_relevant_trust_boundary: new ElementIds('trust-boundary', used),
    most_relevant_shared_runtime: new ElementIds('shared-runtime', used),
    most_relevant_data_asset: new ElementIds('data-asset', used),
  };
  const identify = (section: string, ids: ElementIds): IdentifiedItem[] =>
    namedItems(root.get(section)).map(item => ({
      ...item,
      id: ids.claim(item.at, item.at.id('id'), item.title),
    }));

  const technicalAssets = identify(
    'technical_assets',
    sections.most_relevant_technical_asset,
  );
  const links = technicalAssets.flatMap(asset =>
    namedItems(asset.at.get('communication_links')).map(link => ({
      ...link,
      sourceId: asset.id,
      id: sections.most_relevant_communication_link.claim(
        link.at,
        link.at.id('id') ??
          `${asset.at.id('id') ?? asset.id}>${linkSlug(link.title)}`,
        link.title,
      ),
    })),
  );
  const boundaries = identify(
    'trust_boundaries',
    sections.most_relevant_trust_boundary,
  );
  const runtimes = identify(
    'shared_runtimes',
    sections.most_relevant_shared_runtime,
  );
  const dataAssets = identify('data_assets', sections.most_relevant_data_asset);
  const parents = findParents(boundaries, sections);

  const withParent = (item: IdentifiedItem, kind: ElementKind) => ({
    ...describe(item),
    kind,
    parentId: parents.get(item.id),
  });
  return {
    sections,
    elements: [
      ...boundaries.map(item => withParent(item, 'boundary')),
      ...technicalAssets.map(item =>
        withParent(item, assetKinds.get(item.at.id('type') ?? '') ?? 'node'),
      ),
      ...links.map(link => ({
        ...describe(link),
        kind: 'flow' as const,
        sourceId: link.sourceId,
        targetId: resolveReference(
          link.at,
          link.at.get('target_id').isAbsent ? 'target' : 'target_id',
          sections.most_relevant_technical_asset,
        ),
        bidirectional: false,
      })),
      ...runtimes.map(item => ({ ...describe(item), kind: 'node' as const })),
      ...dataAssets.map(item => ({
        ...describe(item),
        kind: 'asset' as const,
      })),
    ],
  };
}
