import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RiskApi,
  riskRatePermission,
  riskTreatmentProposePermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  sessionFixture,
  treatedRisksFixture,
  treatmentFixture,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { ProductScorecard } from '../product/ProductScorecard';
import { SessionPage } from './SessionPage';

const PRODUCT = 'system:default/payments';

const show = (
  api: Partial<RiskApi> = {},
  more: Parameters<typeof renderWithRisk>[1] = {},
) => renderWithRisk(<SessionPage id={sessionFixture.id} />, { api, ...more });

describe('SessionPage', () => {
  it('is opened by the scorecard when the URL names it', async () => {
    await renderWithRisk(<ProductScorecard entityRef={PRODUCT} />, {
      url: `/?session=${sessionFixture.id}`,
    });
    expect(
      await screen.findByRole('heading', { name: 'Sessions and refunds' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Planned for 1 Dec.')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the scorecard' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Risk scorecard of Payments' }),
    ).toBeInTheDocument();
  });

  it('shows scope, risks in both directions and the options side by side', async () => {
    await show();
    expect(
      await screen.findByText(/1 component you may not see/),
    ).toBeVisible();
    const risks = await screen.findByRole('region', {
      name: 'Risks of this session',
    });
    expect(risks).toHaveTextContent(
      /Brought it about.*Stolen session pays out.*Found in it.*Refund without/,
    );
    const options = await screen.findByRole('table', {
      name: 'Treatment options',
    });
    expect(options).toHaveTextContent('60 % less likely');
    expect(options).toHaveTextContent('8 person days');
    expect(screen.getByText(treatmentFixture.sentence)).toBeInTheDocument();
  });

  it('confirms assumed ratings in bulk and says which not', async () => {
    const [, assumed] = treatedRisksFixture;
    const confirmRatings = jest.fn(async () => ({
      confirmed: [],
      refused: [{ riskId: assumed.id, reason: 'It is closed' }],
    }));
    await show({ confirmRatings });
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: 'Confirm the rating of Refund without a check',
      }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Confirm 1 rating' }),
    );
    expect(confirmRatings).toHaveBeenCalledWith({
      params: { id: sessionFixture.id },
      body: { riskIds: [assumed.id] },
    });
    expect(
      await screen.findByText('Refund without a check: It is closed'),
    ).toBeInTheDocument();
  });

  it('confirms all assumed ratings at once', async () => {
    const [first, second] = treatedRisksFixture;
    const assumed = [first, second].map(risk => ({
      ...risk,
      ratingState: 'assumed' as const,
    }));
    const confirmRatings = jest.fn(async () => ({
      confirmed: [first.id, second.id],
      refused: [],
    }));
    await show({
      getSession: async () => ({
        ...sessionFixture,
        risksIn: assumed,
        risksOut: [],
      }),
      confirmRatings,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose all 2' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Confirm 2 ratings' }),
    );
    expect(confirmRatings).toHaveBeenCalledWith({
      params: { id: sessionFixture.id },
      body: { riskIds: [first.id, second.id] },
    });
  });

  it('is read by who does not run it, with the reasons why', async () => {
    await show(
      {},
      { refused: [riskTreatmentProposePermission, riskRatePermission] },
    );
    const words = await screen.findByRole('region', {
      name: 'Notes and outcome',
    });
    expect(words).toHaveTextContent(
      'NotesWe start with the login.OutcomeNothing is written down yet.',
    );
    expect(words).toHaveTextContent(/run by the people who build and secure/);
    expect(
      screen.getByRole('button', { name: 'Confirm 0 ratings' }),
    ).toHaveAccessibleDescription(/people who may rate risks/);
    expect(screen.queryByRole('checkbox', { name: /rating/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('saves notes and outcome with the revision that was read', async () => {
    const updateSession = jest.fn(async () => sessionFixture);
    await show({
      getSession: async () => ({ ...sessionFixture, hiddenScope: 0 }),
      updateSession,
    });
    await userEvent.type(await screen.findByLabelText('Outcome'), 'Bind them');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(updateSession).toHaveBeenCalledWith({
      params: { id: sessionFixture.id },
      body: expect.objectContaining({
        revision: 3,
        notes: 'We start with the login.',
        outcome: 'Bind them',
        risksIn: [treatedRisksFixture[0].id],
      }),
    });
  });

  it('says that what is hidden stays in it', async () => {
    await show();
    expect(await screen.findByRole('button', { name: 'Save' })).toBeEnabled();
    expect(
      screen.getByText(/hidden from you; they stay in it/),
    ).toBeInTheDocument();
  });
});
