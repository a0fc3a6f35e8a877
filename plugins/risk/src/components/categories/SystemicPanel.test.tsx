import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  CategoryReport,
  RiskApi,
} from '@product-risk/backstage-plugin-risk-common';
import { categoryReportFixture, heatMapFixture } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { SystemicPanel } from './SystemicPanel';

const domains = [{ ref: 'domain:default/money', title: 'Money' }];

const show = (api: Partial<RiskApi> = {}, url?: string) =>
  renderWithRisk(<SystemicPanel domains={domains} />, { api, url });

const reportWith = (changes: Partial<CategoryReport>) => ({
  getCategoryReport: async () => ({ ...categoryReportFixture, ...changes }),
});

const forest = () =>
  screen.findByRole('table', { name: 'Prevalence of categories' });
const heatMap = () => screen.findByRole('table', { name: 'Heat map' });
const url = () => screen.getByLabelText('URL');

describe('SystemicPanel', () => {
  it('says in the table what the plot draws', async () => {
    await show();
    const [, first] = within(await forest()).getAllByRole('row');
    expect(first).toHaveTextContent('A.8.5 Secure authentication8');
    expect(first).toHaveTextContent(
      '6 of 8 products (75 %), 95 % interval 41 % to 93 %; 7 if every suggestion is right, 53 % to 98 %; the number of risks alone leads to 31 %.',
    );
    expect(first).toHaveTextContent('systemic, common cause');
  });

  it('leaves out what has nothing in it, and says so', async () => {
    await show();
    expect(within(await forest()).getAllByRole('row')).toHaveLength(3);
    expect(
      screen.getByText(
        'Left out: 1 category with nothing found, and 1 category that no product was assessed for.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 4 categories' }),
    );
    const unknown = within(await forest()).getByRole('row', {
      name: /Information backup/,
    });
    expect(unknown).toHaveTextContent('not assessed');
    expect(unknown).not.toHaveTextContent('%');
    expect(url()).toHaveTextContent('shown=all');
  });

  it('asks for the axis and the filters of the URL', async () => {
    const getCategoryReport = jest.fn(async () => categoryReportFixture);
    const getCategoryHeatMap = jest.fn(async () => heatMapFixture);
    await show(
      { getCategoryReport, getCategoryHeatMap },
      '/?axis=asvs@5.0.0/section&inDomain=domain:default/money&lifecycle=production',
    );
    await heatMap();
    const query = {
      framework: 'asvs@5.0.0',
      level: 'section',
      domain: 'domain:default/money',
      type: undefined,
      lifecycle: 'production',
    };
    expect(getCategoryReport).toHaveBeenLastCalledWith({ query });
    expect(getCategoryHeatMap).toHaveBeenLastCalledWith({
      query: { ...query, cursor: undefined, limit: 25 },
    });
  });

  it('keeps the chosen axis in the URL', async () => {
    await show();
    await forest();
    await userEvent.click(
      screen.getByRole('button', { name: /ISO\/IEC 27001 Annex A 2022/ }),
    );
    await userEvent.click(
      screen.getByRole('option', { name: 'OWASP ASVS 5.0.0, by chapter' }),
    );
    await waitFor(() =>
      expect(url()).toHaveTextContent('axis=asvs@5.0.0/chapter'),
    );
  });

  it('offers the way back from an axis that is not enabled', async () => {
    await show(
      {
        getCategoryReport: async () => {
          throw new Error('not enabled');
        },
      },
      '/?axis=nist@1/function',
    );
    await screen.findByRole('alert');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(url()).not.toHaveTextContent('axis'));
  });

  it('lists causes and hot spots without naming what is not for the reader', async () => {
    await show();
    await forest();
    expect(
      screen.getByText(
        'Shared login library: behind 5 of 6 products affected by A.8.5 Secure authentication',
      ),
    ).toBeInTheDocument();
    const spots = within(
      screen.getByRole('region', { name: 'Hot spots' }),
    ).getAllByRole('listitem');
    expect(spots[0]).toHaveTextContent(
      'Cards has more of A.8.24 Use of cryptography than its number of risks explains (q = 0.012)',
    );
    expect(spots[1]).toHaveTextContent(/^A product that you may not see/);
  });

  it('tells how much has no category', async () => {
    await show();
    await forest();
    expect(
      screen.getByText(/30 of 200 findings \(15 %\) have no category/),
    ).toHaveTextContent('12 findings have suggestions only and wait');
  });

  it('does not take nothing found for safe', async () => {
    await show(
      reportWith({ categories: [categoryReportFixture.categories[2]] }),
    );
    expect(
      await screen.findByText('Nothing was found in any of these categories'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('What was not assessed is unknown, and not safe.'),
    ).toBeInTheDocument();
  });

  it('tells a cell that nobody assessed from one without findings', async () => {
    await show({}, '/?shown=all');
    const rows = within(await heatMap()).getAllByRole('row');
    expect(
      within(rows[1])
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual([
      '▲ 3 +1affected: 3 confirmed, 1 suggested',
      '0nothing found',
      'not assessed',
    ]);
    expect(screen.getByText(/1–3 of 3 products/)).toHaveTextContent(
      '1 on this page not visible to you',
    );
  });

  it('walks the heat map by cursor', async () => {
    const getCategoryHeatMap = jest.fn<
      ReturnType<RiskApi['getCategoryHeatMap']>,
      Parameters<RiskApi['getCategoryHeatMap']>
    >(async () => ({ ...heatMapFixture, nextCursor: 'second' }));
    await show({ getCategoryHeatMap });
    await heatMap();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() =>
      expect(getCategoryHeatMap).toHaveBeenLastCalledWith({
        query: expect.objectContaining({ cursor: 'second' }),
      }),
    );
  });

  it('opens a category with its causes, products and risks', async () => {
    await show();
    await userEvent.click(
      within(await forest()).getByRole('button', {
        name: 'A.8.5 Secure authentication',
      }),
    );
    const drawer = await screen.findByRole('dialog', { name: 'A.8.5' });
    expect(url()).toHaveTextContent('category=iso27001@2022:A.8.5');
    expect(
      await within(drawer).findByText(
        'A root cause that you may not see: behind 2 affected products',
      ),
    ).toBeInTheDocument();
    expect(drawer).toHaveTextContent(
      '6 products affected since 12 Nov; 2 on 1 Sept.',
    );
    expect(drawer).toHaveTextContent('5 further products not visible to you.');
    expect(
      await within(drawer).findByText(
        /Somebody replays a session token and acts as the customer/,
      ),
    ).toBeInTheDocument();
  });
});
