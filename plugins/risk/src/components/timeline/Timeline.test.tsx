import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Timeline,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import { timelineFixture, uuid } from '../../__fixtures__';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { TimelinePanel } from './TimelinePanel';

const show = (changes: Partial<Timeline> = {}, url?: string) =>
  renderWithRisk(<TimelinePanel productRef="system:default/payments" />, {
    api: { getTimeline: async () => ({ ...timelineFixture, ...changes }) },
    url,
  });

const derived = (changes: Partial<TimelineEvent>): TimelineEvent => ({
  id: 'one',
  lane: 'risk',
  kind: 'decision',
  title: 'asked for, and not made yet',
  startDay: '2027-01-12',
  endDay: '2027-01-12',
  stored: false,
  forecast: false,
  risks: [],
  hiddenRisks: 0,
  categories: [],
  ...changes,
});

const shownDays = () =>
  within(screen.getByRole('toolbar', { name: 'Days shown' })).getByText(/ to /)
    .textContent;
const mark = (name: RegExp) => screen.findByRole('button', { name });

describe('TimelinePanel', () => {
  it('says on top what does not fit', async () => {
    await show();
    expect(
      await screen.findByText(/The budget runs out on 12 Dec, before/),
    ).toBeInTheDocument();
  });

  it('says which annotations cannot be read', async () => {
    const problem =
      'system:default/payments, annotation product-risk/next-release: “soon” is no day.';
    await show({ events: [], links: [], conflicts: [], problems: [problem] });
    expect(await screen.findByText(problem)).toBeInTheDocument();
  });

  it('says so when there is nothing to show', async () => {
    await show({ events: [], conflicts: [], links: [] });
    expect(await screen.findByText(/nothing is planned/)).toBeInTheDocument();
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  });

  describe('as lanes', () => {
    it('says of each date when, where, after what and whether it fits', async () => {
      const { container } = await show();
      expect(
        await mark(
          /^Release: Instant payouts, 20 Dec, Product, 3 days after “Bind sessions”, does not fit$/,
        ),
      ).toBeInTheDocument();
      expect(
        await mark(
          /^Forecast: The budget.*, 9 days too early for “Instant payouts”/,
        ),
      ).toBeInTheDocument();
      const drawn = [...container.querySelectorAll('svg text')].map(
        ({ textContent }) => textContent,
      );
      expect(drawn).toContain('3 days');
      expect(drawn).toContain('✕ 9 days too early');
    });

    it('draws a link with room when one of its ends has the focus', async () => {
      const [tight] = timelineFixture.links;
      const { container } = await show({
        links: [{ ...tight, slackDays: 14 }],
      });
      const drawn = () =>
        [...container.querySelectorAll('svg text')].some(
          ({ textContent }) => textContent === '14 days',
        );
      const fix = await mark(/^Fix: Bind sessions/);
      expect(drawn()).toBe(false);
      fireEvent.focus(fix);
      expect(drawn()).toBe(true);
    });

    it('lets keys go from date to date, and Enter tell more', async () => {
      await show();
      const fix = await mark(/^Fix: Bind sessions/);
      fix.focus();
      await userEvent.keyboard('{ArrowUp}');
      expect(await mark(/^Release: Instant payouts/)).toHaveFocus();
      await userEvent.keyboard('{ArrowDown}{ArrowDown}');
      expect(await mark(/^Session: Sessions and refunds/)).toHaveFocus();
      await userEvent.keyboard('{ArrowRight}');
      expect(await mark(/^Session: Sessions and refunds/)).toHaveFocus();
      await userEvent.keyboard('{Enter}');
      const drawer = await screen.findByRole('dialog', {
        name: /Sessions and refunds/,
      });
      expect(
        within(drawer).getByRole('link', { name: 'Open the session' }),
      ).toHaveAttribute('href', expect.stringContaining('session='));
    });

    it('shows a date that is out of sight when a key leads there', async () => {
      await show(
        {
          events: [
            ...timelineFixture.events,
            derived({
              id: 'far',
              lane: 'product',
              startDay: '2027-05-20',
              endDay: '2027-05-20',
            }),
          ],
        },
        '/?days=2026-12-01..2026-12-31',
      );
      const release = await mark(/^Release: Instant payouts/);
      release.focus();
      expect(screen.queryByRole('button', { name: /^Decision/ })).toBeNull();
      await userEvent.keyboard('{ArrowRight}');
      await waitFor(async () =>
        expect(await mark(/^Decision: asked for/)).toHaveFocus(),
      );
      expect(shownDays()).toContain('May 2027');
    });

    it('makes one mark of what looks the same, and tells all of it', async () => {
      const asked = [1, 2].map(number =>
        derived({ id: `asked ${number}`, decisionId: uuid(number) }),
      );
      await show({ events: asked, links: [], conflicts: [] });
      await userEvent.click(
        await mark(/^Decision: 2× asked for, and not made yet,/),
      );
      const drawer = await screen.findByRole('dialog');
      expect(
        within(drawer)
          .getAllByRole('link')
          .map(link => link.getAttribute('href')),
      ).toEqual([
        expect.stringContaining(`decision=${uuid(1)}`),
        expect.stringContaining(`decision=${uuid(2)}`),
      ]);
    });
  });

  describe('which days it shows', () => {
    it('is changed by buttons, and kept in the URL', async () => {
      await show();
      await mark(/^Fix/);
      expect(shownDays()).toBe('10 Oct to 8 Apr 2027');
      await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
      expect(shownDays()).toBe('24 Nov to 22 Feb 2027');
      expect(screen.getByLabelText('URL')).toHaveTextContent(
        'days=2026-11-24..2027-02-22',
      );
      await userEvent.click(screen.getByRole('button', { name: 'Later' }));
      expect(shownDays()).toBe('17 Dec to 17 Mar 2027');
      expect(
        screen.getByText('3 more dates before or after these days.'),
      ).toBeInTheDocument();
      await userEvent.click(screen.getByRole('button', { name: 'Everything' }));
      expect(shownDays()).toBe('17 Nov to 27 Dec');
    });

    it('is changed by keys', async () => {
      await show({}, '/?days=2026-12-01..2026-12-28');
      await mark(/^Fix/);
      screen.getByRole('button', { name: 'Later' }).focus();
      for (const [key, days] of [
        ['{ArrowRight}', '8 Dec to 4 Jan 2027'],
        ['{ArrowLeft}', '1 Dec to 28 Dec'],
        ['-', '17 Nov to 11 Jan 2027'],
        ['+', '1 Dec to 28 Dec'],
        ['0', '17 Nov to 27 Dec'],
        ['t', '14 Nov to 24 Dec'],
      ]) {
        await userEvent.keyboard(key);
        expect(shownDays()).toBe(days);
      }
    });

    it('keeps the date in sight that has the focus, or gives the focus to another', async () => {
      await show({}, '/?days=2026-12-10..2026-12-23');
      const fix = await mark(/^Fix/);
      fix.focus();
      await userEvent.keyboard('-+{Shift>}{ArrowRight}{/Shift}');
      expect(shownDays()).toBe('14 Dec to 27 Dec');
      expect(fix).toHaveFocus();
      await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
      expect(shownDays()).toBe('18 Dec to 31 Dec');
      expect(fix).not.toBeInTheDocument();
      expect(await mark(/^Release: Instant payouts/)).toHaveFocus();
    });
  });

  describe('as a table', () => {
    it('tells who does what when, and how much room is left', async () => {
      await show();
      await userEvent.click(
        await screen.findByRole('button', { name: 'Show as a table' }),
      );
      const table = await screen.findByRole('table', { name: 'Timeline' });
      const rows = within(table)
        .getAllByRole('row')
        .map(row => row.textContent);
      expect(rows[1]).toContain('1 DecSecuritySession: Sessions and refunds');
      expect(rows[2]).toContain('5 Dec to 16 DecEngineeringFix: Bind sessions');
      expect(rows[3]).toContain('✕ 9 days too early for “Instant payouts”');
      expect(rows.at(-1)).toContain(
        'Release: Instant payouts3 days after “Bind sessions”',
      );
      expect(within(table).getByRole('link')).toHaveAttribute(
        'href',
        expect.stringContaining('session='),
      );
      expect(screen.getByLabelText('URL')).toHaveTextContent('dates=table');
    });

    it('opens the decision that a day belongs to', async () => {
      const decisionId = uuid(11);
      await show(
        {
          links: [],
          events: [
            derived({
              kind: 'acceptance-ends',
              title: 'an acceptance ends',
              decisionId,
            }),
          ],
        },
        '/?dates=table',
      );
      expect(
        await screen.findByRole('link', { name: 'an acceptance ends' }),
      ).toHaveAttribute(
        'href',
        expect.stringContaining(`decision=${decisionId}`),
      );
    });
  });
});
