import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';

interface EntityOptions {
  title?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  spec?: JsonObject;
  /** Relation types with the refs they lead to. */
  relations?: Record<string, string[]>;
}

/** An entity as the catalog answers it, from a ref like `component:pay`. */
export function catalogEntity(
  ref: string,
  { title, annotations, labels, spec, relations = {} }: EntityOptions = {},
): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace,
      ...(title && { title }),
      ...(annotations && { annotations }),
      ...(labels && { labels }),
    },
    ...(spec && { spec }),
    relations: Object.entries(relations).flatMap(([type, targets]) =>
      targets.map(target => ({
        type,
        targetRef: stringifyEntityRef(parseEntityRef(target)),
      })),
    ),
  };
}
