import { CategoryRef } from '../../model';
import { categoryRef } from '../../reading/categoryNames';

const taxonomies: CategoryRef['taxonomy'][] = [
  'STRIDE',
  'LINDDUN',
  'CIA',
  'CWE',
  'CAPEC',
  'ATTACK',
  'OWASP',
  'PLOT4ai',
  'other',
];

/**
 * A category as a file states it: a name (`spoofing`), a CWE or CAPEC id, an id
 * with its taxonomy (`stride:tampering`), or a versioned id of any other
 * catalogue (`asvs@5.0.0:V11.3`), which is kept as it stands.
 */
export function parseCategory(text: string): CategoryRef {
  const colon = text.indexOf(':');
  const prefix = text.slice(0, Math.max(colon, 0)).toLowerCase();
  const taxonomy = taxonomies.find(name => name.toLowerCase() === prefix);
  const id = text.slice(colon + 1).trim();
  if (!taxonomy || !id) {
    return categoryRef(text);
  }
  const named = categoryRef(id);
  return named.taxonomy === taxonomy ? named : { taxonomy, id };
}

/** The shortest text that {@link parseCategory} reads as the category. */
export function printCategory({ taxonomy, id }: CategoryRef): string {
  const means = (text: string) => {
    const read = parseCategory(text);
    return read.taxonomy === taxonomy && read.id === id;
  };
  return means(id) ? id : `${taxonomy.toLowerCase()}:${id}`;
}
