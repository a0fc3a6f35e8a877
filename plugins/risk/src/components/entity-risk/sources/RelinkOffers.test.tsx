import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { riskFindingTriagePermission } from '@product-risk/backstage-plugin-risk-common';
import {
  fakeRiskApi,
  paymentsApi,
  relinkOffersFixture,
} from '../../../__fixtures__';
import { renderWithRisk } from '../../../__testUtils__/renderWithRisk';
import { RelinkOffers } from './RelinkOffers';

const offers = <RelinkOffers entityRef={paymentsApi.ref} />;
const [offer] = relinkOffersFixture;
const choice = {
  params: { kind: 'component', namespace: 'default', name: 'payments-api' },
  body: { from: offer.from.id, to: offer.to.id },
};

describe('RelinkOffers', () => {
  it('says what looks like what, and what was decided by whom', async () => {
    await renderWithRisk(offers);
    const panel = await screen.findByRole('region', {
      name: 'Decisions without a finding',
    });
    expect(panel).toHaveTextContent(
      /Tokens can be replayed.*looks like.*Session token can be replayed.*83 %/,
    );
    expect(panel).toHaveTextContent('Rated 30 % a year at 30 points (lena)');
  });

  it('keeps what was decided where a person says it is the same', async () => {
    const acceptRelink = jest.fn(fakeRiskApi().acceptRelink);
    const listRelinkOffers = jest
      .fn(fakeRiskApi().listRelinkOffers)
      .mockResolvedValueOnce({ items: relinkOffersFixture })
      .mockResolvedValue({ items: [] });
    await renderWithRisk(offers, { api: { acceptRelink, listRelinkOffers } });
    await userEvent.click(await screen.findByText('It is the same'));
    await waitFor(() => expect(acceptRelink).toHaveBeenCalledWith(choice));
  });

  it('dismisses what is not the same', async () => {
    const dismissRelink = jest.fn(fakeRiskApi().dismissRelink);
    await renderWithRisk(offers, { api: { dismissRelink } });
    await userEvent.click(await screen.findByText('It is not'));
    await waitFor(() => expect(dismissRelink).toHaveBeenCalledWith(choice));
  });

  it('is for who may triage', async () => {
    await renderWithRisk(offers, { refused: [riskFindingTriagePermission] });
    const button = await screen.findByRole('button', {
      name: /Keep what was decided/,
    });
    await waitFor(() => expect(button).toBeDisabled());
  });

  it('shows nothing when there is nothing to offer', async () => {
    const listRelinkOffers = jest.fn(async () => ({ items: [] }));
    await renderWithRisk(offers, { api: { listRelinkOffers } });
    await waitFor(() => expect(listRelinkOffers).toHaveBeenCalled());
    expect(
      screen.queryByText('Decisions without a finding'),
    ).not.toBeInTheDocument();
  });
});
