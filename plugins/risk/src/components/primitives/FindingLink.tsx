import { ReactNode } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';

/** Opens a finding in the risk tab of an entity that it is about. */
export function FindingLink(props: {
  entityRef: string;
  findingId: string;
  children: ReactNode;
}) {
  const { entityRef, findingId, children } = props;
  const entityRoute = useRouteRef(entityRouteRef);
  const tab = `${entityRoute(parseEntityRef(entityRef))}/risk`;
  return (
    <Link to={`${tab}?finding=${encodeURIComponent(findingId)}`}>
      {children}
    </Link>
  );
}
