import { screen, within } from '@testing-library/react';
import { pageWith, productFixture } from '../../__fixtures__';
import { refusal } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { DomainContent } from './DomainContent';

const domain = <DomainContent entityRef="domain:default/Money" />;

describe('DomainContent', () => {
  it('lists the products of the domain, worst first', async () => {
    const listProducts = jest.fn(async () => pageWith([productFixture]));
    await renderWithRisk(domain, { api: { listProducts } });
    const table = await screen.findByRole('table', {
      name: 'Products of the domain',
    });
    expect(
      within(table).getByRole('link', { name: 'Payments' }),
    ).toBeInTheDocument();
    expect(listProducts).toHaveBeenCalledWith({
      query: expect.objectContaining({
        domain: 'domain:default/money',
        sort: 'exposure',
        order: 'desc',
      }),
    });
  });

  it('says so when nothing belongs to it', async () => {
    await renderWithRisk(domain, {
      api: { listProducts: async () => pageWith([]) },
    });
    expect(
      await screen.findByText('No product belongs to this domain'),
    ).toBeInTheDocument();
  });

  it('says so when the reader may not see the list', async () => {
    await renderWithRisk(domain, {
      api: {
        listProducts: async () => {
          throw await refusal();
        },
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });
});
