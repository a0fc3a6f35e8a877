import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RiskApi } from '@product-risk/backstage-plugin-risk-common';
import {
  activeDecisionFixture,
  pageWith,
  portfolioFixture,
  waitingDecisionFixture,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { DecisionsPortfolio } from './DecisionsPortfolio';

const show = (api: Partial<RiskApi> = {}, url = '/') =>
  renderWithRisk(<DecisionsPortfolio />, {
    api: {
      getDecisionPortfolio: async () => portfolioFixture,
      listDecisions: async () =>
        pageWith([waitingDecisionFixture, activeDecisionFixture]),
      ...api,
    },
    url,
  });

describe('DecisionsPortfolio', () => {
  it('says how decisions come about, in sentences', async () => {
    await show();
    expect(
      await screen.findByText(/40.5 points are accepted today/),
    ).toHaveTextContent(
      'and treatment of 12 open risks is under way. For 5 of 8 decided risks (63 %) two or more options had been explored. From a session to the decision it took 11.5 days (median of 3 decisions).',
    );
  });

  it('counts by product, and says what may not be seen', async () => {
    await show();
    const table = await screen.findByRole('table', {
      name: 'Decisions by product',
    });
    expect(
      within(table).getByRole('row', { name: /Payments/ }),
    ).toHaveTextContent(/Payments11211030.07/);
    expect(screen.getByText('and 1 product you may not see')).toBeVisible();
  });

  it('filters the list by what is counted, and exports what it shows', async () => {
    const listDecisions = jest.fn(async () =>
      pageWith([waitingDecisionFixture]),
    );
    await show({ listDecisions });
    await userEvent.click(
      await screen.findByRole('button', { name: '1 overdue' }),
    );
    expect(screen.getByLabelText('URL')).toHaveTextContent('overdue=true');
    await waitFor(() =>
      expect(listDecisions).toHaveBeenLastCalledWith({
        query: expect.objectContaining({ overdue: 'true', status: undefined }),
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: '2 expired' }));
    await waitFor(() =>
      expect(listDecisions).toHaveBeenLastCalledWith({
        query: expect.objectContaining({
          overdue: undefined,
          status: ['expired'],
        }),
      }),
    );
  });

  it('links each decision to its page', async () => {
    await show();
    const [link] = await screen.findAllByRole('link', {
      name: waitingDecisionFixture.sentence,
    });
    expect(link).toHaveAttribute(
      'href',
      `/catalog/default/system/payments/risk?decision=${waitingDecisionFixture.id}`,
    );
  });
});
