import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import riskPlugin from '../src/alpha';
import { riskApiRef } from '../src/api';
import { fakeRiskApi } from '../src/__fixtures__';
import { entities } from './entities';

/** Answers from the fixtures instead of a backend. */
const fixtures = [
  createFrontendModule({
    pluginId: 'risk',
    extensions: [
      ApiBlueprint.make({
        params: defineParams =>
          defineParams({
            api: riskApiRef,
            deps: {},
            factory: () => fakeRiskApi(),
          }),
      }),
    ],
  }),
  createFrontendModule({
    pluginId: 'catalog',
    extensions: [
      ApiBlueprint.make({
        params: defineParams =>
          defineParams({
            api: catalogApiRef,
            deps: {},
            factory: () => catalogApiMock({ entities }),
          }),
      }),
    ],
  }),
];

const everythingAllowed = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'permission',
      params: defineParams =>
        defineParams({
          api: permissionApiRef,
          deps: {},
          factory: () => ({
            authorize: async () => ({ result: AuthorizeResult.ALLOW }),
          }),
        }),
    }),
  ],
});

createDevApp({
  features: [catalogPlugin, riskPlugin, ...fixtures, everythingAllowed],
});
