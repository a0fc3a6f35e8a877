import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityRisk as EntityRiskData } from '@product-risk/backstage-plugin-risk-common';
import {
  entityRiskFixture,
  fakeRiskApi,
  notAssessedFixture,
  uuid,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { EntityRisk } from './EntityRisk';

const screenOf = (value: EntityRiskData, reload = jest.fn()) => (
  <EntityRisk risk={{ value, loading: false, reload }} />
);

describe('EntityRisk', () => {
  it('says how exposed it is, in which product, and how sure we are', async () => {
    await renderWithRisk(screenOf(entityRiskFixture));
    const header = screen.getAllByRole('banner').at(-1);
    expect(header).toHaveTextContent(/Critical20\.2 points/);
    expect(header).toHaveTextContent('in Payments (40 % of it)');
    expect(header).toHaveTextContent(/stale: now calls fraud-scoring/);
    expect(header).toHaveTextContent('14 mitigated (2 verified)');
    expect(header).toHaveTextContent('84 not reviewed');
  });

  it('does not show a number where nobody looked', async () => {
    await renderWithRisk(screenOf(notAssessedFixture));
    expect(screen.getByText('not assessed')).toBeVisible();
    expect(screen.queryByText('0')).not.toBeInTheDocument();
  });

  it('names file, place and remedy of a source that failed, and reads it again', async () => {
    const refreshSource = jest.fn(fakeRiskApi().refreshSource);
    const reload = jest.fn();
    await renderWithRisk(screenOf(entityRiskFixture, reload), {
      api: { refreshSource },
    });
    expect(
      screen.getByText('fraud-model.json, line 214, column 7'),
    ).toBeVisible();
    expect(screen.getByText(/A comma is missing/)).toBeVisible();
    const again = screen.getByRole('button', { name: 'Read again' });
    await waitFor(() => expect(again).toBeEnabled());
    await userEvent.click(again);
    expect(refreshSource).toHaveBeenCalledWith({ params: { id: uuid(3) } });
    await waitFor(() => expect(reload).toHaveBeenCalled());
  });

  it('releases an import that is held back, with a reason', async () => {
    const resolveImport = jest.fn(fakeRiskApi().resolveImport);
    const heldBack: EntityRiskData = {
      ...entityRiskFixture,
      failedSources: [
        {
          id: uuid(3),
          location: 'threat-model.json',
          state: 'quarantined',
          importId: uuid(402),
        },
      ],
    };
    await renderWithRisk(screenOf(heldBack), { api: { resolveImport } });
    const release = screen.getByRole('button', { name: 'Release…' });
    await waitFor(() => expect(release).toBeEnabled());
    await userEvent.click(release);
    await userEvent.type(
      screen.getByLabelText(/Why do you release it/),
      'Service was split',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Release' }));
    expect(resolveImport).toHaveBeenCalledWith({
      params: { id: uuid(402) },
      body: { action: 'release', reason: 'Service was split' },
    });
  });

  it('keeps the open view in the URL', async () => {
    await renderWithRisk(screenOf(entityRiskFixture), {
      url: '/?view=mitigations',
    });
    expect(
      await screen.findByRole('table', { name: 'Mitigations' }),
    ).toHaveTextContent('claimed, not verified');
    await userEvent.click(screen.getByRole('tab', { name: 'Sources' }));
    expect(screen.getByLabelText('URL')).toHaveTextContent('view=sources');
    expect(
      await screen.findByRole('table', { name: 'Imports' }),
    ).toHaveTextContent('fraud-model.json, line 214');
  });
});
