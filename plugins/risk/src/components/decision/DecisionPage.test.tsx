import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  DecisionDetail,
  RiskApi,
  riskDecisionGrantPermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  decisionDetailFixture,
  grantedDetailFixture,
  treatmentFixture,
} from '../../__fixtures__';
import { conflict } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { DecisionPage } from './DecisionPage';

const { id } = decisionDetailFixture;

const show = (
  decision: DecisionDetail = decisionDetailFixture,
  api: Partial<RiskApi> = {},
  more: Parameters<typeof renderWithRisk>[1] = {},
) =>
  renderWithRisk(<DecisionPage id={decision.id} />, {
    api: { getDecision: async () => decision, ...api },
    ...more,
  });

async function openStep(name: string) {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
  return within(await screen.findByRole('dialog'));
}

describe('DecisionPage', () => {
  it('says what could happen, what it means for the budget, and what else could be done', async () => {
    await show();
    expect(
      await screen.findByRole('heading', {
        name: decisionDetailFixture.sentence,
      }),
    ).toBeInTheDocument();
    const meaning = await screen.findByRole('region', {
      name: /If it is accepted/,
    });
    expect(
      await within(meaning).findByText(/Accepting changes no number/),
    ).toHaveTextContent('the 30.0 points stay 59 % of what Payments carries');
    expect(meaning).toHaveTextContent(/runs out on 12 Dec/);
    expect(meaning).toHaveTextContent(
      /Bind sessions to devices: Mitigate, 8 person days, in place after 14 days/,
    );
    const history = screen.getByRole('list', { name: /Steps/ });
    expect(history).toHaveTextContent(
      /lena.vogt asked for a decision“No capacity before January”/,
    );
  });

  it('lets the owner accept until a day, about what was read', async () => {
    const grantDecision = jest.fn<
      ReturnType<RiskApi['grantDecision']>,
      Parameters<RiskApi['grantDecision']>
    >(async () => grantedDetailFixture);
    await show(decisionDetailFixture, { grantDecision });
    const dialog = await openStep('Accept until…');
    const accept = dialog.getByRole('button', { name: 'Accept' });
    expect(accept).toBeDisabled();
    expect(dialog.getByLabelText('Accept until')).toHaveValue('2099-02-01');
    await userEvent.type(dialog.getByLabelText(/Why/), 'Fix in January');
    await userEvent.click(accept);
    expect(grantDecision).toHaveBeenCalledWith({
      params: { id },
      body: {
        expiry: '2099-02-01',
        basis: decisionDetailFixture.basis,
        reason: 'Fix in January',
        idempotencyKey: expect.any(String),
      },
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says what changed meanwhile, and reads it again', async () => {
    const getDecision = jest.fn(async () => decisionDetailFixture);
    await show(decisionDetailFixture, {
      getDecision,
      grantDecision: async () => {
        throw await conflict(
          'The risks changed while you were reading: the level rose',
        );
      },
    });
    const dialog = await openStep('Accept until…');
    await userEvent.type(dialog.getByLabelText(/Why/), 'Fix in January');
    await userEvent.click(dialog.getByRole('button', { name: 'Accept' }));
    expect(await dialog.findByText(/the level rose/)).toBeInTheDocument();
    const reads = getDecision.mock.calls.length;
    await userEvent.click(
      dialog.getByRole('button', { name: 'Read it again' }),
    );
    await waitFor(() =>
      expect(getDecision.mock.calls.length).toBeGreaterThan(reads),
    );
  });

  it.each([
    ['Ask for options…', 'Ask for options', 'askForOptions'],
    ['Reject…', 'Reject', 'rejectDecision'],
  ] as const)('%s sends the reason', async (button, submit, name) => {
    const write = jest.fn(async () => decisionDetailFixture);
    await show(decisionDetailFixture, { [name]: write });
    const dialog = await openStep(button);
    const field = dialog.getByRole('textbox');
    await userEvent.type(field, 'No way');
    await userEvent.click(dialog.getByRole('button', { name: submit }));
    expect(write).toHaveBeenCalledWith({
      params: { id },
      body: { reason: 'No way', idempotencyKey: expect.any(String) },
    });
  });

  it('chooses the options that were tried out', async () => {
    const [bind] = treatmentFixture.options;
    const rejectDecision = jest.fn(async () => decisionDetailFixture);
    await show(
      decisionDetailFixture,
      { rejectDecision },
      { url: `/?options=${bind.id}` },
    );
    const dialog = await openStep('Choose options…');
    expect(
      await dialog.findByRole('checkbox', { name: /Bind sessions/ }),
    ).toBeChecked();
    await userEvent.type(dialog.getByLabelText(/Why/), 'Worth it');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Choose these options' }),
    );
    expect(rejectDecision).toHaveBeenCalledWith({
      params: { id },
      body: {
        optionIds: [bind.id],
        reason: 'Worth it',
        idempotencyKey: expect.any(String),
      },
    });
  });

  it('shows whoever reads who decides, and no button to accept', async () => {
    await show(
      decisionDetailFixture,
      {},
      {
        refused: [riskDecisionGrantPermission],
      },
    );
    expect(
      await screen.findByText(/Decided by Payments product/),
    ).toHaveTextContent('and nobody else');
    expect(
      await screen.findByRole('button', { name: 'Name options…' }),
    ).toBeEnabled();
    for (const name of ['Accept until…', 'Reject…', 'Choose options…']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
  });

  it('says why an owner who is only proposed cannot accept', async () => {
    const why = 'Nobody can decide yet: group:default/x is not confirmed';
    await show({
      ...decisionDetailFixture,
      authority: {
        ...decisionDetailFixture.authority,
        mayDecide: false,
        mayGrant: false,
        why,
      },
    });
    const accept = await screen.findByRole('button', { name: 'Accept until…' });
    expect(accept).toBeDisabled();
    expect(accept).toHaveAccessibleDescription(
      'Nobody can decide yet: x is not confirmed',
    );
  });

  it('offers the second signer to sign, and says why', async () => {
    const signsFor = (owner: string) =>
      `A second person signs for ${owner}, because the exposure is above the limit of the owner`;
    const signDecision = jest.fn(async () => grantedDetailFixture);
    await show(
      {
        ...decisionDetailFixture,
        status: 'waiting-for-second-signer',
        authority: {
          ...decisionDetailFixture.authority,
          mayGrant: false,
          maySign: true,
          secondSigner: {
            reasons: ['above-limit'],
            text: signsFor('group:default/finance'),
          },
        },
      },
      { signDecision },
    );
    expect(
      await screen.findByText(new RegExp(signsFor('finance'))),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Accept until…' }),
    ).not.toBeInTheDocument();
    const dialog = await openStep('Sign…');
    await userEvent.type(dialog.getByLabelText(/Why/), 'Agreed');
    await userEvent.click(dialog.getByRole('button', { name: 'Sign' }));
    expect(signDecision).toHaveBeenCalledWith({
      params: { id },
      body: {
        basis: decisionDetailFixture.basis,
        reason: 'Agreed',
        idempotencyKey: expect.any(String),
      },
    });
  });

  it('lets the owner sign anew what has changed since the first signature', async () => {
    const why =
      'The risks have changed since the first signature. The owner has to sign first anew';
    const grantDecision = jest.fn(async () => decisionDetailFixture);
    await show(
      {
        ...decisionDetailFixture,
        status: 'waiting-for-second-signer',
        authority: {
          ...decisionDetailFixture.authority,
          mayGrant: true,
          maySign: false,
          why,
        },
      },
      { grantDecision },
    );
    expect(
      await screen.findByRole('button', { name: 'Sign…' }),
    ).toHaveAccessibleDescription(why);
    const dialog = await openStep('Sign anew as the owner…');
    await userEvent.type(dialog.getByLabelText(/Why/), 'Still so');
    await userEvent.click(dialog.getByRole('button', { name: 'Accept' }));
    expect(grantDecision).toHaveBeenCalledTimes(1);
  });

  it('takes an acceptance back, and asks for more time as a new decision', async () => {
    const revokeDecision = jest.fn(async () => decisionDetailFixture);
    const extendDecision = jest.fn(async () => ({
      ...decisionDetailFixture,
      supersedes: grantedDetailFixture.id,
    }));
    await show(grantedDetailFixture, { revokeDecision, extendDecision });
    const revoke = await openStep('Take it back…');
    await userEvent.type(revoke.getByLabelText(/Why/), 'It was exploited');
    await userEvent.click(revoke.getByRole('button', { name: 'Take it back' }));
    expect(revokeDecision).toHaveBeenCalledTimes(1);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );

    const more = await openStep('Ask for more time…');
    await userEvent.type(more.getByLabelText(/Why/), 'The supplier is late');
    await userEvent.click(
      more.getByRole('button', { name: 'Ask for more time' }),
    );
    expect(extendDecision).toHaveBeenCalledWith({
      params: { id: grantedDetailFixture.id },
      body: expect.objectContaining({ reason: 'The supplier is late' }),
    });
    expect(await screen.findByLabelText('URL')).toHaveTextContent(
      `decision=${decisionDetailFixture.id}`,
    );
  });

  it('says what changed since a grant that is stale', async () => {
    await show({
      ...grantedDetailFixture,
      status: 'stale',
      staleReasons: [{ code: 'exposure-grew', text: 'Exposure grew by 40 %' }],
    });
    expect(
      await screen.findByText('Exposure grew by 40 %'),
    ).toBeInTheDocument();
  });
});
