import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  entityRiskFixture,
  fakeRiskApi,
  findingsFixture,
  notAssessedFixture,
} from '../../../__fixtures__';
import { renderWithRisk } from '../../../__testUtils__/renderWithRisk';
import { FindingsTab } from './FindingsTab';

const url = () => screen.getByLabelText('URL').textContent;

const listed = async () => {
  const table = await screen.findByRole('table', { name: 'Findings' });
  return within(table).getAllByRole('row').slice(1);
};

describe('FindingsTab', () => {
  it('shows what counts, with level, rating and status in words', async () => {
    const listEntityFindings = jest.fn(fakeRiskApi().listEntityFindings);
    await renderWithRisk(<FindingsTab risk={entityRiskFixture} />, {
      api: { listEntityFindings },
    });
    const [, second] = await listed();
    expect(second).toHaveTextContent(/High.*Session token can be replayed/);
    await waitFor(() =>
      expect(second).toHaveTextContent('likely 30 % × 30 ptsassumed'),
    );
    expect(listEntityFindings).toHaveBeenCalledWith(
      expect.objectContaining({
        query: expect.objectContaining({
          status: ['open', 'in_progress', 'accepted'],
          sort: 'exposure',
          order: 'desc',
        }),
      }),
    );
  });

  it('takes its filters from the URL, so that a view can be shared', async () => {
    await renderWithRisk(<FindingsTab risk={entityRiskFixture} />, {
      url: '/?status=all&level=medium&q=webhook',
    });
    const rows = await listed();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveTextContent('Refund webhook');
    expect(screen.getByLabelText('Search')).toHaveValue('webhook');
  });

  it('puts what is chosen into the URL', async () => {
    await renderWithRisk(<FindingsTab risk={entityRiskFixture} />);
    await listed();
    await userEvent.click(screen.getByLabelText('Level'));
    await userEvent.click(screen.getByRole('option', { name: 'High' }));
    await userEvent.keyboard('{Escape}');
    expect(url()).toContain('level=high');
    await waitFor(async () => expect(await listed()).toHaveLength(1));
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters', hidden: true }),
    );
    expect(url()).not.toContain('level');
  });

  it('ignores words in the URL that are no filter', async () => {
    await renderWithRisk(<FindingsTab risk={entityRiskFixture} />, {
      url: '/?level=%3Cscript%3E&sort=nothing',
    });
    expect(await listed()).toHaveLength(findingsFixture.length);
  });

  it('opens a finding with the keyboard', async () => {
    await renderWithRisk(<FindingsTab risk={entityRiskFixture} />);
    const [first, second] = await listed();
    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(second).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(url()).toContain(`finding=${findingsFixture[1].id}`);
  });

  it('tells nothing found from nothing looked at', async () => {
    const api = {
      listEntityFindings: async () => ({ items: [], totalItems: 0, hidden: 0 }),
    };
    await renderWithRisk(<FindingsTab risk={notAssessedFixture} />, { api });
    expect(
      await screen.findByText('Nobody looked at this yet'),
    ).toBeInTheDocument();
  });
});
