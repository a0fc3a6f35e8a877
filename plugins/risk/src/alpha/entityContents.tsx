import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entityContentRouteRef } from '../routes';

export const entityRiskContent = EntityContentBlueprint.make({
  params: {
    path: 'risk',
    title: 'Risk',
    routeRef: entityContentRouteRef,
    filter: {
      kind: {
        $in: [
          'component',
          'api',
          'resource',
          'system',
          'domain',
          'group',
          'user',
        ],
      },
    },
    loader: () =>
      import('../components/entity-content/EntityRiskContent').then(m => (
        <m.EntityRiskContent />
      )),
  },
});
