import { ReactNode } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Decision } from '@product-risk/backstage-plugin-risk-common';

/** Opens a decision on the scorecard of its product. */
export function DecisionLink(props: {
  decision: Pick<Decision, 'id' | 'product'>;
  children: ReactNode;
}) {
  const { decision, children } = props;
  const entityRoute = useRouteRef(entityRouteRef);
  const tab = `${entityRoute(parseEntityRef(decision.product.ref))}/risk`;
  return (
    <Link
      to={`${tab}?decision=${encodeURIComponent(decision.id)}`}
      underline="always"
    >
      {children}
    </Link>
  );
}
