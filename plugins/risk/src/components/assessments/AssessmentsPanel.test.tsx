import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { riskFindingTriagePermission } from '@product-risk/backstage-plugin-risk-common';
import {
  categoryReportFixture,
  productAssessmentFixture,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { AssessmentsPanel } from './AssessmentsPanel';

const panel = (onChanged = jest.fn()) => (
  <AssessmentsPanel report={categoryReportFixture} onChanged={onChanged} />
);

const open = async () => {
  await userEvent.click(
    await screen.findByRole('button', { name: 'State an assessment' }),
  );
  return within(await screen.findByRole('dialog'));
};

const fill = async (field: HTMLElement, text: string) => {
  await userEvent.clear(field);
  await userEvent.paste(text);
};

describe('AssessmentsPanel', () => {
  it('takes down who assessed which product for what', async () => {
    const stateAssessment = jest.fn(async () => productAssessmentFixture);
    const onChanged = jest.fn();
    await renderWithRisk(panel(onChanged), { api: { stateAssessment } });
    const dialog = await open();
    const submit = dialog.getByRole('button', { name: 'State it' });
    await fill(dialog.getByLabelText('Product'), 'cards');
    await fill(
      dialog.getByLabelText('What was looked at?'),
      'Went through the list',
    );
    expect(submit).toBeDisabled();
    await fill(dialog.getByLabelText('Product'), 'system:default/cards');
    await userEvent.click(submit);
    await waitFor(() => expect(onChanged).toHaveBeenCalled());
    expect(stateAssessment).toHaveBeenCalledWith({
      body: {
        product: 'system:default/cards',
        category: categoryReportFixture.categories[0].category.id,
        assessed: true,
        note: 'Went through the list',
      },
    });
  });

  it('says why a statement was refused, and keeps what was typed', async () => {
    await renderWithRisk(panel(), {
      api: {
        stateAssessment: async () => {
          throw new Error('system:default/cads is no product');
        },
      },
    });
    const dialog = await open();
    await fill(dialog.getByLabelText('Product'), 'system:default/cads');
    await fill(dialog.getByLabelText('What was looked at?'), 'The list');
    await userEvent.click(dialog.getByRole('button', { name: 'State it' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('is no product');
    expect(dialog.getByLabelText('Product')).toHaveValue('system:default/cads');
  });

  it('is for who may triage', async () => {
    await renderWithRisk(panel(), { refused: [riskFindingTriagePermission] });
    expect(
      await screen.findByRole('button', { name: 'State an assessment' }),
    ).toBeDisabled();
  });
});
