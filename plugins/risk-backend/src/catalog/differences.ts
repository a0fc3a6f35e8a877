import { THREAT_MODEL_ANNOTATION } from '@product-risk/backstage-plugin-risk-common';
import { CatalogStore } from '../database/CatalogStore';
import { DbEntityRow } from '../database/tables';
import { EntityGraph } from './EntityGraph';
import { CONTAINMENT_RELATIONS } from './mirroredRelations';
import { belongsElsewhere, graphOf } from './placeEntities';
import { MirroredEntity, MirroredRelation } from './projectEntity';
import { Placement, resolveProducts } from './resolveProducts';

/** A known or new entity that changed, as it was and as it is. */
export interface Difference {
  before: DbEntityRow | undefined;
  relationsBefore: MirroredRelation[];
  after: MirroredEntity;
}

/** What follows from some differences for these and other entities. */
export interface Derived {
  graph: EntityGraph;
  /** Where entities belong whose place may have changed. */
  placements: Map<string, Placement>;
  /** Stored rows of the placed and the missing entities. */
  before: Map<string, DbEntityRow>;
  missing: string[];
}

/** Whether an entity names other threat models than it did. */
export function namesOtherModels({ before, after }: Difference): boolean {
  const known: Record<string, string> = before
    ? JSON.parse(before.annotations)
    : {};
  return (
    known[THREAT_MODEL_ANNOTATION] !==
    after.annotations[THREAT_MODEL_ANNOTATION]
  );
}

/** Finds what is stored of the entities that changed. */
export async function differencesOf(
  store: CatalogStore,
  changed: readonly MirroredEntity[],
): Promise<Difference[]> {
  const rows = await store.entities(changed.map(({ ref }) => ref));
  const relations = new Map<string, MirroredRelation[]>();
  for (const row of await store.relationsFrom(rows.keys())) {
    const known = relations.get(row.source_ref) ?? [];
    relations.set(row.source_ref, known);
    known.push({ type: row.type, target: row.target_ref });
  }
  return changed.map(after => ({
    before: rows.get(after.ref),
    relationsBefore: relations.get(after.ref) ?? [],
    after,
  }));
}

/** Finds where everything belongs that changed, or lies in what changed. */
export async function derive(
  store: CatalogStore,
  differences: readonly Difference[],
  missing: readonly string[],
): Promise<Derived> {
  const graph = graphOf(
    await store.present(),
    await store.relationsOfTypes(CONTAINMENT_RELATIONS),
    differences.map(({ after }) => after),
  );
  const placements = resolveProducts(
    graph,
    graph.withDescendants([
      ...missing,
      ...differences
        .filter(({ before, relationsBefore, after }) =>
          belongsElsewhere(before, relationsBefore, after),
        )
        .map(({ after }) => after.ref),
    ]),
  );
  const before = await store.entities([...placements.keys(), ...missing]);
  return { graph, placements, before, missing: [...missing] };
}
