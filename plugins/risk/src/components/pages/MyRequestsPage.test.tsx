import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RiskApi } from '@product-risk/backstage-plugin-risk-common';
import {
  activeDecisionFixture,
  budgetFixture,
  decisionDetailFixture,
  myRaiseFixture,
  pageWith,
  waitingDecisionFixture,
} from '../../__fixtures__';
import { refusal } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { MyRequestsPage } from './MyRequestsPage';

const show = (api: Partial<RiskApi> = {}, url = '/') =>
  renderWithRisk(<MyRequestsPage />, { api, url });

const noRaises = {
  waitingForMe: [],
  askedByMe: [],
  answered: [],
  truncated: false,
};

describe('MyRequestsPage', () => {
  it('says of each request where it is, and leads to its page', async () => {
    const listMyRequests = jest.fn(async () =>
      pageWith([waitingDecisionFixture, activeDecisionFixture]),
    );
    await show({ listMyRequests });
    const table = await screen.findByRole('table', {
      name: 'Decisions that I asked for',
    });
    const [, waiting, active] = within(table).getAllByRole('row');
    expect(waiting).toHaveTextContent('waiting for the owner since 20 Nov');
    expect(active).toHaveTextContent('accepted to 31 Mar 2099');
    expect(
      within(active).getByRole('link', {
        name: activeDecisionFixture.sentence,
      }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(`decision=${activeDecisionFixture.id}`),
    );
    expect(listMyRequests).toHaveBeenCalledWith({ query: { limit: 25 } });
  });

  it('turns the page', async () => {
    const listMyRequests = jest.fn(
      async ({ query }: Parameters<RiskApi['listMyRequests']>[0] = {}) => ({
        ...pageWith([
          query?.cursor ? activeDecisionFixture : waitingDecisionFixture,
        ]),
        nextCursor: query?.cursor ? undefined : 'older',
        totalItems: 26,
      }),
    );
    await show({ listMyRequests });
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(await screen.findByText(/accepted to 31 Mar/)).toBeInTheDocument();
    expect(listMyRequests).toHaveBeenLastCalledWith({
      query: { cursor: 'older', limit: 25 },
    });
  });

  it('says where to ask when nothing was asked', async () => {
    await show();
    expect(
      await screen.findByText('You asked for no decision'),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('Raises of targets that I asked for'),
    ).not.toBeInTheDocument();
  });

  it('lists raises that wait, for whom, and what became of others', async () => {
    const rejectBudgetTarget = jest.fn(async () => budgetFixture);
    await show({
      rejectBudgetTarget,
      listMyTargetRaises: async () => ({
        ...noRaises,
        askedByMe: [
          {
            ...myRaiseFixture,
            maySign: { allowed: false, reason: 'Another person has to sign' },
          },
        ],
        answered: [
          {
            id: waitingDecisionFixture.id,
            product: { ref: 'system:default/ledger', title: 'Ledger' },
            at: '2026-11-01T10:00:00.000Z',
            after: 120_000,
            outcome: 'rejected',
            answeredAt: '2026-11-03T10:00:00.000Z',
            answeredBy: { ref: 'user:default/finn', title: 'Finn' },
            reason: 'not this year',
          },
        ],
      }),
    });
    const panel = within(
      await screen.findByRole('region', {
        name: 'Raises of targets that I asked for',
      }),
    );
    const [waiting, answered] = panel.getAllByRole('listitem');
    expect(waiting).toHaveTextContent(
      'It waits for the signature of Finance leads.',
    );
    expect(answered).toHaveTextContent(
      'Ledger: 12.0 points, turned down on 3 Nov by Finn“not this year”',
    );
    await userEvent.click(
      within(waiting).getByRole('button', { name: 'Take it back…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Why/), 'not needed');
    await userEvent.click(dialog.getByRole('button', { name: 'Take it back' }));
    expect(rejectBudgetTarget).toHaveBeenCalledTimes(1);
  });

  it('opens the decision that a notification leads to', async () => {
    await show(
      { getDecision: async () => decisionDetailFixture },
      `/?decision=${decisionDetailFixture.id}`,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Back to my requests' }),
    );
    expect(
      await screen.findByText('You asked for no decision'),
    ).toBeInTheDocument();
  });

  it('says so when the reader may not see it', async () => {
    await show({
      listMyRequests: async () => {
        throw await refusal();
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });
});
