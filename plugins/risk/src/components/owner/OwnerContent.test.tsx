import { screen } from '@testing-library/react';
import { ownedProductsFixture } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { OwnerContent } from './OwnerContent';

const group = <OwnerContent entityRef="Group:default/Payments-Product" />;

describe('OwnerContent', () => {
  it('asks for the products of the group', async () => {
    const listOwnedProducts = jest.fn(async () => ownedProductsFixture);
    await renderWithRisk(group, { api: { listOwnedProducts } });
    expect(
      await screen.findByRole('article', { name: 'Payments' }),
    ).toBeInTheDocument();
    expect(listOwnedProducts).toHaveBeenCalledWith({
      params: {
        kind: 'group',
        namespace: 'default',
        name: 'payments-product',
      },
    });
  });

  it('says so when they answer for nothing', async () => {
    await renderWithRisk(group, {
      api: {
        listOwnedProducts: async () => ({
          ...ownedProductsFixture,
          products: [],
          total: 0,
        }),
      },
    });
    expect(
      await screen.findByText('They answer for no product'),
    ).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    await renderWithRisk(group, {
      api: {
        listOwnedProducts: async () => {
          throw new Error('connection lost');
        },
      },
    });
    expect(await screen.findByText(/connection lost/)).toBeInTheDocument();
  });
});
