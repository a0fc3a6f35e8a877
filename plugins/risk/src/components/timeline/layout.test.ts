import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';
import { dayOf, DayWindow } from './dayWindow';
import { groupsOf, layOut, MARK, PlacedMark, ticksOf, widthOf } from './layout';
import { placeLinks } from './linkLayout';
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

  it.each([
    ['Sessions and refunds (planned)', 'Sessions and refunds…'],
    ['Random link ids and a session check', 'Random link ids and a…'],
    [
      'an acceptance ends, with no day for its fix',
      'an acceptance ends, with no…',
    ],
    ['Short enough', 'Short enough'],
  ])('shortens %j by whole words', (title, words) => {
    const [{ label }] = place(event('a', { title })).marks;
    expect(label?.text).toBe(words);
  });

  it('gives imports no words, and no rows of their own', () => {
    const { marks } = place(
      ...['2026-11-10', '2026-11-12', '2026-11-14'].map(startDay =>
        event(startDay, { startDay, kind: 'import', lane: 'engineering' }),
      ),
    );
    expect(new Set(marks.map(({ y }) => y)).size).toBe(1);
    expect(marks.some(({ label }) => label)).toBe(false);
  });
});

describe('placeLinks', () => {
  it('lets the words of links lie on no mark and on no other words', () => {
    const { marks } = place(
      event('a', { startDay: '2026-12-01' }),
      event('b', { startDay: '2026-12-04' }),
      event('c', { startDay: '2026-12-09', lane: 'engineering' }),
      event('d', { startDay: '2026-12-11', lane: 'security' }),
      event('e', { startDay: '2026-12-13', lane: 'budget' }),
    );
    const linked = (fromId: string, toId: string, slackDays: number) => {
      const [from] = marks.filter(({ id }) => id === fromId);
      const [to] = marks.filter(({ id }) => id === toId);
      const link = { fromId, toId, kind: 'after' as const, slackDays };
      return { link, from, to };
    };
    const placed = placeLinks(
      [
        linked('a', 'b', 2),
        linked('b', 'c', 4),
        linked('a', 'e', 11),
        linked('d', 'c', -2),
      ],
      marks,
      WIDTH,
    );
    expect(placed.map(({ words }) => words)).toEqual([
      '2 days',
      '4 days',
      '11 days',
      '✕ 2 days too early',
    ]);
    placed.forEach(({ pill }, index) => {
      const boxes = [
        ...marks.map(({ x, y }) => ({ x, y, width: 12, height: 12 })),
        ...placed.slice(0, index).map(one => one.pill),
      ];
      for (const box of boxes) {
        expect(
          Math.abs(box.x - pill.x) >= (box.width + pill.width) / 2 ||
            Math.abs(box.y - pill.y) >= (box.height + pill.height) / 2,
        ).toBe(true);
      }
      expect(pill.x - pill.width / 2).toBeGreaterThanOrEqual(0);
    });
  });

  it('goes between two marks of one row around what is between them', () => {
    const { marks } = layOut(
      groupsOf([
        event('a', { startDay: '2026-11-05', title: 'A' }),
        event('b', { startDay: '2026-11-25', title: 'B' }),
      ]),
      window,
      WIDTH,
    );
    const [from, to] = marks;
    expect(from.y).toBe(to.y);
    const [{ pill }] = placeLinks(
      [
        {
          link: { fromId: 'a', toId: 'b', kind: 'after', slackDays: 19 },
          from,
          to,
        },
      ],
      marks,
      WIDTH,
    );
    expect(pill.y).toBeGreaterThan(from.y + MARK);
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
    expect(mark.label?.text).toBe('2× asked for');
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
