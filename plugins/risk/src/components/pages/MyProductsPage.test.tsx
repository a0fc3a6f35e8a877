import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { OwnedProducts } from '@product-risk/backstage-plugin-risk-common';
import {
  budgetFixture,
  decisionDetailFixture,
  myRaiseFixture,
  ownedProductsFixture,
  productFixture,
  unknownProductFixture,
  waitingDecisionFixture,
} from '../../__fixtures__';
import { refusal } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { MyProductsPage } from './MyProductsPage';

const show = (changes: Partial<OwnedProducts> = {}) =>
  renderWithRisk(<MyProductsPage />, {
    api: {
      listMyProducts: async () => ({ ...ownedProductsFixture, ...changes }),
    },
  });

const card = (name: string) => screen.findByRole('article', { name });

describe('MyProductsPage', () => {
  it('says of each product how bad, how sure and which way', async () => {
    await show();
    const payments = await card('Payments');
    expect(within(payments).getByText('Critical')).toBeInTheDocument();
    expect(
      within(payments).getByRole('button', { name: /^50\.5 points/ }),
    ).toBeInTheDocument();
    expect(payments).toHaveTextContent(/18 % chance.*\(4 of 10 confirmed\)/);
    expect(payments).toHaveTextContent('+3.2 since 25 Oct');
    expect(payments).toHaveTextContent(productFixture.sentence);
    expect(
      within(payments).getByRole('img', { name: /^Last 30 days: From 47.3/ }),
    ).toBeInTheDocument();
  });

  it('says where decisions wait, also in products of others', async () => {
    const elsewhere = {
      ...waitingDecisionFixture,
      id: waitingDecisionFixture.id.replace(/1$/, '9'),
      product: { ref: 'system:default/shop', title: 'Shop' },
      status: 'waiting-for-second-signer' as const,
    };
    await renderWithRisk(<MyProductsPage />, {
      api: {
        listMyDecisions: async () => ({
          waitingForMe: [waitingDecisionFixture, elsewhere],
          askedByMe: [],
          truncated: false,
        }),
      },
    });
    expect(
      await within(await card('Payments')).findByRole('link', {
        name: '1 decision waiting for you',
      }),
    ).toHaveAttribute('href', '/catalog/default/system/payments/risk');
    expect(
      screen.getByRole('region', { name: 'Waiting for you elsewhere (1)' }),
    ).toHaveTextContent('Shop: ');
  });

  it('lists the targets that wait for my signature, to be answered there', async () => {
    const listMyTargetRaises = jest
      .fn()
      .mockResolvedValueOnce({
        waitingForMe: [myRaiseFixture],
        askedByMe: [],
        answered: [],
        truncated: false,
      })
      .mockResolvedValue({
        waitingForMe: [],
        askedByMe: [],
        answered: [],
        truncated: false,
      });
    const rejectBudgetTarget = jest.fn(async () => budgetFixture);
    await renderWithRisk(<MyProductsPage />, {
      api: { listMyTargetRaises, rejectBudgetTarget },
    });
    const panel = await screen.findByRole('region', {
      name: 'Targets that wait for your signature (1)',
    });
    expect(panel).toHaveTextContent(
      'Payments: Raise the target from 40.0 to 50.0 points',
    );
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Turn it down…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Why/), 'not this year');
    await userEvent.click(dialog.getByRole('button', { name: 'Turn it down' }));
    expect(rejectBudgetTarget).toHaveBeenCalledWith({
      params: { kind: 'system', namespace: 'default', name: 'payments' },
      body: { id: myRaiseFixture.id, reason: 'not this year' },
    });
    await waitFor(() => expect(panel).not.toBeInTheDocument());
  });

  it('opens the decision that a notification leads to', async () => {
    await renderWithRisk(<MyProductsPage />, {
      api: { getDecision: async () => decisionDetailFixture },
      url: `/?decision=${decisionDetailFixture.id}`,
    });
    expect(
      await screen.findByRole('heading', {
        name: decisionDetailFixture.sentence,
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to my products' }),
    );
    expect(await card('Payments')).toBeInTheDocument();
  });

  it('leads to the scorecard', async () => {
    await show();
    expect(
      within(await card('Payments')).getByRole('link', { name: 'Payments' }),
    ).toHaveAttribute('href', '/catalog/default/system/payments/risk');
  });

  it('puts the domain of the worst product first', async () => {
    const elsewhere = {
      ...productFixture,
      entity: { ref: 'system:default/shop', title: 'Shop' },
      domain: undefined,
    };
    await show({
      products: [elsewhere, productFixture, unknownProductFixture],
    });
    await card('Shop');
    const domains = screen.getAllByRole('heading', { level: 2 });
    expect(domains.map(heading => heading.textContent)).toEqual([
      'No domain',
      'Money',
    ]);
    const money = screen.getByRole('region', { name: 'Money' });
    expect(within(money).getAllByRole('article')).toHaveLength(2);
  });

  it('shows no number and no trend for what nobody assessed', async () => {
    await show({ products: [unknownProductFixture], total: 0 });
    const ledger = await card('Ledger');
    expect(ledger).toHaveTextContent('not assessed');
    expect(ledger).toHaveTextContent('Ledger team (proposed by spec.owner');
    expect(within(ledger).queryByText(/points|%/)).not.toBeInTheDocument();
    expect(within(ledger).queryByRole('img')).not.toBeInTheDocument();
    expect(
      screen.getByText('1 product, none of them assessed yet.'),
    ).toBeInTheDocument();
  });

  it('says that a total leaves out what is not assessed', async () => {
    await show({ products: [productFixture, unknownProductFixture] });
    expect(
      await screen.findByText(
        '2 products with 50.5 points of exposure together; 1 not assessed, so more than this is possible.',
      ),
    ).toBeInTheDocument();
  });

  it('says when there are more than it lists', async () => {
    await show({ truncated: true });
    expect(
      await screen.findByText('Only the worst 1 are shown'),
    ).toBeInTheDocument();
  });

  it('tells who answers for nothing how products get their owner', async () => {
    await show({ products: [], total: 0 });
    expect(
      await screen.findByText('You answer for no product'),
    ).toBeInTheDocument();
    expect(await screen.findByText(/kind: system/)).toBeInTheDocument();
  });

  it('says so when the reader may not see it', async () => {
    await renderWithRisk(<MyProductsPage />, {
      api: {
        listMyProducts: async () => {
          throw await refusal();
        },
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('offers to try again after an error', async () => {
    const listMyProducts = jest
      .fn()
      .mockRejectedValueOnce(new Error('connection lost'))
      .mockResolvedValue(ownedProductsFixture);
    await renderWithRisk(<MyProductsPage />, { api: { listMyProducts } });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(await card('Payments')).toBeInTheDocument();
  });
});
