import { screen, within } from '@testing-library/react';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { timelineFixture } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { TimelinePanel } from './TimelinePanel';
import { shareOfSpan } from './timelineWords';

const show = (changes: Partial<Timeline> = {}) =>
  renderWithRisk(<TimelinePanel productRef="system:default/payments" />, {
    api: { getTimeline: async () => ({ ...timelineFixture, ...changes }) },
  });

describe('TimelinePanel', () => {
  it('says on top what does not fit', async () => {
    await show();
    expect(
      await screen.findByText(/The budget runs out on 12 Dec, before/),
    ).toBeInTheDocument();
  });

  it('tells in a table who does what when, and how much room is left', async () => {
    await show();
    const table = await screen.findByRole('table', { name: 'Timeline' });
    const rows = within(table)
      .getAllByRole('row')
      .map(row => row.textContent);
    expect(rows[1]).toContain('1 DecSecuritySession: Sessions and refunds');
    expect(rows[2]).toContain('5 Dec to 16 DecEngineeringFix: Bind sessions');
    expect(rows.at(-1)).toContain(
      'Release: Instant payouts3 days after “Bind sessions”',
    );
    expect(within(table).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining('session='),
    );
  });

  it('opens the decision that a day belongs to', async () => {
    const decisionId = '6f8d7d7e-54d0-4a3c-9d57-5b1f2f1f0c11';
    await show({
      links: [],
      events: [
        {
          id: `acceptance-ends ${decisionId}`,
          lane: 'risk',
          kind: 'acceptance-ends',
          title: 'an acceptance ends',
          startDay: '2027-01-12',
          endDay: '2027-01-12',
          stored: false,
          forecast: false,
          decisionId,
        },
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'an acceptance ends' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(`decision=${decisionId}`),
    );
  });

  it('says so when there is nothing to show', async () => {
    await show({ events: [], conflicts: [], links: [] });
    expect(await screen.findByText(/nothing is planned/)).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});

describe('shareOfSpan', () => {
  it('stays within both ends', () => {
    const span = { from: '2026-01-01', to: '2026-01-11' };
    expect(shareOfSpan('2026-01-06', span)).toBe(0.5);
    expect(shareOfSpan('2025-01-01', span)).toBe(0);
    expect(shareOfSpan('2027-01-01', span)).toBe(1);
    expect(
      shareOfSpan('2026-01-01', { from: '2026-01-01', to: '2026-01-01' }),
    ).toBe(0);
  });
});
