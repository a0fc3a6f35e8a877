import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RiskApi,
  riskAdministerPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { categoryReportFixture, initiativeFixture } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { InitiativesPanel } from './InitiativesPanel';

const show = (
  api: Partial<RiskApi> = {},
  options: Omit<Parameters<typeof renderWithRisk>[1], 'api'> = {},
) =>
  renderWithRisk(
    <InitiativesPanel
      verdicts={categoryReportFixture.categories}
      onOpenCategory={() => {}}
    />,
    { api, ...options },
  );

const card = () =>
  screen.findByRole('article', { name: 'One library to sign in' });

describe('InitiativesPanel', () => {
  it('compares each product on its own with one fix for all', async () => {
    await show();
    expect(await card()).toHaveTextContent(
      'Fixing it in 6 products costs 120 (20 each); one fix for all costs 45, 75 less.',
    );
  });

  it('says honestly that an effect may be chance', async () => {
    await show();
    expect(await card()).toHaveTextContent('This may be chance (p 0.625).');
    expect(await card()).toHaveTextContent(
      '1 product is not assessed any more and not compared.',
    );
  });

  it('lists the same products before and now', async () => {
    await show();
    const products = within(await card()).getAllByRole('listitem', {
      hidden: true,
    });
    expect(products.map(item => item.textContent)).toEqual([
      'Cards: not assessed any more, so not compared',
      'Payments: not affected any more',
      '5 further products not shown',
    ]);
  });

  it('starts one from a systemic category, with its baseline', async () => {
    const createInitiative = jest.fn(async () => initiativeFixture);
    await show({
      createInitiative,
      listInitiatives: async () => ({ items: [] }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Start an initiative' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      '6 of 8 assessed products are affected (75 %)',
    );
    const submit = within(dialog).getByRole('button', { name: 'Start it' });
    // Pasted: a form of five fields is slow to type on a busy machine.
    const fill = async (label: RegExp, text: string) => {
      await userEvent.clear(within(dialog).getByLabelText(label));
      await userEvent.paste(text);
    };
    await fill(/What is done/, 'One library');
    await fill(/Sponsor/, 'group:default/platform');
    await fill(/What will have changed/, 'Half of them no longer have it');
    await fill(/in one product/, 'many');
    expect(submit).toBeDisabled();
    await fill(/in one product/, '20');
    await fill(/one fix for all/, '45');
    expect(dialog).toHaveTextContent('6 products, each on its own120');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(createInitiative).toHaveBeenCalledWith({
        body: {
          title: 'One library',
          category: 'iso27001@2022:A.8.5',
          sponsor: 'group:default/platform',
          hypothesis: 'Half of them no longer have it',
          costEach: 20,
          costPlatform: 45,
        },
      }),
    );
  });

  it('opens with the category that a link names', async () => {
    await show({}, { url: '/?initiative=iso27001@2022:A.8.5' });
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'A.8.5 Secure authentication',
    );
  });

  it('is closed with what came of it', async () => {
    const closeInitiative = jest.fn(async () => initiativeFixture);
    await show({ closeInitiative });
    await userEvent.click(
      within(await card()).getByRole('button', { name: 'Close…' }),
    );
    await userEvent.type(
      screen.getByLabelText(/What came of it/),
      'The library is in use',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Close it' }));
    await waitFor(() =>
      expect(closeInitiative).toHaveBeenCalledWith({
        params: { id: initiativeFixture.id },
        body: { outcome: 'The library is in use' },
      }),
    );
  });

  it('tells who may start one', async () => {
    await show({}, { refused: [riskAdministerPermission] });
    expect(
      await screen.findByRole('button', { name: 'Start an initiative' }),
    ).toBeDisabled();
  });
});
