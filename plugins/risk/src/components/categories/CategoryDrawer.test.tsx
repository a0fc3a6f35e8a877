import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RiskApi,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  assessmentsFixture,
  categoryRisksFixture,
  pageWith,
  productAssessmentFixture,
} from '../../__fixtures__';
import { uuid } from '../../__fixtures__/ids';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { CategoryDrawer } from './CategoryDrawer';

const CATEGORY = 'iso27001@2022:A.8.5';

const show = (
  api: Partial<RiskApi> = {},
  options: Omit<Parameters<typeof renderWithRisk>[1], 'api'> = {},
) =>
  renderWithRisk(
    <CategoryDrawer
      category={CATEGORY}
      onClose={() => {}}
      onChanged={() => {}}
    />,
    { api, ...options },
  );

const table = (name: string) => screen.findByRole('table', { name });

describe('CategoryDrawer', () => {
  it('tells a control owner what informs the control, and how fresh it is', async () => {
    await show();
    const evidence = await table('What informs it');
    expect(evidence).toHaveTextContent('planned: Bind tokens to the client');
    expect(evidence).toHaveTextContent('(out of date)');
    expect(
      screen.getByText(
        /3 findings inform this: 0 with a verified treatment, 1 with a claimed one, 1 with plans only, 1 without any\..*1 of 3 findings are from models older than 180 days\./,
      ),
    ).toBeInTheDocument();
  });

  it('leads back to the finding that led here, and shows its product first', async () => {
    const listCategoryRisks = jest.fn(async () => pageWith([]));
    const listAssessments = jest.fn(async () => pageWith([]));
    await show(
      { listCategoryRisks, listAssessments },
      {
        url: `/?category=${CATEGORY}&ofProduct=system:default/payments&fromFinding=${uuid(
          7,
        )}&fromEntity=component:default/payments-api`,
      },
    );
    expect(
      await screen.findByRole('link', { name: 'Back to the finding' }),
    ).toHaveAttribute(
      'href',
      `/catalog/default/component/payments-api/risk?finding=${uuid(7)}`,
    );
    const product = 'system:default/payments';
    for (const list of [listCategoryRisks, listAssessments]) {
      expect(list).toHaveBeenCalledWith({
        query: expect.objectContaining({ category: CATEGORY, product }),
      });
    }
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the risks of all products' }),
    );
    expect(screen.getByLabelText('URL')).not.toHaveTextContent('ofProduct');
  });

  it('opens a finding that informs the control', async () => {
    await show();
    const evidence = within(await table('What informs it'));
    expect(
      evidence.getByRole('link', { name: 'Session token can be replayed' }),
    ).toHaveAttribute('href', expect.stringContaining('/risk?finding='));
  });

  it('saves all of it as CSV', async () => {
    const exportCategoryEvidence = jest.fn(async () => 'control\n');
    window.URL.createObjectURL = jest.fn(() => 'blob:evidence');
    window.URL.revokeObjectURL = jest.fn();
    await show({ exportCategoryEvidence });
    await table('What informs it');
    await userEvent.click(screen.getByRole('button', { name: 'Save as CSV' }));
    await waitFor(() =>
      expect(exportCategoryEvidence).toHaveBeenCalledWith({
        query: { category: CATEGORY },
      }),
    );
  });

  it('links chosen risks to one root cause', async () => {
    const linkRootCause = jest.fn(async () => ({ id: uuid(80), linked: 2 }));
    const other = {
      ...categoryRisksFixture[0],
      id: uuid(72),
      title: 'Old sign-in route answers',
    };
    await show({
      linkRootCause,
      listCategoryRisks: async () => pageWith([...categoryRisksFixture, other]),
    });
    const risks = await table('Open risks of the category');
    const [first, second] = within(risks).getAllByRole('checkbox');
    await userEvent.click(first);
    expect(screen.getByRole('button', { name: /^Link 1 risk/ })).toBeDisabled();
    await userEvent.click(second);
    await userEvent.click(
      screen.getByRole('button', { name: 'Link 2 risks to one root cause' }),
    );
    await userEvent.type(
      screen.getByLabelText(/one fix have to change/),
      'Login library',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Link them' }));
    await waitFor(() =>
      expect(linkRootCause).toHaveBeenCalledWith({
        body: { title: 'Login library', riskIds: [uuid(71), uuid(72)] },
      }),
    );
  });

  it('offers no linking to who may not triage', async () => {
    await show({}, { refused: [riskFindingTriagePermission] });
    const risks = await table('Open risks of the category');
    expect(within(risks).queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('drills down to the risks of one product', async () => {
    const listCategoryRisks = jest.fn(async () =>
      pageWith(categoryRisksFixture),
    );
    await show({ listCategoryRisks });
    await userEvent.click(
      await screen.findByRole('button', { name: /show the risks of Payments/ }),
    );
    await screen.findByText('Open risks of Payments');
    await waitFor(() =>
      expect(listCategoryRisks).toHaveBeenLastCalledWith({
        query: expect.objectContaining({ product: 'system:default/payments' }),
      }),
    );
  });

  it('says who was assessed by what, and withdraws a statement', async () => {
    const stateAssessment = jest.fn(async () => productAssessmentFixture);
    const listAssessments = jest.fn(async () => pageWith(assessmentsFixture));
    await show({ stateAssessment, listAssessments });
    const rows = within(await table('Assessments')).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('stride, which looks at 14 categories');
    expect(rows[2]).toHaveTextContent(
      'stated by ada: Looked at how people sign in.',
    );
    expect(listAssessments).toHaveBeenCalledWith({
      query: expect.objectContaining({ category: CATEGORY }),
    });
    await userEvent.click(
      within(rows[2]).getByRole('button', { name: 'Withdraw' }),
    );
    await waitFor(() =>
      expect(stateAssessment).toHaveBeenCalledWith({
        body: expect.objectContaining({
          product: 'system:default/cards',
          category: CATEGORY,
          assessed: false,
        }),
      }),
    );
  });
});
