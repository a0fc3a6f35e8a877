import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

export const entityRiskCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'info',
    filter: { kind: { $in: ['component', 'api', 'resource', 'system'] } },
    loader: () =>
      import('../components/entity-card/EntityRiskCard').then(m => (
        <m.EntityRiskCard />
      )),
  },
});
