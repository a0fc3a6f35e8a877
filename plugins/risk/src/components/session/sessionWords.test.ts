import { standingWords } from './sessionWords';

it.each([
  [{ state: 'requested' }, 'Asked for. The team has not planned it yet.'],
  [
    { state: 'requested', day: '2026-12-01' },
    'Asked for, wished for 1 Dec. The team has not planned it yet.',
  ],
  [{ state: 'planned', day: '2026-12-01' }, 'Planned for 1 Dec.'],
  [
    { state: 'held', day: '2026-12-01', cadenceDays: 90 },
    'Held on 1 Dec. The next one is due after 90 days.',
  ],
  [
    { state: 'held', day: '2026-12-01' },
    'Held on 1 Dec. No cadence says when the next one is due.',
  ],
  [{ state: 'cancelled' }, 'Cancelled.'],
] as const)('says of %j where it is', (session, words) => {
  expect(standingWords(session)).toBe(words);
});
