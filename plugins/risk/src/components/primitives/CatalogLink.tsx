import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityLink } from '@product-risk/backstage-plugin-risk-common';

/**
 * Link to an entity by the title the API gave, so that a list of links asks
 * the catalog for nothing.
 */
export function CatalogLink(props: {
  to: EntityLink;
  /** Opens the entity's tab `Risk` instead of its overview. */
  risk?: boolean;
}) {
  const { to, risk } = props;
  const entityRoute = useRouteRef(entityRouteRef);
  const path = entityRoute(parseEntityRef(to.ref));
  return (
    <Link
      to={risk ? `${path}/risk` : path}
      title={to.ref}
      // Within a sentence its colour alone would not tell it from the text.
      underline="always"
    >
      {to.title}
    </Link>
  );
}
