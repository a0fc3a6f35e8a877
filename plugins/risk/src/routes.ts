import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** The page `/risk`. */
export const rootRouteRef = createRouteRef({ id: 'risk' });

/** `My products`. */
export const myProductsRouteRef = createSubRouteRef({
  id: 'risk-my-products',
  parent: rootRouteRef,
  path: '/my-products',
});

/** `My requests`. */
export const myRequestsRouteRef = createSubRouteRef({
  id: 'risk-my-requests',
  parent: rootRouteRef,
  path: '/my-requests',
});

/** `Report`. */
export const reportRouteRef = createSubRouteRef({
  id: 'risk-report',
  parent: rootRouteRef,
  path: '/report',
});

/** `Our risk model`. */
export const riskModelRouteRef = createSubRouteRef({
  id: 'risk-model',
  parent: rootRouteRef,
  path: '/model',
});

/**
 * Where a category of a finding is told of across products. Optional as
 * {@link explainedInRouteRef}.
 */
export const comparedInRouteRef = createExternalRouteRef({
  id: 'risk-compared-in',
  optional: true,
  defaultTarget: 'risk.report',
});

/** The tab `Risk` of an entity. */
export const entityContentRouteRef = createRouteRef({ id: 'risk-entity' });

/**
 * Where explanations link to. Optional, so that a portal may show the tab on
 * entities without the page.
 */
export const explainedInRouteRef = createExternalRouteRef({
  id: 'risk-explained-in',
  optional: true,
  defaultTarget: 'risk.model',
});
