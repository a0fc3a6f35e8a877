import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  DecisionStatus,
  RiskApi,
} from '@product-risk/backstage-plugin-risk-common';
import {
  activeDecisionFixture,
  awaitedRaiseFixture,
  budgetFixture,
  pageWith,
  scorecardFixture,
  waitingDecisionFixture,
} from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { DecisionsPanel } from './DecisionsPanel';
import { nextExpiryWords } from './decisionWords';

const product = { ref: 'system:default/payments', title: 'Payments' };

const answering =
  (
    byStatus: Partial<Record<DecisionStatus, (typeof activeDecisionFixture)[]>>,
  ): RiskApi['listProductDecisions'] =>
  async ({ query }) =>
    pageWith(
      Object.entries(byStatus).flatMap(([status, decisions]) =>
        Array.isArray(query?.status) && query.status.includes(status)
          ? decisions
          : [],
      ),
    );

describe('DecisionsPanel', () => {
  it('counts what waits, what is accepted and what is treated', async () => {
    const chosen = {
      ...waitingDecisionFixture,
      id: activeDecisionFixture.id.replace(/2$/, '3'),
      state: 'rejected' as const,
      status: 'treatment-chosen' as const,
      decidedBy: 'user:default/ines.marques',
    };
    const [first] = scorecardFixture.topRisks;
    const [decided] = chosen.risks;
    const listProductRisks = jest.fn(async () => ({
      items: [
        { ...first, ...decided, statement: 'Somebody could order a card.' },
        {
          ...first,
          id: first.id.replace(/1$/, '9'),
          statement: 'Somebody could replay a session.',
        },
      ],
      totalItems: 7,
      hidden: 1,
    }));
    await renderWithRisk(
      <DecisionsPanel
        product={product}
        onChanged={jest.fn()}
        onBudgetChanged={jest.fn()}
      />,
      {
        api: {
          listProductDecisions: answering({
            'waiting-for-owner': [waitingDecisionFixture],
            active: [activeDecisionFixture],
            'treatment-chosen': [chosen],
          }),
          listProductRisks,
        },
      },
    );
    const waiting = await screen.findByRole('region', {
      name: 'Waiting for a decision (1)',
    });
    expect(
      within(waiting).getByRole('link', {
        name: waitingDecisionFixture.sentence,
      }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(`decision=${waitingDecisionFixture.id}`),
    );
    expect(
      screen.getByRole('region', { name: /Accepted \(1, one expires in / }),
    ).toHaveTextContent('accepted to 31 Mar 2099 by ines.marques');
    const treated = within(
      screen.getByRole('region', { name: 'Treatment under way (7)' }),
    );
    expect(
      treated.getByRole('link', { name: chosen.sentence }),
    ).toHaveAttribute('href', expect.stringContaining(`decision=${chosen.id}`));
    expect(
      treated.getByRole('link', { name: 'Somebody could replay a session.' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(`finding=${first.findingId}`),
    );
    const [byDecision, byMitigation] = treated.getAllByRole('listitem');
    expect(byDecision).toHaveTextContent(
      'to be treated, as decided by ines.marques',
    );
    expect(byMitigation).toHaveTextContent(
      'a mitigation is planned or claimed',
    );
    expect(treated.getByText('and 5 more')).toBeInTheDocument();
    expect(listProductRisks).toHaveBeenCalledWith(
      expect.objectContaining({
        query: expect.objectContaining({ treatment: 'under-way' }),
      }),
    );
  });

  it('lists a raise of the target that waits, to be signed there', async () => {
    const onBudgetChanged = jest.fn();
    const signBudgetTarget = jest.fn(async () => budgetFixture);
    await renderWithRisk(
      <DecisionsPanel
        product={product}
        budget={{ target: 400_000, awaiting: awaitedRaiseFixture }}
        onChanged={jest.fn()}
        onBudgetChanged={onBudgetChanged}
      />,
      { api: { signBudgetTarget } },
    );
    const waiting = within(
      await screen.findByRole('region', { name: 'Waiting for a decision (1)' }),
    );
    expect(waiting.queryByText('Nothing waits.')).not.toBeInTheDocument();
    expect(
      waiting.getByText('Raise the target from 40.0 to 50.0 points'),
    ).toBeInTheDocument();
    await userEvent.click(waiting.getByRole('button', { name: 'Sign…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Why/), 'they showed me');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Sign the raise' }),
    );
    expect(signBudgetTarget).toHaveBeenCalledWith({
      params: { kind: 'system', namespace: 'default', name: 'payments' },
      body: { id: awaitedRaiseFixture.id, reason: 'they showed me' },
    });
    expect(onBudgetChanged).toHaveBeenCalledTimes(1);
  });
});

it('names the acceptance that ends next, and none that is over', () => {
  const now = new Date('2026-11-25T23:00:00.000Z');
  const until = (expiry: string) => ({ ...activeDecisionFixture, expiry });
  expect(
    nextExpiryWords(
      [until('2027-03-31'), until('2026-12-07'), until('2026-11-20')],
      now,
    ),
  ).toBe('one expires in 12 days');
  expect(nextExpiryWords([until('2026-11-25')], now)).toBeUndefined();
});
