import { screen, within } from '@testing-library/react';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { RootCausesPanel } from './RootCausesPanel';

const panel = <RootCausesPanel framework="iso27001@2022" />;

describe('RootCausesPanel', () => {
  it('says what one fix would remove, and where it is known from', async () => {
    await renderWithRisk(panel);
    const table = await screen.findByRole('table', { name: 'Root causes' });
    const [, named, hidden] = within(table).getAllByRole('row');
    expect(named).toHaveTextContent(
      'Shared login library5A.8.5 Secure authenticationnamed by threat models',
    );
    expect(hidden).toHaveTextContent(
      /^A root cause that you may not see2nothing that counts yetada, 21 Nov/,
    );
  });

  it('does not take none known for none there', async () => {
    await renderWithRisk(panel, {
      api: { listRootCauses: async () => ({ items: [], truncated: false }) },
    });
    expect(
      await screen.findByText(
        'No root cause is known behind two products or more.',
      ),
    ).toBeInTheDocument();
  });
});
