import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RiskApi,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  categoryTriageFixture,
  pageWith,
  sessionFixture,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { SessionPage } from './SessionPage';

const [waiting] = categoryTriageFixture;
const category = waiting.suggestions[0].category.id;

const show = (
  api: Partial<RiskApi> = {},
  more: Parameters<typeof renderWithRisk>[1] = {},
) => renderWithRisk(<SessionPage id={sessionFixture.id} />, { api, ...more });

const panel = async () =>
  within(await screen.findByRole('region', { name: 'Categories to confirm' }));

describe('the categories of a session', () => {
  it.each([
    ['Confirm 1 suggestion', 'confirm'],
    ['Reject 1 suggestion', 'reject'],
  ] as const)('are decided in bulk by "%s"', async (button, decision) => {
    let items = [waiting];
    const listCategoryTriage = jest.fn(async () => pageWith(items));
    const decideCategories = jest.fn(async () => {
      items = [];
      return { decided: 1, refused: [] };
    });
    await show({ listCategoryTriage, decideCategories });
    const categories = await panel();
    expect(
      await categories.findByText('ISO/IEC 27001:2022 Annex A'),
    ).toBeInTheDocument();
    expect(
      categories.getByText('60 % sure, because of CWE-294, by way of V7.2'),
    ).toBeInTheDocument();
    expect(listCategoryTriage).toHaveBeenCalledWith(
      expect.objectContaining({
        query: expect.objectContaining({ session: sessionFixture.id }),
      }),
    );
    await userEvent.click(
      categories.getByRole('button', { name: 'Choose all suggestions shown' }),
    );
    await userEvent.click(categories.getByRole('button', { name: button }));
    expect(decideCategories).toHaveBeenCalledWith({
      body: {
        sessionId: sessionFixture.id,
        decisions: [{ findingId: waiting.findingId, category, decision }],
      },
    });
    expect(
      await categories.findByText(/1 suggestion decided/),
    ).toBeInTheDocument();
    expect(
      await categories.findByText(/Nothing in the scope of this session/),
    ).toBeInTheDocument();
  });

  it('are not asked of who may not confirm them', async () => {
    const listCategoryTriage = jest.fn(async () => pageWith([waiting]));
    await show(
      { listCategoryTriage },
      { refused: [riskFindingTriagePermission] },
    );
    await screen.findByRole('region', { name: 'Risks of this session' });
    expect(
      screen.queryByRole('region', { name: 'Categories to confirm' }),
    ).not.toBeInTheDocument();
    expect(listCategoryTriage).not.toHaveBeenCalled();
  });
});
