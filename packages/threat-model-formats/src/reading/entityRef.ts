const name = '[a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?';
const fullRef = new RegExp(`^([a-zA-Z][a-zA-Z0-9]{0,62}):(${name})/(${name})$`);

/**
 * Kinds that a name or a description may refer to: `docker:library/nginx`
 * looks like a ref, too.
 */
const modelledKinds = new Set([
  'component',
  'api',
  'resource',
  'system',
  'domain',
]);

/** Attributes that hold an entity ref. */
const attributeNames = ['backstage.io/entity-ref', 'entityRef', 'entity-ref'];

const tagPrefix = 'entity:';

/** A full entity ref, lower-cased as the catalog compares them. */
export function parseRef(text: unknown): string | undefined {
  return typeof text === 'string' && fullRef.test(text.trim())
    ? text.trim().toLowerCase()
    : undefined;
}

/** The ref a text is or ends with, bare or in brackets. */
function trailingRef(text: string): string | undefined {
  const last = /(?:^|\s)[[(]?([^\s[\]()]+)[\])]?$/.exec(
    text.slice(-200).trim(),
  );
  const ref = parseRef(last?.[1]);
  return ref && modelledKinds.has(ref.slice(0, ref.indexOf(':')))
    ? ref
    : undefined;
}

/** Where an element may state the catalog entity it is. */
export interface EntityRefSources {
  attributes?: Record<string, unknown>;
  tags?: string[];
  name?: string;
  description?: string;
}

/**
 * The catalog entity a model element states explicitly, in this order: an
 * attribute `backstage.io/entity-ref` (or `entityRef`, `entity-ref`), a tag
 * `entity:component:default/x`, a name or a description that is or ends with
 * a full ref (`Orders [component:default/orders]`). Lower-cased, as the
 * catalog compares refs.
 */
export function findEntityRef(sources: EntityRefSources): string | undefined {
  const {
    attributes = {},
    tags = [],
    name: label = '',
    description = '',
  } = sources;
  for (const attribute of attributeNames) {
    const ref = parseRef(attributes[attribute]);
    if (ref) {
      return ref;
    }
  }
  for (const tag of tags) {
    if (tag.toLowerCase().startsWith(tagPrefix)) {
      const ref = parseRef(tag.slice(tagPrefix.length));
      if (ref) {
        return ref;
      }
    }
  }
  return trailingRef(label) ?? trailingRef(description);
}
