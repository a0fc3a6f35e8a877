import { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { Entity } from '@backstage/catalog-model';
import {
  catalogApiRef,
  entityRouteRef,
  EntityProvider,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { RiskApi } from '@product-risk/backstage-plugin-risk-common';
import { riskApiRef } from '../api';
import { RiskRoot } from '../components/risk-root';
import { comparedInRouteRef } from '../routes';
import { fakeRiskApi } from '../__fixtures__';

/** The component that the fixtures are about. */
export const paymentsApiEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
  spec: { type: 'service', owner: 'payments' },
};

/** Permissions are cached by the portal; a test must not see another's. */
const separateCache = { provider: () => new Map() };

function CurrentUrl() {
  const { search } = useLocation();
  return <output aria-label="URL">{decodeURIComponent(search)}</output>;
}

/** Renders a part of the plugin in a legacy test app, fixtures behind it. */
export function renderWithRisk(
  element: ReactElement,
  options: {
    api?: Partial<RiskApi>;
    /** Permissions that are refused; the others are granted. */
    refused?: readonly BasicPermission[];
    url?: string;
    /** Of the catalog, besides the component of the fixtures. */
    entities?: readonly Entity[];
  } = {},
) {
  const { api, refused = [], url = '/', entities = [] } = options;
  const names = refused.map(({ name }) => name);
  const permissionApi = mockApis.permission({
    authorize: ({ permission }) =>
      names.includes(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
  });
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [riskApiRef, fakeRiskApi(api)],
        [
          catalogApiRef,
          catalogApiMock({ entities: [paymentsApiEntity, ...entities] }),
        ],
        [permissionApiRef, permissionApi],
      ]}
    >
      <SWRConfig value={separateCache}>
        <EntityProvider entity={paymentsApiEntity}>
          <RiskRoot>
            {element}
            <CurrentUrl />
          </RiskRoot>
        </EntityProvider>
      </SWRConfig>
    </TestApiProvider>,
    {
      routeEntries: [url],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/risk/report': comparedInRouteRef,
      },
    },
  );
}
