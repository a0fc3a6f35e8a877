import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';
import { dayOf, DayWindow } from './dayWindow';
import { groupsOf, layOut, MARK, PlacedMark, ticksOf, widthOf } from './layout';
import { neighbourOf } from './neighbourOf';

const WIDTH = 900;
const window: DayWindow = {
  from: dayOf('2026-11-01'),
  to: dayOf('2027-01-29'),
};

const event = (id: string, changes: Partial<TimelineEvent> = {}) => {
  const startDay = changes.startDay ?? '2026-12-01';
  return {
    id,
    lane: 'product' as const,
    kind: 'release' as const,
    title: `Release ${id}`,
    endDay: startDay,
    stored: true,
    forecast: false,
    risks: [],
    hiddenRisks: 0,
    categories: [],
    ...changes,
    startDay,
  };
};

const place = (...events: TimelineEvent[]) =>
  layOut(groupsOf(events), window, WIDTH);

/** From where to where a mark and its words reach. */
const reachOf = ({ left, right, label }: PlacedMark) => [
  label?.anchor === 'end' ? label.x - widthOf(label.text) : left,
  label?.anchor === 'start' ? label.x + widthOf(label.text) : right,
];

describe('layOut', () => {
  it('puts lanes with something in them below each other, in their order', () => {
    const { lanes, height } = place(
      event('b', { lane: 'budget' }),
      event('a', { lane: 'product' }),
    );
    expect(lanes.map(({ lane }) => lane)).toEqual(['product', 'budget']);
    expect(lanes[1].top).toBe(lanes[0].height);
    expect(height).toBe(lanes[0].height + lanes[1].height);
  });

  it('lets no label lie on another one', () => {
    const { marks } = place(
      ...Array.from({ length: 40 }, (_, index) =>
        event(String(index), {
          title: 'Something with a name '.repeat(1 + (index % 3)),
          startDay: `2026-12-${String(1 + (index % 28)).padStart(2, '0')}`,
        }),
      ).sort((a, b) => (a.startDay < b.startDay ? -1 : 1)),
    );
    const named = marks.filter(({ label }) => label);
    expect(named.length).toBeGreaterThan(5);
    for (const one of named) {
      for (const other of named) {
        if (one === other || one.y !== other.y) continue;
        const [a, b] = [reachOf(one), reachOf(other)];
        expect(a[1] <= b[0] || b[1] <= a[0]).toBe(true);
      }
    }
  });

  it('keeps everything within the picture', () => {
    const { marks } = place(
      event('before', { startDay: '2026-01-01', endDay: '2026-11-02' }),
      event('first', { startDay: '2026-11-01' }),
      event('last', { startDay: '2027-01-29' }),
      event('after', { startDay: '2027-01-20', endDay: '2027-12-01' }),
    );
    for (const mark of marks) {
      const [left, right] = reachOf(mark);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(WIDTH);
    }
    expect(marks.find(({ id }) => id === 'last')?.label?.anchor).toBe('end');
    expect(marks.find(({ id }) => id === 'before')?.right).toBeGreaterThan(
      MARK,
    );
  });

  it('gives imports words only where there is room', () => {
    const imported = (id: string, startDay: string) =>
      event(id, { startDay, kind: 'import', lane: 'engineering' });
    const { lanes, marks } = place(
      imported('a', '2026-11-10'),
      imported('b', '2026-11-12'),
      imported('c', '2026-12-20'),
    );
    expect(marks.map(({ label }) => Boolean(label))).toEqual([
      true,
      false,
      true,
    ]);
    expect(lanes).toHaveLength(1);
  });
});

describe('groupsOf', () => {
  it('makes one mark of what looks the same, and never of what people wrote', () => {
    const asked = {
      stored: false,
      title: 'asked for',
      kind: 'decision' as const,
    };
    const groups = groupsOf([
      event('1', asked),
      event('2', asked),
      event('3', { ...asked, startDay: '2026-12-02' }),
      event('4', { title: 'Same' }),
      event('5', { title: 'Same' }),
    ]);
    expect(groups.map(({ events }) => events.map(({ id }) => id))).toEqual([
      ['1', '2'],
      ['3'],
      ['4'],
      ['5'],
    ]);
    const [mark] = layOut(groups, window, WIDTH).marks;
    expect(mark.label?.text).toBe('asked for ×2');
  });
});

describe('neighbourOf', () => {
  const groups = groupsOf([
    event('early', { startDay: '2026-11-01' }),
    event('fix', { lane: 'engineering', startDay: '2026-11-20' }),
    event('late', { startDay: '2026-12-01' }),
    event('budget', { lane: 'budget', startDay: '2026-12-24' }),
  ]);
  it.each([
    ['early', 'ArrowRight', 'late'],
    ['late', 'ArrowLeft', 'early'],
    ['early', 'ArrowLeft', undefined],
    ['early', 'End', 'late'],
    ['late', 'Home', 'early'],
    ['early', 'ArrowDown', 'fix'],
    ['fix', 'ArrowUp', 'late'],
    ['fix', 'ArrowDown', 'budget'],
    ['budget', 'ArrowDown', undefined],
    ['early', 'ArrowUp', undefined],
    ['early', 'x', undefined],
    ['nothing', 'ArrowRight', undefined],
  ])('from %s by %s comes to %s', (from, key, expected) => {
    expect(neighbourOf(from, key, groups)?.id).toBe(expected);
  });
});

describe('ticksOf', () => {
  it('names Mondays where there is room, else months', () => {
    const near = ticksOf(window, 1_200);
    expect(new Set(near.map(({ day }) => (day + 4) % 7))).toEqual(new Set([1]));
    const far = ticksOf({ from: window.from, to: window.from + 700 }, WIDTH);
    expect(far.every(({ isMonth }) => isMonth)).toBe(true);
    const gaps = far.slice(1).map(({ x }, index) => x - far[index].x);
    expect(Math.min(...gaps)).toBeGreaterThan(40);
  });
});
