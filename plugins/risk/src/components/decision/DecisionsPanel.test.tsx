import { screen, within } from '@testing-library/react';
import {
  DecisionStatus,
  RiskApi,
} from '@product-risk/backstage-plugin-risk-common';
import {
  activeDecisionFixture,
  pageWith,
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
    };
    const done = {
      ...chosen,
      id: chosen.id.replace(/3$/, '4'),
      risks: chosen.risks.map(risk => ({ ...risk, state: 'closed' as const })),
    };
    await renderWithRisk(
      <DecisionsPanel product={product} onChanged={jest.fn()} />,
      {
        api: {
          listProductDecisions: answering({
            'waiting-for-owner': [waitingDecisionFixture],
            active: [activeDecisionFixture],
            'treatment-chosen': [chosen, done],
          }),
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
    expect(
      screen.getByRole('region', { name: 'Treatment under way (1)' }),
    ).toBeInTheDocument();
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
