import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RiskApi,
  riskRaisePermission,
  riskTreatmentProposePermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  pageWith,
  sessionFixture,
  treatmentFixture,
  treatedRisksFixture,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { ProductScorecard } from '../product/ProductScorecard';
import { SessionPage } from './SessionPage';
import { SessionsPanel } from './SessionsPanel';

const PRODUCT = 'system:default/payments';

const showPanel = (
  api: Partial<RiskApi> = {},
  refused: Parameters<typeof renderWithRisk>[1] = {},
) =>
  renderWithRisk(<SessionsPanel productRef={PRODUCT} onChanged={jest.fn()} />, {
    api,
    ...refused,
  });

describe('SessionsPanel', () => {
  it('says that a session is overdue and why, and lists them', async () => {
    await showPanel();
    expect(
      await screen.findByText('A session is overdue since 30 Oct.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/By its cadence the next one was due/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Sessions and refunds' }),
    ).toHaveAttribute('href', expect.stringContaining(sessionFixture.id));
  });

  it('asks for a session', async () => {
    const requestSession = jest.fn(async () => sessionFixture);
    await showPanel({ requestSession });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for a session' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const ask = dialog.getByRole('button', { name: 'Ask' });
    await userEvent.type(dialog.getByLabelText(/about/), 'Token handling');
    expect(ask).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Why/), 'largest risk');
    await userEvent.click(ask);
    expect(requestSession).toHaveBeenCalledWith(
      expect.objectContaining({
        body: {
          title: 'Token handling',
          reason: 'largest risk',
          day: undefined,
        },
      }),
    );
    expect(await screen.findByLabelText('URL')).toHaveTextContent(
      `session=${sessionFixture.id}`,
    );
  });

  it('raises a risk in plain words', async () => {
    const raiseRisk = jest.fn(async () => treatedRisksFixture[0]);
    await showPanel({ raiseRisk });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Raise a risk' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/short name/), 'Supplier');
    await userEvent.type(
      dialog.getByLabelText(/plain words/),
      'The only supplier could fail.',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Raise it' }));
    expect(raiseRisk).toHaveBeenCalledWith(
      expect.objectContaining({
        body: {
          title: 'Supplier',
          statement: 'The only supplier could fail.',
        },
      }),
    );
  });

  it('offers neither to whoever may not', async () => {
    await showPanel({}, { refused: [riskRaisePermission] });
    for (const name of ['Ask for a session', 'Raise a risk']) {
      expect(await screen.findByRole('button', { name })).toBeDisabled();
    }
  });
});

describe('SessionPage', () => {
  const show = (
    api: Partial<RiskApi> = {},
    refused: Parameters<typeof renderWithRisk>[1] = {},
  ) =>
    renderWithRisk(<SessionPage id={sessionFixture.id} />, {
      api,
      ...refused,
    });

  it('is opened by the scorecard when the URL names it', async () => {
    await renderWithRisk(<ProductScorecard entityRef={PRODUCT} />, {
      url: `/?session=${sessionFixture.id}`,
    });
    expect(
      await screen.findByRole('heading', { name: /Sessions and refunds/ }),
    ).toHaveTextContent('planned for 1 Dec');
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

  it('confirms assumed ratings in bulk and says which not', async () => {
    const [, assumed] = treatedRisksFixture;
    const confirmRatings = jest.fn(async () => ({
      confirmed: [],
      refused: [{ riskId: assumed.id, reason: 'It is closed' }],
    }));
    await show({ confirmRatings });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /Refund without a check/ }),
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

  it('writes down components, people and risks in both directions', async () => {
    const [stolen, refund] = treatedRisksFixture;
    const updateSession = jest.fn(async () => sessionFixture);
    await show(
      {
        updateSession,
        listProductRisks: async () => pageWith([stolen, refund]),
      },
      {
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { namespace: 'default', name: 'ruth' },
          },
        ],
      },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change the scope' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const component = await dialog.findByRole('checkbox', {
      name: 'payments-api',
    });
    expect(component).toBeChecked();
    await userEvent.click(component);
    await userEvent.type(dialog.getByLabelText(/Search for people/), 'ruth');
    await userEvent.click(
      await dialog.findByRole('button', { name: /user:default\/ruth/ }),
    );
    await userEvent.click(
      dialog.getByRole('button', { name: new RegExp(stolen.title) }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'found in it' }),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

    expect(updateSession).toHaveBeenCalledWith({
      params: { id: sessionFixture.id },
      body: expect.objectContaining({
        revision: 3,
        title: sessionFixture.title,
        notes: sessionFixture.notes,
        scope: [],
        participants: [
          ...sessionFixture.participants.map(({ ref }) => ref),
          'user:default/ruth',
        ],
        risksIn: [],
        risksOut: [stolen.id, refund.id],
      }),
    });
  });

  it('keeps words that are not saved when the scope is changed', async () => {
    let revision = 3;
    const getSession = jest.fn(async () => ({ ...sessionFixture, revision }));
    await show({
      getSession,
      updateSession: async () => {
        revision += 1;
        return sessionFixture;
      },
    });
    await userEvent.type(await screen.findByLabelText('Outcome'), 'Bind them');
    await userEvent.click(
      screen.getByRole('button', { name: 'Change the scope' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByRole('checkbox', { name: 'payments-api' });
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(getSession).toHaveBeenCalledTimes(2));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(screen.getByLabelText('Outcome')).toHaveValue('Bind them');
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
