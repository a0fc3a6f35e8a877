import { dayNumber } from '../../days';
import { sessionDue } from './sessionDue';

const TODAY = dayNumber('2026-11-24');
const due = (
  sessions: Parameters<typeof sessionDue>[0]['sessions'],
  stale = 0,
) => sessionDue({ sessions, stale, day: TODAY });
const held = (day: string, cadence_days: number | null = 90) => ({
  state: 'held' as const,
  day,
  cadence_days,
});
const planned = (day: string) => ({
  state: 'planned' as const,
  day,
  cadence_days: null,
});

describe('sessionDue', () => {
  it('asks for nothing where nothing says so', () => {
    expect(due([])).toEqual({ state: 'none', reasons: [] });
    expect(due([held('2026-11-01', null)])).toEqual({
      state: 'none',
      reasons: [],
    });
  });

  it('follows the cadence of the last session held', () => {
    expect(due([held('2026-01-01'), held('2026-11-01')])).toEqual({
      state: 'none',
      on: '2027-01-30',
      reasons: [],
    });
    expect(due([held('2026-08-01')])).toEqual({
      state: 'overdue',
      on: '2026-10-30',
      reasons: ['By its cadence the next one was due on 30 Oct.'],
    });
  });

  it('is due when models are out of date or somebody asked', () => {
    expect(due([], 2)).toEqual({
      state: 'due',
      reasons: ['2 models out of date.'],
    });
    expect(
      due([{ state: 'requested', day: null, cadence_days: null }]),
    ).toMatchObject({ state: 'due' });
  });

  it('calms down when one is planned, and not when a plan was missed', () => {
    expect(due([planned('2026-12-01')], 2)).toEqual({
      state: 'planned',
      on: '2026-12-01',
      reasons: ['2 models out of date.'],
    });
    expect(due([planned('2026-11-01'), planned('2026-12-01')])).toMatchObject({
      state: 'overdue',
      on: '2026-11-01',
    });
  });
});
