import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  riskFindingTriagePermission,
  RiskApi,
  Tickets as TicketList,
} from '@product-risk/backstage-plugin-risk-common';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { Tickets } from './Tickets';

const ID = '00000000-0000-4000-8000-000000000001';
const TICKET = '00000000-0000-4000-8000-000000000002';

const list: TicketList = {
  items: [
    {
      id: TICKET,
      url: 'https://github.com/acme/pay/issues/7',
      title: 'Rotate keys',
      state: 'closed',
      followedBy: 'github',
      linkedBy: 'user:default/lena',
      linkedAt: '2026-11-24T12:00:00.000Z',
    },
    {
      id: ID,
      url: 'https://tracker.example.com/PAY-7',
      linkedBy: 'user:default/lena',
      linkedAt: '2026-11-24T12:00:00.000Z',
    },
  ],
  canCreateIn: [
    {
      tracker: 'github',
      title: 'GitHub',
      project: 'https://github.com/acme/pay',
    },
  ],
};

const show = (
  api: Partial<RiskApi>,
  refused: Parameters<typeof renderWithRisk>[1] = {},
) =>
  renderWithRisk(<Tickets subject="mitigation" id={ID} />, {
    api: { listTickets: async () => list, ...api },
    ...refused,
  });

describe('Tickets', () => {
  it('leads to each ticket and says what is known of it', async () => {
    await show({});
    expect(
      await screen.findByRole('link', { name: /Rotate keys/ }),
    ).toHaveAttribute('href', 'https://github.com/acme/pay/issues/7');
    expect(screen.getByText('closed')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /tracker\.example\.com\/PAY-7/ }),
    ).toHaveAttribute('rel', 'noopener noreferrer');
    expect(screen.getByText('not followed')).toBeInTheDocument();
  });

  it('links, creates and takes away', async () => {
    const linkTicket = jest.fn(async () => list);
    const createTicket = jest.fn(async () => list);
    const removeTicket = jest.fn(async () => list);
    await show({ linkTicket, createTicket, removeTicket });
    const params = { subject: 'mitigation', id: ID };

    await userEvent.click(await screen.findByText('Link an issue'));
    await userEvent.type(
      screen.getByLabelText('Address of the issue'),
      'https://tracker.example.com/PAY-8',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Link' }));
    expect(linkTicket).toHaveBeenCalledWith({
      params,
      body: { url: 'https://tracker.example.com/PAY-8' },
    });

    await userEvent.click(await screen.findByText('Create an issue on GitHub'));
    expect(createTicket).toHaveBeenCalledWith({
      params,
      body: { tracker: 'github' },
    });

    await userEvent.click(
      screen.getByRole('button', { name: 'Take away Rotate keys' }),
    );
    expect(removeTicket).toHaveBeenCalledWith({
      params,
      body: { ticketId: TICKET },
    });
  });

  it('says why it did not work', async () => {
    await show({
      createTicket: async () => {
        throw new Error('GitHub did not take the ticket');
      },
    });
    await userEvent.click(await screen.findByText('Create an issue on GitHub'));
    expect(
      await screen.findByText(/GitHub did not take the ticket/),
    ).toBeInTheDocument();
  });

  it('only shows to who may not write', async () => {
    await show({}, { refused: [riskFindingTriagePermission] });
    expect(
      await screen.findByRole('link', { name: /Rotate keys/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
