import { screen } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { riskApiRef } from '../api';
import { fakeRiskApi } from '../__fixtures__';
import { paymentsApiEntity } from '../__testUtils__/renderWithRisk';
import { entityRiskCard } from './entityCards';
import { entityRiskContent } from './entityContents';
import plugin from './plugin';

const apis = [[riskApiRef, fakeRiskApi()]] as const;
const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

describe('the plugin in the new frontend system', () => {
  it('shows the tab on a component', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: paymentsApiEntity }),
        entityRiskContent,
      ],
      apis,
      mountedRoutes,
    });
    expect(
      await screen.findByRole('table', { name: 'Findings' }),
    ).toBeInTheDocument();
  });

  it('shows no tab on a location', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({
          entity: { ...paymentsApiEntity, kind: 'Location' },
        }),
        entityRiskContent,
      ],
      apis,
      mountedRoutes,
    });
    expect(screen.queryByText('Critical')).not.toBeInTheDocument();
  });

  it('shows the card on a component', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: paymentsApiEntity }),
        entityRiskCard,
      ],
      apis,
      mountedRoutes,
    });
    expect(await screen.findByText('1 critical')).toBeInTheDocument();
  });

  it('shows the page below the header that the system draws', async () => {
    renderTestApp({
      features: [plugin],
      apis,
      mountedRoutes,
      initialRouteEntries: ['/risk/model'],
    });
    expect(
      await screen.findByText('A product is a System of the catalog.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'My products' })).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Report' })).toBeVisible();
  });
});
