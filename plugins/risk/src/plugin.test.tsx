import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { riskApiRef } from './api';
import { fakeRiskApi } from './__fixtures__';
import { paymentsApiEntity } from './__testUtils__/renderWithRisk';
import { EntityRiskCard, EntityRiskContent, RiskPage } from './plugin';

const options = {
  routeEntries: ['/here'],
  mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
};

/** The element on a path of its own, as an app mounts it. */
const mounted = (element: JSX.Element, entity: Entity = paymentsApiEntity) => (
  <TestApiProvider
    apis={[
      [riskApiRef, fakeRiskApi()],
      [permissionApiRef, mockApis.permission()],
    ]}
  >
    <EntityProvider entity={entity}>
      <Routes>
        <Route path="/here/*" element={element} />
      </Routes>
    </EntityProvider>
  </TestApiProvider>
);

describe('the plugin in the legacy frontend system', () => {
  it('mounts the page with its tabs', async () => {
    await renderInTestApp(mounted(<RiskPage />), options);
    expect(
      await screen.findByRole('tab', { name: 'My products' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Report' })).toBeInTheDocument();
  });

  it('mounts the tab of a component', async () => {
    await renderInTestApp(mounted(<EntityRiskContent />), options);
    expect(
      await screen.findByRole('table', { name: 'Findings' }),
    ).toBeInTheDocument();
  });

  it('mounts the tab of a group with its products', async () => {
    const group = {
      ...paymentsApiEntity,
      kind: 'Group',
      metadata: { name: 'payments-product' },
    };
    await renderInTestApp(mounted(<EntityRiskContent />, group), options);
    expect(await screen.findAllByText('Payments')).not.toHaveLength(0);
  });

  it('mounts the card', async () => {
    await renderInTestApp(mounted(<EntityRiskCard />), options);
    expect(await screen.findByText('1 critical')).toBeInTheDocument();
  });
});
