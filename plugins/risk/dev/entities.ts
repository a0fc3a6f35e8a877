import { Entity } from '@backstage/catalog-model';

const entity = (
  kind: string,
  name: string,
  spec: Entity['spec'],
  relations: Entity['relations'] = [],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { namespace: 'default', name },
  spec,
  relations,
});

/** The little catalog of the development app. */
export const entities: Entity[] = [
  entity(
    'Component',
    'payments-api',
    { type: 'service', lifecycle: 'production', owner: 'payments' },
    [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
  ),
  entity('Component', 'fraud-scoring', {
    type: 'service',
    lifecycle: 'production',
    owner: 'payments',
  }),
  entity('System', 'payments', { owner: 'payments' }),
  entity('Group', 'payments', { type: 'team', children: [] }),
];
