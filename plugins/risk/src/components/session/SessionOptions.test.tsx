import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RiskApi,
  riskTreatmentProposePermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  sessionFixture,
  treatedRisksFixture,
  treatmentFixture,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { SessionPage } from './SessionPage';

const show = (
  api: Partial<RiskApi> = {},
  more: Parameters<typeof renderWithRisk>[1] = {},
) => renderWithRisk(<SessionPage id={sessionFixture.id} />, { api, ...more });

describe('the options of a session', () => {
  it('moves the end of the budget with what is tried out', async () => {
    const [first] = treatmentFixture.options;
    const getTreatment = jest.fn<
      ReturnType<RiskApi['getTreatment']>,
      Parameters<RiskApi['getTreatment']>
    >(async ({ query }) => ({
      ...treatmentFixture,
      ...(Boolean(query?.chosen) && {
        whatIf: {
          options: [first.id],
          allowed: true,
          cost: 800,
          projectedPoints: 32.5,
          inPlaceAfterDays: 14,
          budget: {
            ...treatmentFixture.whatIf.budget,
            runsOutOn: '2027-02-03',
          },
        },
      }),
    }));
    await show({ getTreatment });
    const whatIf = await screen.findByRole('status', { name: 'What if' });
    expect(whatIf).toHaveTextContent('runs out on 12 Dec');
    await userEvent.click(
      screen.getByRole('checkbox', { name: `Try ${first.title}` }),
    );
    expect(
      await within(whatIf).findByText(/would leave 32.5 of 50.5 points/),
    ).toHaveTextContent('all in place after 14 days');
    expect(whatIf).toHaveTextContent(/runs out on 3 Feb/);
    expect(getTreatment).toHaveBeenLastCalledWith(
      expect.objectContaining({ query: { chosen: [first.id] } }),
    );
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      `options=${first.id}`,
    );
  });

  it('says which options need or exclude each other', async () => {
    const [first, second] = treatmentFixture.options;
    const updateOption = jest.fn(async () => ({ id: first.id }));
    await show({
      updateOption,
      getTreatment: async () => ({
        ...treatmentFixture,
        options: [
          { ...first, excludes: [] },
          { ...second, excludes: [first.id] },
        ],
      }),
    });
    await userEvent.click(
      (
        await screen.findAllByRole('button', { name: 'Change' })
      )[0],
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(/says that it cannot be chosen with this one/),
    ).toBeInTheDocument();
    const choose = async (words: string) => {
      await userEvent.click(
        dialog.getByRole('button', { name: new RegExp(second.title) }),
      );
      await userEvent.click(await screen.findByRole('option', { name: words }));
      await userEvent.click(
        dialog.getByRole('button', { name: 'Save the option' }),
      );
    };

    await choose('is needed for it');
    expect(updateOption).toHaveBeenLastCalledWith({
      params: { id: first.id },
      body: expect.objectContaining({ needs: [second.id], excludes: [] }),
    });
  });

  it('lets the team write an option, and nobody else', async () => {
    const createOption = jest.fn(async () => ({ id: sessionFixture.id }));
    const { unmount } = await show({ createOption });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add an option' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const save = dialog.getByRole('button', { name: 'Save the option' });
    await userEvent.type(dialog.getByLabelText(/What would be done/), 'Rotate');
    await userEvent.type(dialog.getByLabelText(/Cost once/), '2.5');
    expect(save).toBeDisabled();
    await userEvent.click(dialog.getByLabelText('Stolen session pays out'));
    const likelihood = dialog.getByLabelText('Likelihood');
    await userEvent.clear(likelihood);
    await userEvent.type(likelihood, '40');
    await userEvent.click(save);
    expect(createOption).toHaveBeenCalledWith({
      params: { kind: 'system', namespace: 'default', name: 'payments' },
      body: expect.objectContaining({
        sessionId: sessionFixture.id,
        title: 'Rotate',
        costOnce: 250,
        costYearly: 0,
        effects: [
          {
            riskId: treatedRisksFixture[0].id,
            effectLikelihood: 0.4,
            effectImpact: 0,
          },
        ],
      }),
    });
    unmount();
    await show({}, { refused: [riskTreatmentProposePermission] });
    expect(
      await screen.findByRole('button', { name: 'Add an option' }),
    ).toBeDisabled();
    expect(
      screen.queryByRole('button', { name: 'Change' }),
    ).not.toBeInTheDocument();
  });
});
