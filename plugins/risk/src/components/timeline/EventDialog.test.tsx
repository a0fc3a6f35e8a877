import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  riskRaisePermission,
  RiskApi,
} from '@product-risk/backstage-plugin-risk-common';
import {
  pageWith,
  timelineFixture,
  treatmentFixture,
  uuid,
} from '../../__fixtures__';
import { conflict } from '../../__fixtures__/refusal';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { TimelinePanel } from './TimelinePanel';

const [risk] = treatmentFixture.risks;

const show = (api: Partial<RiskApi> = {}) =>
  renderWithRisk(<TimelinePanel productRef="system:default/payments" />, {
    api: { listProductRisks: async () => pageWith([risk]), ...api },
  });

async function choose(label: string, option: string) {
  fireEvent.mouseDown(screen.getByLabelText(label));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

const openRelease = async () =>
  userEvent.click(
    await screen.findByRole('button', { name: /^Release: Instant payouts/ }),
  );

describe('dates that people put there', () => {
  it('are added with what comes before and the risks that end', async () => {
    const addTimelineEvent = jest.fn(async () => timelineFixture);
    await show({ addTimelineEvent });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a date' }),
    );
    const save = screen.getByRole('button', { name: 'Save' });
    await choose('What is it?', 'Fix');
    type('Title', 'Sign callbacks');
    expect(save).toBeDisabled();
    type('First day', '2026-12-02');
    type('Last day (optional)', '2026-12-01');
    expect(screen.getByText('Before the first day')).toBeInTheDocument();
    expect(save).toBeDisabled();
    type('Last day (optional)', '2026-12-04');
    await userEvent.click(
      screen.getByRole('checkbox', { name: /^Bind sessions/ }),
    );
    await userEvent.click(
      await screen.findByRole('checkbox', { name: risk.title }),
    );
    await userEvent.click(save);
    expect(addTimelineEvent).toHaveBeenCalledWith({
      params: { kind: 'system', namespace: 'default', name: 'payments' },
      body: {
        kind: 'fix',
        lane: 'engineering',
        title: 'Sign callbacks',
        startDay: '2026-12-02',
        endDay: '2026-12-04',
        after: [uuid(101)],
        riskIds: [risk.id],
        categories: [],
      },
    });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('name the categories that an audit looks at', async () => {
    const addTimelineEvent = jest.fn(async () => timelineFixture);
    await show({ addTimelineEvent });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a date' }),
    );
    await choose('What is it?', 'Audit');
    type('Title', 'Surveillance audit');
    type('First day', '2027-01-12');
    type('Categories it looks at (optional)', 'A.8.13, iso27001@2022:A.8.3');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(addTimelineEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        body: expect.objectContaining({
          lane: 'compliance',
          endDay: undefined,
          riskIds: [],
          categories: ['A.8.13', 'iso27001@2022:A.8.3'],
        }),
      }),
    );
  });

  it('are changed with what they were', async () => {
    const updateTimelineEvent = jest.fn(async () => timelineFixture);
    await show({ updateTimelineEvent });
    await openRelease();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change it' }),
    );
    expect(
      screen.getByRole('checkbox', { name: /^Bind sessions/ }),
    ).toBeChecked();
    type('First day', '2026-12-22');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(updateTimelineEvent).toHaveBeenCalledWith({
      params: { id: uuid(102) },
      body: {
        revision: 1,
        kind: 'release',
        lane: 'product',
        title: 'Instant payouts',
        startDay: '2026-12-22',
        endDay: undefined,
        after: [uuid(101)],
        riskIds: [],
        categories: [],
      },
    });
  });

  it('say so when somebody else was faster, and can be read again', async () => {
    const updateTimelineEvent = async () => {
      throw await conflict('Somebody else has changed it');
    };
    const getTimeline = jest.fn(async () => timelineFixture);
    await show({ updateTimelineEvent, getTimeline });
    await openRelease();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change it' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Read it again' }),
    );
    expect(getTimeline).toHaveBeenCalledTimes(2);
  });

  it('are taken off the timeline', async () => {
    const removeTimelineEvent = jest.fn(async () => timelineFixture);
    await show({ removeTimelineEvent });
    await openRelease();
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent('“Instant payouts”');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Take it off the timeline' }),
    );
    expect(removeTimelineEvent).not.toHaveBeenCalled();
    const question = await screen.findByRole('dialog', {
      name: 'Take “Instant payouts” off the timeline?',
    });
    await userEvent.click(
      within(question).getByRole('button', { name: 'Take it off' }),
    );
    expect(removeTimelineEvent).toHaveBeenCalledWith({
      params: { id: uuid(102) },
      body: { revision: 1 },
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('are not offered to whoever may not', async () => {
    await renderWithRisk(
      <TimelinePanel productRef="system:default/payments" />,
      { refused: [riskRaisePermission] },
    );
    await openRelease();
    const drawer = await screen.findByRole('dialog');
    expect(within(drawer).queryByText('Change it')).not.toBeInTheDocument();
    expect(screen.queryByText('Add a date')).not.toBeInTheDocument();
  });
});
