import { ElementKind, ModelElement } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { ElementIds, resolveReference } from '../../reading/ElementIds';
import { findEntityRef } from '../../reading/entityRef';
import { UniqueKeys } from '../../reading/keys';

/** Lists of the file that hold elements, in the order in which a reference means them. */
const sectionKinds = {
  components: 'process',
  data_stores: 'datastore',
  actors: 'actor',
  data_flows: 'flow',
  data_sets: 'asset',
  trust_zones: 'boundary',
} as const satisfies Record<string, ElementKind>;

type SectionName = keyof typeof sectionKinds;

/** Section that the `type` of one end of a data flow means. */
const sectionByType = new Map<string, SectionName>([
  ['component', 'components'],
  ['data_store', 'data_stores'],
  ['actor', 'actors'],
]);

/** Ids of the elements of one section after the other. */
export type ElementSections = ElementIds[];

interface IdentifiedElement {
  at: Cursor;
  section: SectionName;
  id: string;
  name: string;
}

/** The elements of a model; threats may refer to any of them. */
export function readElements(list: (key: string) => Cursor[]): {
  elements: ModelElement[];
  sections: ElementSections;
} {
  const used = new UniqueKeys();
  const ids: Record<SectionName, ElementIds> = {
    components: new ElementIds('component', used),
    data_stores: new ElementIds('data-store', used),
    actors: new ElementIds('actor', used),
    data_flows: new ElementIds('data-flow', used),
    data_sets: new ElementIds('data-set', used),
    trust_zones: new ElementIds('trust-zone', used),
  };
  const identify = (section: SectionName): IdentifiedElement[] =>
    list(section).map(at => {
      const stated = at.id('symbolic_name');
      const name =
        at.line('title') ?? at.line('symbolic_name') ?? 'Unnamed element';
      return { at, section, name, id: ids[section].claim(at, stated, name) };
    });
  const identified = {
    trust_zones: identify('trust_zones'),
    components: identify('components'),
    data_stores: identify('data_stores'),
    actors: identify('actors'),
    data_sets: identify('data_sets'),
    data_flows: identify('data_flows'),
  };

  /** `object` names the end since 1.0.1; in 1.0.0 it was `name`. */
  const endOf = (flow: Cursor, key: string): string | undefined => {
    const end = flow.get(key);
    const section = sectionByType.get(end.id('type') ?? '');
    return resolveReference(
      end,
      end.get('object').isAbsent ? 'name' : 'object',
      ...(section ? [ids[section]] : []),
      ids.components,
      ids.data_stores,
      ids.actors,
    );
  };
  const describe = (item: IdentifiedElement): ModelElement => {
    const { at, id, name, section } = item;
    const description = at.text('description');
    const repository = at.line('repo_link');
    return {
      id,
      name,
      kind: sectionKinds[section],
      description: description || undefined,
      outOfScope: false,
      parentId:
        resolveReference(at, 'parent_component', ids.components) ??
        resolveReference(at, 'trust_zone', ids.trust_zones),
      tags: [],
      entityRef: findEntityRef({ name, description }),
      ...(repository && { repoUrls: [repository] }),
    };
  };
  return {
    sections: [
      ids.components,
      ids.data_stores,
      ids.actors,
      ids.data_flows,
      ids.data_sets,
      ids.trust_zones,
    ],
    elements: Object.values(identified)
      .flat()
      .map(item => ({
        ...describe(item),
        ...(item.section === 'data_flows' && {
          sourceId: endOf(item.at, 'source'),
          targetId: endOf(item.at, 'destination'),
          bidirectional: false,
        }),
      })),
  };
}
