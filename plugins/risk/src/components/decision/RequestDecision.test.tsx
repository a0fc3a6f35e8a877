import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RiskApi,
  riskDecisionRequestPermission,
} from '@product-risk/backstage-plugin-risk-common';
import {
  activeDecisionFixture,
  decisionDetailFixture,
  entityRiskFixture,
  findingsFixture,
  pageWith,
  treatedRisksFixture,
  treatmentFixture,
  waitingDecisionFixture,
} from '../../__fixtures__';
import { conflict } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { FindingsTab } from '../entity-risk/findings/FindingsTab';
import { RequestDecisionButton } from './RequestDecisionButton';
import { RiskDecision } from './RiskDecision';

const product = { ref: 'system:default/payments', title: 'Payments' };
const [stolen, refund] = treatedRisksFixture;

type Request = RiskApi['requestDecision'];
const requesting = () =>
  jest.fn<ReturnType<Request>, Parameters<Request>>(
    async () => decisionDetailFixture,
  );

async function openDialog(api: Partial<RiskApi> = {}) {
  const onAsked = jest.fn();
  await renderWithRisk(
    <RequestDecisionButton product={product} onAsked={onAsked} />,
    {
      api: {
        listProductRisks: async () => pageWith(treatedRisksFixture),
        ...api,
      },
    },
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'Ask for a decision' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByRole('checkbox', { name: stolen.title });
  return { dialog, onAsked };
}

describe('asking for a decision', () => {
  it('proposes the words of the risks, their options and a day', async () => {
    const requestDecision = requesting();
    const { dialog, onAsked } = await openDialog({ requestDecision });
    const submit = dialog.getByRole('button', { name: 'Ask for a decision' });
    expect(submit).toBeDisabled();

    await userEvent.click(dialog.getByRole('checkbox', { name: stolen.title }));
    await userEvent.click(dialog.getByRole('checkbox', { name: refund.title }));
    expect(dialog.getByLabelText(/plain words/)).toHaveValue(
      `${stolen.statement}\n${refund.statement}`,
    );
    await userEvent.click(
      dialog.getByRole('checkbox', { name: /Switch instant refunds off/ }),
    );
    await userEvent.type(dialog.getByLabelText(/Why now/), 'Busy until May');
    await userEvent.click(submit);

    const [{ body }] = requestDecision.mock.calls[0];
    expect(body).toMatchObject({
      riskIds: [stolen.id, refund.id],
      sentence: `${stolen.statement}\n${refund.statement}`,
      optionIds: [treatmentFixture.options[0].id],
      reason: 'Busy until May',
      proposedExpiry: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await waitFor(() =>
      expect(onAsked).toHaveBeenCalledWith(decisionDetailFixture),
    );
  });

  it('does not ask twice about a risk', async () => {
    const { dialog } = await openDialog({
      listProductDecisions: async () => pageWith([waitingDecisionFixture]),
    });
    expect(dialog.getByRole('checkbox', { name: stolen.title })).toBeDisabled();
    expect(
      dialog.getByRole('link', { name: 'asked about already' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(`decision=${waitingDecisionFixture.id}`),
    );
    expect(dialog.getByRole('checkbox', { name: refund.title })).toBeEnabled();
  });

  it('refuses a day that is over', async () => {
    const { dialog } = await openDialog();
    const day = dialog.getByLabelText(/Accept until/);
    await userEvent.clear(day);
    await userEvent.type(day, '2020-01-01');
    expect(dialog.getByText(/A day from tomorrow to/)).toBeInTheDocument();
  });

  it('says who was faster, and sends the same key when nothing changed', async () => {
    const requestDecision = requesting().mockImplementation(async () => {
      throw await conflict('This was asked for already and is not settled');
    });
    const { dialog } = await openDialog({ requestDecision });
    await userEvent.click(dialog.getByRole('checkbox', { name: stolen.title }));
    await userEvent.type(dialog.getByLabelText(/Why now/), 'Busy');
    const submit = dialog.getByRole('button', { name: 'Ask for a decision' });
    await userEvent.click(submit);
    expect(await dialog.findByText(/asked for already/)).toBeInTheDocument();
    await userEvent.click(submit);
    await waitFor(() => expect(requestDecision).toHaveBeenCalledTimes(2));
    const keys = requestDecision.mock.calls.map(
      ([{ body }]) => body.idempotencyKey,
    );
    expect(keys[0]).toBe(keys[1]);
    expect(
      await dialog.findByRole('button', { name: 'Read it again' }),
    ).toBeEnabled();
  });

  it('is refused with the reason where the role may not ask', async () => {
    await renderWithRisk(
      <RequestDecisionButton product={product} onAsked={jest.fn()} />,
      { refused: [riskDecisionRequestPermission] },
    );
    const button = await screen.findByRole('button', {
      name: 'Ask for a decision',
    });
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription(/does not ask for decisions/),
    );
    expect(button).toBeDisabled();
  });
});

describe('RiskDecision', () => {
  const show = (api: Partial<RiskApi> = {}, open = true) =>
    renderWithRisk(
      <RiskDecision
        riskId={stolen.id}
        product={product}
        open={open}
        onChanged={jest.fn()}
      />,
      { api },
    );

  it('shows until when a risk is accepted, by whom and why', async () => {
    await show({
      listRiskDecisions: async () => ({ items: [activeDecisionFixture] }),
    });
    expect(
      await screen.findByRole('link', {
        name: 'accepted to 31 Mar 2099 by ines.marques',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/We ship the fix/)).toBeInTheDocument();
  });

  it('says what changed since a grant that is stale', async () => {
    const stale = { ...activeDecisionFixture, status: 'stale' as const };
    await show({
      listRiskDecisions: async () => ({ items: [stale] }),
      getDecision: async () => ({
        ...decisionDetailFixture,
        ...stale,
        staleReasons: [
          { code: 'level-rose', text: 'The level rose from high to critical' },
        ],
      }),
    });
    expect(await screen.findByText(/level rose/)).toBeInTheDocument();
  });

  it('offers to ask only while nobody waits for an answer', async () => {
    const { unmount } = await show();
    expect(
      await screen.findByRole('button', { name: 'Ask for a decision' }),
    ).toBeEnabled();
    unmount();
    await show({
      listRiskDecisions: async () => ({ items: [waitingDecisionFixture] }),
    });
    expect(
      await screen.findByText(/waiting for the owner since 20 Nov/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Ask for a decision' }),
    ).not.toBeInTheDocument();
  });
});

it('shows in the list of findings what was decided about their risks', async () => {
  const [finding] = findingsFixture.filter(({ risk }) => risk);
  const listProductDecisions = jest.fn(async () =>
    pageWith([
      {
        ...activeDecisionFixture,
        risks: [
          { ...activeDecisionFixture.risks[0], id: finding.risk?.id ?? '' },
        ],
      },
    ]),
  );
  await renderWithRisk(<FindingsTab risk={entityRiskFixture} />, {
    api: { listProductDecisions },
  });
  const row = await screen.findByRole('row', {
    name: new RegExp(finding.title),
  });
  expect(
    await within(row).findByText(/accepted to 31 Mar 2099/),
  ).toBeInTheDocument();
  expect(listProductDecisions).toHaveBeenCalledWith(
    expect.objectContaining({
      query: expect.objectContaining({
        risk: expect.arrayContaining([finding.risk?.id]),
      }),
    }),
  );
});
