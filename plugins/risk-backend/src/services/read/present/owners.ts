import { Owner } from '@product-risk/backstage-plugin-risk-common';
import { VisibleEntities } from '../VisibleRisks';

/**
 * An owner by name, to whom may see the owner. One that is not in the catalog
 * is named all the same: nobody can set it right otherwise.
 */
export function presentOwner(owner: Owner, visible: VisibleEntities): Owner {
  if (!owner.ref || owner.state === 'unresolved') return owner;
  const link = visible.link(owner.ref);
  return link ? { ...owner, title: link.title } : { state: owner.state };
}
