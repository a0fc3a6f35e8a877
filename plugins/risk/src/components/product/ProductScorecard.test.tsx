import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Scorecard } from '@product-risk/backstage-plugin-risk-common';
import {
  scorecardFixture,
  unknownProductFixture,
  uuid,
} from '../../__fixtures__';
import { refusal } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { ProductScorecard } from './ProductScorecard';

const show = (changes: Partial<Scorecard> = {}) =>
  renderWithRisk(<ProductScorecard entityRef="system:default/payments" />, {
    api: { getScorecard: async () => ({ ...scorecardFixture, ...changes }) },
  });

const head = () =>
  screen.findByRole('region', { name: 'Risk scorecard of Payments' });

const panel = (name: string) => screen.findByRole('region', { name });

describe('ProductScorecard', () => {
  it('says first how exposed the product is and how sure that is', async () => {
    await show();
    const top = within(await head());
    expect(
      top.getByRole('button', { name: /^50\.5 points of exposure/ }),
    ).toBeInTheDocument();
    expect(
      top.getByRole('button', { name: /^18 % chance of a severe event/ }),
    ).toBeInTheDocument();
    expect(top.getByText(/4 of 10 confirmed/)).toBeInTheDocument();
    expect(top.getByText(scorecardFixture.sentence)).toBeInTheDocument();
    expect(top.getByText('3 unrated')).toBeInTheDocument();
  });

  it('tells why the exposure moved', async () => {
    await show();
    expect(await head()).toHaveTextContent(
      '+3.2 since 25 Oct: 2 risks new (+4.2), 1 risk re-rated (−1.0)',
    );
  });

  it('explains a number', async () => {
    await show();
    await userEvent.click(
      within(await head()).getByRole('button', { name: /points of exposure/ }),
    );
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });

  it('says what could happen before it names the weakness', async () => {
    await show();
    const risks = await panel('The largest risks');
    const link = within(risks).getByRole('link', {
      name: /^Someone could replay a stolen session/,
    });
    expect(link).toHaveAttribute(
      'href',
      `/catalog/default/component/payments-api/risk?finding=${uuid(1)}`,
    );
    expect(risks).toHaveTextContent('Session token can be replayed');
    expect(risks).toHaveTextContent('rating assumed, not confirmed');
    expect(risks).toHaveTextContent('and 1 component you may not see');
  });

  it('adds the parts up to the whole', async () => {
    await show();
    for (const name of ['Exposure By risk', 'Exposure By component']) {
      const table = await screen.findByRole('table', { name });
      const rows = within(table).getAllByRole('row');
      expect(rows[rows.length - 1]).toHaveTextContent('Together50.5100 %');
    }
  });

  it('keeps the sum when only the first parts are shown', async () => {
    const parts = Array.from({ length: 9 }, (_, index) => ({
      label: `part ${index}`,
      ref: `component:default/part-${index}`,
      value: 10_000,
    }));
    await show({ madeOf: { byRisk: [], byComponent: parts } });
    const table = await screen.findByRole('table', {
      name: 'Exposure By component',
    });
    expect(
      within(table).getByRole('row', { name: /^The rest 3.0/ }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 9 components' }),
    );
    expect(within(table).queryByText('The rest')).not.toBeInTheDocument();
    expect(within(table).getByText('part 8')).toBeInTheDocument();
  });

  it('lists what is missing before what is known', async () => {
    await show();
    const known = await panel('How much we know');
    expect(
      within(known).getByRole('button', {
        name: /^6 of 8 components modelled/,
      }),
    ).toBeInTheDocument();
    expect(known).toHaveTextContent('1 source cannot be read');
    const items = within(
      within(known).getByRole('list', { name: 'Components' }),
    ).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringContaining('refundssource cannot be read'),
      expect.stringContaining('payoutnot assessed'),
      expect.stringContaining('a new dependency on ledger'),
      expect.stringContaining('cardsmodelled'),
    ]);
    expect(within(items[1]).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/payout/risk',
    );
  });

  it('tells claims from evidence', async () => {
    await show();
    expect(await panel('What mitigations remove')).toHaveTextContent(
      '29.5 points of 80.0 are said to be removed; 20.0 of them with evidence',
    );
  });

  it('shows no number for what nobody assessed', async () => {
    await show({
      ...unknownProductFixture,
      entity: scorecardFixture.entity,
      madeOf: { byRisk: [], byComponent: [] },
      explainedChange: undefined,
      topRisks: [],
      hidden: { entities: 0, risks: 0 },
    });
    const top = await head();
    expect(top).toHaveTextContent(
      /^not assessedBudgetnot assessedNothing is known yet/,
    );
    expect(within(top).queryByText(/points|%/)).not.toBeInTheDocument();
    expect(screen.queryByText('What it is made of')).not.toBeInTheDocument();
    expect(await panel('Trend, 90 days')).toHaveTextContent('not assessed');
  });

  it('does not take an unconfirmed chance for a small one', async () => {
    await show({ severe: { confirmed: 0, rated: 10 } });
    expect(await head()).toHaveTextContent(
      'Chance of a severe event not known yet (ratings: 0 of 10 confirmed)',
    );
  });

  it('says what a proposed owner means', async () => {
    await show({ owner: unknownProductFixture.owner });
    expect(await panel('Owner')).toHaveTextContent(
      /Ledger team.*not confirmed.*nobody decides for this product/,
    );
  });

  it('counts what the reader may not see', async () => {
    await show({ hidden: { entities: 2, risks: 3 } });
    expect(
      await screen.findByText('3 more risks on 2 components you may not see'),
    ).toBeInTheDocument();
  });

  it('says who may see it when the reader may not', async () => {
    await renderWithRisk(
      <ProductScorecard entityRef="system:default/payments" />,
      {
        api: {
          getScorecard: async () => {
            throw await refusal();
          },
        },
      },
    );
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('offers to try again after an error', async () => {
    const getScorecard = jest
      .fn()
      .mockRejectedValueOnce(new Error('connection lost'))
      .mockResolvedValue(scorecardFixture);
    await renderWithRisk(
      <ProductScorecard entityRef="system:default/payments" />,
      { api: { getScorecard } },
    );
    expect(await screen.findByText(/connection lost/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await head()).toBeInTheDocument();
  });
});
