import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createRiskClient } from '@product-risk/backstage-plugin-risk-common';
import { riskApiRef } from './api';
import {
  entityContentRouteRef,
  comparedInRouteRef,
  explainedInRouteRef,
  myProductsRouteRef,
  myRequestsRouteRef,
  reportRouteRef,
  riskModelRouteRef,
  rootRouteRef,
} from './routes';

/**
 * The plugin for the legacy frontend system.
 * @public
 */
export const riskPlugin = createPlugin({
  id: 'risk',
  routes: {
    root: rootRouteRef,
    myProducts: myProductsRouteRef,
    myRequests: myRequestsRouteRef,
    report: reportRouteRef,
    model: riskModelRouteRef,
    entityContent: entityContentRouteRef,
  },
  externalRoutes: {
    comparedIn: comparedInRouteRef,
    explainedIn: explainedInRouteRef,
  },
  apis: [
    createApiFactory({
      api: riskApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => createRiskClient(options),
    }),
  ],
});

/**
 * The page `/risk`: my products, my requests, report, our risk model.
 * @public
 */
export const RiskPage = riskPlugin.provide(
  createRoutableExtension({
    name: 'RiskPage',
    component: () =>
      import('./components/pages/RiskPage').then(m => m.RiskPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The tab `Risk` for components, APIs, resources, systems, domains, groups and
 * users.
 * @public
 */
export const EntityRiskContent = riskPlugin.provide(
  createRoutableExtension({
    name: 'EntityRiskContent',
    component: () =>
      import('./components/entity-content/EntityRiskContent').then(
        m => m.EntityRiskContent,
      ),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * The card `Risk` for the overview of a component, API, resource or system.
 * @public
 */
export const EntityRiskCard = riskPlugin.provide(
  createComponentExtension({
    name: 'EntityRiskCard',
    component: {
      lazy: () =>
        import('./components/entity-card/EntityRiskCard').then(
          m => m.EntityRiskCard,
        ),
    },
  }),
);
