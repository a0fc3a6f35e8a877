import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

const entity = (
  kind: string,
  name: string,
  spec: { type: string; owner: string },
  relations: Array<{ type: string; targetRef: string }> = [],
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec,
  relations,
});

const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [
      entity('System', 'payments', {
        type: 'product',
        owner: 'group:default/payments',
      }),
      entity(
        'Component',
        'payments-api',
        { type: 'service', owner: 'group:default/payments' },
        [{ type: 'partOf', targetRef: 'system:default/payments' }],
      ),
    ],
  }),
);
backend.add(import('../src'));

backend.start();
