import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ProposedOwner,
  Report,
  RiskApi,
  riskAdministerPermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  pageWith,
  productFixture,
  reportFixture,
  unknownProductFixture,
} from '../../__fixtures__';
import { refusal } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { ReportPage } from './ReportPage';

const show = (api: Partial<RiskApi> = {}, url?: string) =>
  renderWithRisk(<ReportPage />, { api, url });

const reportWith = (changes: Partial<Report>) => ({
  getReport: async () => ({ ...reportFixture, ...changes }),
});

const table = (name: string) => screen.findByRole('table', { name });

const proposal: ProposedOwner = {
  product: { ref: 'system:default/ledger', title: 'Ledger' },
  proposed: unknownProductFixture.owner,
};

describe('ReportPage', () => {
  it('starts with what the data says in sentences', async () => {
    await show();
    const short = await screen.findByRole('region', { name: 'In short' });
    expect(short).toHaveTextContent(reportFixture.headline[0]);
    expect(
      within(short).getByRole('button', { name: /^50\.5 points of exposure/ }),
    ).toBeInTheDocument();
    expect(short).toHaveTextContent('3 not assessed');
    expect(short).toHaveTextContent(
      'Owners: 8 confirmed, 3 proposed, 1 missing.',
    );
  });

  it('does not take a domain that nobody assessed for a safe one', async () => {
    await show();
    const rows = within(await table('Domains')).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/^Money450\.5/);
    expect(rows[2]).toHaveTextContent('No domain3not assessednone known0 of 3');
  });

  it('names neither products nor domains that the reader may not see', async () => {
    await show({
      ...reportWith({
        domains: [
          { ...reportFixture.domains[0], domain: undefined, hidden: true },
        ],
      }),
      listProducts: async () =>
        pageWith([{ ...productFixture, entity: undefined, hidden: true }]),
    });
    expect(
      within(await table('Domains')).getByText('A domain you may not see'),
    ).toBeInTheDocument();
    expect(
      within(await table('Products')).getByText('a product you may not see'),
    ).toBeInTheDocument();
  });

  it('leads from a product to its scorecard', async () => {
    await show();
    expect(
      within(await table('Products')).getByRole('link', { name: 'Payments' }),
    ).toHaveAttribute('href', '/catalog/default/system/payments/risk');
  });

  it('asks for what the URL says and keeps choices in it', async () => {
    const listProducts = jest.fn(async () => pageWith([productFixture]));
    await show({ listProducts }, '/?q=pay&level=high&sort=title&order=asc');
    await table('Products');
    expect(listProducts).toHaveBeenLastCalledWith({
      query: expect.objectContaining({
        search: 'pay',
        level: ['high'],
        sort: 'title',
        order: 'asc',
      }),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Modelled' }));
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent(
        'sort=coverage&order=desc',
      ),
    );
  });

  it('walks on by cursor', async () => {
    const listProducts = jest.fn<
      ReturnType<RiskApi['listProducts']>,
      Parameters<RiskApi['listProducts']>
    >(async ({ query = {} } = {}) =>
      query.cursor
        ? { ...pageWith([unknownProductFixture]), totalItems: 26 }
        : {
            ...pageWith([productFixture]),
            totalItems: 26,
            nextCursor: 'second',
          },
    );
    await show({ listProducts });
    await table('Products');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    const ledger = await screen.findByRole('row', { name: /Ledger/ });
    expect(ledger).toHaveTextContent('not assessed–');
    expect(ledger).not.toHaveTextContent(/\d %/);
  });

  it('says that nothing matches instead of showing an empty table', async () => {
    await show({ listProducts: async () => pageWith([]) }, '/?q=nothing');
    expect(
      await screen.findByText('No product matches these filters'),
    ).toBeInTheDocument();
  });

  it('saves what the filters show as CSV', async () => {
    const createObjectURL = jest.fn(() => 'blob:products');
    Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
    const saved: string[] = [];
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    const exportProducts = jest.fn(async () => 'product\n');
    await show({ exportProducts }, '/?level=critical');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download CSV' }),
    );
    await waitFor(() => expect(saved).toEqual(['products.csv']));
    expect(exportProducts).toHaveBeenCalledWith({
      query: expect.objectContaining({ level: ['critical'] }),
    });
    click.mockRestore();
  });

  it('says that an export failed', async () => {
    await show({
      exportProducts: async () => {
        throw new Error('connection lost');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download CSV' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The risk backend did not answer as it should',
    );
  });

  it('says what belongs to no product', async () => {
    await show();
    expect(
      await screen.findByRole('region', { name: 'No product' }),
    ).toHaveTextContent('8 components of no product, 6 of them modelled.');
  });

  it('confirms chosen owners and says what was refused', async () => {
    const confirmOwners = jest.fn(async () => ({
      confirmed: [],
      refused: [
        { productRef: proposal.product.ref, reason: 'The owner changed' },
      ],
    }));
    await show({
      listProposedOwners: async () => pageWith([proposal]),
      confirmOwners,
    });
    await table('Owners to confirm');
    expect(
      screen.getByRole('button', { name: 'Confirm 0 owners' }),
    ).toBeDisabled();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Confirm the owner of Ledger' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Confirm 1 owner' }),
    );
    expect(confirmOwners).toHaveBeenCalledWith({
      body: {
        confirmations: [
          {
            productRef: 'system:default/ledger',
            ownerRef: 'group:default/ledger-team',
            confirmed: undefined,
          },
        ],
      },
    });
    expect(
      await screen.findByText('ledger: The owner changed'),
    ).toBeInTheDocument();
  });

  it('chooses all owners of the page at once', async () => {
    await show({ listProposedOwners: async () => pageWith([proposal]) });
    await table('Owners to confirm');
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose all on this page' }),
    );
    expect(
      screen.getByRole('checkbox', { name: 'Confirm the owner of Ledger' }),
    ).toBeChecked();
  });

  it('offers no confirmation to who may not administer risk', async () => {
    const listProposedOwners = jest.fn(async () => pageWith([proposal]));
    await renderWithRisk(<ReportPage />, {
      api: { listProposedOwners },
      refused: [riskAdministerPermission],
    });
    await table('Products');
    expect(screen.queryByText('Owners to confirm')).not.toBeInTheDocument();
    expect(listProposedOwners).not.toHaveBeenCalled();
  });

  it('says so when the reader may not see the report', async () => {
    await show({
      getReport: async () => {
        throw await refusal();
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    await show({
      getReport: async () => {
        throw new Error('connection lost');
      },
    });
    expect(await screen.findByText(/connection lost/)).toBeInTheDocument();
  });
});
