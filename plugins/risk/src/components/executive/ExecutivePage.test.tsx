import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RiskApi } from '@product-risk/backstage-plugin-risk-common';
import { executiveFixture, reportFixture } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { ExecutivePage } from './ExecutivePage';

const counts = {
  waiting: 0,
  overdue: 0,
  active: 0,
  expiring: 0,
  stale: 0,
  expired: 0,
};

const show = (api: Partial<RiskApi> = {}, onClose = jest.fn()) =>
  renderWithRisk(<ExecutivePage report={reportFixture} onClose={onClose} />, {
    api,
  });

describe('ExecutivePage', () => {
  it('says how products stand with their budget', async () => {
    await show();
    const budgets = await screen.findByRole('region', { name: /budget/ });
    expect(budgets).toHaveTextContent('2over their budget');
    expect(budgets).toHaveTextContent('5within their budget');
    expect(budgets).toHaveTextContent('2unknown');
    expect(budgets).toHaveTextContent(
      'Payments: All of the budget is spent; it recovers on 3 Feb.',
    );
    expect(budgets).toHaveTextContent('1 further product not named here.');
  });

  it('names themes in plain words, without ids of controls or weaknesses', async () => {
    await show();
    const themes = await screen.findByRole('region', { name: /share/ });
    expect(themes).toHaveTextContent('Secure authentication. 6 of the 8');
    expect(themes).toHaveTextContent('Under way: One library to sign in.');
    expect(
      screen.getByRole('dialog', { name: 'Executive page' }),
    ).not.toHaveTextContent(/CWE|A\.\d|V\d+\.\d/);
  });

  it('does not take unknown for safe when nothing is systemic', async () => {
    await show({
      getExecutiveSummary: async () => ({ ...executiveFixture, themes: [] }),
    });
    expect(
      await screen.findByText(/as far as they were looked at/),
    ).toBeInTheDocument();
  });

  it('counts decisions that are overdue, by product', async () => {
    await show({
      getDecisionPortfolio: async () => ({
        asOf: reportFixture.asOf,
        total: { ...counts, waiting: 3, overdue: 2 },
        acceptedExposure: 0,
        underTreatment: 0,
        explored: { decidedRisks: 0, withOptions: 0 },
        sessionToDecision: { decisions: 0 },
        products: [
          {
            product: { ref: 'system:default/cards', title: 'Cards' },
            counts: { ...counts, waiting: 2, overdue: 2 },
            acceptedExposure: 0,
            underTreatment: 0,
          },
        ],
        hiddenProducts: 0,
      }),
    });
    const decisions = await screen.findByRole('region', { name: /overdue/ });
    expect(decisions).toHaveTextContent(
      '2 of 3 decisions that wait for an answer are overdue.',
    );
    expect(
      within(decisions).getByRole('link', { name: 'Cards' }),
    ).toBeInTheDocument();
  });

  it('leads back to the report', async () => {
    const onClose = jest.fn();
    await show({}, onClose);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Back to the report' }),
    );
    expect(onClose).toHaveBeenCalled();
  });
});
