import { NO_PRODUCT } from '../database/tables';
import { Ancestor, EntityGraph } from './EntityGraph';

/** Where an entity belongs. */
export interface Placement {
  /** The product, '' for none. */
  productRef: string;
  /** Several products are equally near: the first by ref was taken. */
  tie: boolean;
  domainRef: string | null;
}

const nearest = (
  ancestors: readonly Ancestor[],
  matches: (ref: string) => boolean,
): Ancestor[] => {
  const first = ancestors.find(({ ref }) => matches(ref));
  return first
    ? ancestors.filter(
        ({ ref, depth }) => depth === first.depth && matches(ref),
      )
    : [];
};

/**
 * The product of an entity: itself, else its `spec.system`, else the nearest
 * product it is part of, the first by ref among equally near ones. The domain
 * is the nearest one of the product, or of the entity where there is none.
 */
export function resolveProduct(graph: EntityGraph, ref: string): Placement {
  const isProduct = (other: string) => graph.node(other)?.isProduct ?? false;
  const isDomain = (other: string) => graph.node(other)?.kind === 'domain';
  const ancestors = graph.ancestors(ref);
  const systemRef = graph.node(ref)?.systemRef;
  const products =
    systemRef && !isProduct(ref) && isProduct(systemRef)
      ? [systemRef]
      : nearest(ancestors, isProduct).map(product => product.ref);
  const productRef = products.at(0) ?? NO_PRODUCT;
  const [domain] = nearest(
    productRef === NO_PRODUCT || productRef === ref
      ? ancestors
      : graph.ancestors(productRef),
    isDomain,
  );
  return {
    productRef,
    tie: products.length > 1,
    domainRef: domain?.ref ?? null,
  };
}

/** Resolves many entities. */
export function resolveProducts(
  graph: EntityGraph,
  refs: Iterable<string> = graph.refs(),
): Map<string, Placement> {
  return new Map(
    [...refs].map(ref => [ref, resolveProduct(graph, ref)] as const),
  );
}
