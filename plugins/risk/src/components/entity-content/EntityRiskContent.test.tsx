import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeRiskApi, notAssessedFixture } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { EntityRiskContent } from './EntityRiskContent';

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api', namespace: 'default' },
};

const content = (
  <EntityProvider entity={component}>
    <EntityRiskContent />
  </EntityProvider>
);

describe('EntityRiskContent', () => {
  it('waits for an entity that the catalog knows and the portal did not read yet', async () => {
    const getEntityRisk = jest
      .fn(fakeRiskApi().getEntityRisk)
      .mockResolvedValueOnce({ ...notAssessedFixture, pending: true });
    await renderWithRisk(content, { api: { getEntityRisk } });

    expect(
      await screen.findByText(/was not read from the catalog yet/),
    ).toBeVisible();
    expect(screen.queryByText('not assessed')).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
    expect(await screen.findByText(/in progress/)).toBeVisible();
    expect(getEntityRisk).toHaveBeenCalledTimes(2);
  });
});
