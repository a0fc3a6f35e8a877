import { openItems, StateRow } from './openItems';
import { dayNumber } from '../../days';

const DAY = (day: string) => dayNumber(`2026-${day}`);
const row = (
  day: string,
  level: StateRow['level'],
  state: StateRow['state'] = 'open',
  risk_id = 'r',
): StateRow => ({ risk_id, at: `2026-${day}T10:00:00.000Z`, level, state });
const range = { fromDay: DAY('01-01'), toDay: DAY('06-30') };

describe('openItems', () => {
  it('takes each time for which a risk was open as an item', () => {
    const { items } = openItems(
      [
        row('02-01', 'high'),
        row('02-10', 'critical'),
        row('02-20', 'critical', 'closed'),
        row('03-01', 'low'),
      ],
      range,
    );
    expect(items).toEqual([
      {
        openedDay: DAY('02-01'),
        closedDay: DAY('02-20'),
        levels: [
          { fromDay: DAY('02-01'), level: 'high' },
          { fromDay: DAY('02-10'), level: 'critical' },
        ],
        pauses: [],
      },
      {
        openedDay: DAY('03-01'),
        closedDay: undefined,
        levels: [{ fromDay: DAY('03-01'), level: 'low' }],
        pauses: [],
      },
    ]);
  });

  it('lets the last level of a day stand for the day', () => {
    const { items } = openItems(
      [row('02-01', 'high'), row('02-01', 'medium')],
      range,
    );
    expect(items[0].levels).toEqual([
      { fromDay: DAY('02-01'), level: 'medium' },
    ]);
  });

  it('leaves out what was closed before the window and what never had a level', () => {
    expect(
      openItems(
        [
          row('02-01', null, 'open', 'unrated'),
          row('02-01', 'high', 'open', 'old'),
          row('02-02', 'high', 'closed', 'old'),
        ],
        { fromDay: DAY('03-01'), toDay: DAY('06-30') },
      ),
    ).toEqual({ items: [], unrated: 1 });
  });

  it('pauses the clock of a risk while an acceptance is in force', () => {
    const pause = { fromDay: DAY('02-05'), toDay: DAY('02-10') };
    const { items } = openItems(
      [row('02-01', 'high'), row('02-01', 'low', 'open', 'other')],
      range,
      riskId => (riskId === 'r' ? [pause] : []),
    );
    expect(items.map(({ pauses }) => pauses)).toEqual([[pause], []]);
  });
});
