import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RiskApi } from '@product-risk/backstage-plugin-risk-common';
import { categoryTriageFixture, pageWith } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { CategoryTriage } from './CategoryTriage';

const [waiting] = categoryTriageFixture;
const category = waiting.suggestions[0].category.id;

async function show(api: Partial<RiskApi> = {}) {
  const onDecided = jest.fn();
  await renderWithRisk(
    <CategoryTriage framework="iso27001@2022" onDecided={onDecided} />,
    { api: { listCategoryTriage: async () => pageWith([waiting]), ...api } },
  );
  await screen.findByRole('table', { name: 'Categories to confirm' });
  return onDecided;
}

describe('CategoryTriage', () => {
  it('confirms the chosen suggestions at once and has the report read again', async () => {
    const decideCategories = jest.fn(async () => ({ decided: 1, refused: [] }));
    const onDecided = await show({ decideCategories });
    expect(
      screen.getByText(/60 % sure, because of CWE-294, by way of V7.2/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('checkbox', {
        name: 'A.8.5 Secure authentication for Session token can be replayed',
      }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Confirm 1 suggestion' }),
    );
    expect(await screen.findByText(/1 suggestion decided/)).toBeInTheDocument();
    expect(decideCategories).toHaveBeenCalledWith({
      body: {
        decisions: [
          { findingId: waiting.findingId, category, decision: 'confirm' },
        ],
      },
    });
    expect(onDecided).toHaveBeenCalledTimes(1);
  });

  it('says which rejections were refused, and why', async () => {
    await show({
      decideCategories: async () => ({
        decided: 0,
        refused: [
          { findingId: waiting.findingId, category, reason: 'Not yours.' },
        ],
      }),
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose all suggestions shown' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Reject 1 suggestion' }),
    );
    const outcome = await screen.findByText(/0 suggestions decided/);
    expect(within(outcome).getByRole('listitem')).toHaveTextContent(
      `${category}: Not yours.`,
    );
  });
});
