import { CatalogStore } from '../database/CatalogStore';
import { ProductStore } from '../database/ProductStore';
import {
  DbEntityRelationRow,
  DbEntityRow,
  NO_PRODUCT,
  toBoolean,
} from '../database/tables';
import { Derived, Difference } from './differences';
import { entityChanges } from './entityChanges';
import { MirroredEntity, MirroredRelation } from './projectEntity';
import { Placement } from './resolveProducts';

const textOf = (relations: readonly MirroredRelation[]) =>
  relations
    .map(({ type, target }) => `${type} ${target}`)
    .sort()
    .join('\n');

function entityRowOf(
  before: DbEntityRow | undefined,
  after: MirroredEntity,
  placement: Placement | undefined,
  at: string,
): DbEntityRow {
  return {
    ref: after.ref,
    kind: after.kind,
    title: after.title,
    type: after.type,
    lifecycle: after.lifecycle,
    owner_ref: after.ownerRef,
    system_ref: after.systemRef,
    product_ref: placement?.productRef ?? before?.product_ref ?? NO_PRODUCT,
    product_tie: placement?.tie ?? toBoolean(before?.product_tie),
    domain_ref: placement ? placement.domainRef : before?.domain_ref ?? null,
    is_product: after.isProduct,
    counts_for_coverage: after.countsForCoverage,
    annotations: JSON.stringify(after.annotations),
    fingerprint: after.fingerprint,
    missing_runs: 0,
    missing_since: null,
    first_seen: before?.first_seen ?? at,
  };
}

/** The entities that changed, their relations, and what models miss now. */
export async function writeEntities(
  store: CatalogStore,
  differences: readonly Difference[],
  { placements }: Derived,
  at: string,
): Promise<void> {
  await store.save(
    differences.map(({ before, after }) =>
      entityRowOf(before, after, placements.get(after.ref), at),
    ),
  );
  const related = differences.filter(
    ({ relationsBefore, after }) =>
      textOf(relationsBefore) !== textOf(after.relations),
  );
  await store.replaceRelations(
    related.flatMap(({ relationsBefore, after }) =>
      relationsBefore.length > 0 ? [after.ref] : [],
    ),
    related.flatMap(({ after }) =>
      after.relations.map(
        ({ type, target }): DbEntityRelationRow => ({
          source_ref: after.ref,
          type,
          target_ref: target,
        }),
      ),
    ),
  );
  // What is seen for the first time did not change: its models are as fresh
  // as their dates.
  await store.appendChanges(
    differences.flatMap(({ before, relationsBefore, after }) =>
      before
        ? entityChanges(
            {
              ref: before.ref,
              type: before.type,
              relations: relationsBefore,
            },
            after,
            at,
          )
        : [],
    ),
  );
}

/** Places of entities of which nothing else changed, and the closure. */
export async function writePlaces(
  store: CatalogStore,
  differences: readonly Difference[],
  { graph, placements, before }: Derived,
): Promise<void> {
  const written = new Set(differences.map(({ after }) => after.ref));
  await store.place(
    [...placements].flatMap(([ref, { productRef, tie, domainRef }]) => {
      const row = before.get(ref);
      return !row ||
        written.has(ref) ||
        (row.product_ref === productRef &&
          toBoolean(row.product_tie) === tie &&
          row.domain_ref === domainRef)
        ? []
        : [
            {
              ref,
              product_ref: productRef,
              product_tie: tie,
              domain_ref: domainRef,
            },
          ];
    }),
  );
  await store.replaceAncestors(placements.keys(), ref =>
    graph.ancestors(ref).map(ancestor => ({
      ancestor: ancestor.ref,
      descendant: ref,
      depth: ancestor.depth,
      relation: ancestor.relation,
    })),
  );
}

/** What the catalog proposes for products. */
export async function writeProducts(
  products: ProductStore,
  differences: readonly Difference[],
  { graph, placements, before }: Derived,
): Promise<void> {
  const proposed = new Set<string>();
  const domainOf = (difference: Difference) =>
    (
      placements.get(difference.after.ref) ?? {
        domainRef: difference.before?.domain_ref ?? null,
      }
    ).domainRef;
  await products.propose(
    differences
      .filter(({ after }) => after.isProduct)
      .map(difference => {
        const { after } = difference;
        proposed.add(after.ref);
        return {
          entity_ref: after.ref,
          title: after.title,
          domain_ref: domainOf(difference),
          proposed_owner_ref: after.proposal?.ownerRef ?? null,
          proposed_by: after.proposal?.proposedBy ?? null,
          retired: false,
        };
      }),
  );
  const byDomain = new Map<string | null, string[]>();
  for (const [ref, { domainRef }] of placements) {
    if (
      graph.node(ref)?.isProduct &&
      !proposed.has(ref) &&
      before.get(ref)?.domain_ref !== domainRef
    ) {
      byDomain.set(domainRef, [...(byDomain.get(domainRef) ?? []), ref]);
    }
  }
  for (const [domainRef, refs] of byDomain) {
    await products.setDomain(refs, domainRef);
  }
}
