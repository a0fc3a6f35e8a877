import {
  aroundToday,
  atToday,
  dayOf,
  daysIn,
  DayWindow,
  isoOf,
  isShown,
  moved,
  readWindow,
  showing,
  whole,
  writeWindow,
  zoomed,
} from './dayWindow';

const limits: DayWindow = { from: 1_000, to: 1_999 };
const today = 1_400;

describe('the days that are shown', () => {
  it('begin around today, more of them to come', () => {
    const window = aroundToday(today, limits);
    expect(window).toEqual({ from: 1_355, to: 1_535 });
    expect(aroundToday(1_010, limits)).toEqual({ from: 1_000, to: 1_180 });
  });

  it('halve and double around their middle, within limits', () => {
    const window = { from: 1_300, to: 1_399 };
    expect(zoomed(window, 0.5, limits)).toEqual({ from: 1_325, to: 1_374 });
    expect(zoomed(window, 2, limits)).toEqual({ from: 1_250, to: 1_449 });
    expect(zoomed(window, 100, limits)).toEqual(limits);
    expect(zoomed(window, 0.5, limits, 1_310)).toEqual({
      from: 1_305,
      to: 1_354,
    });
    expect(daysIn(zoomed(window, 0.001, limits))).toBe(14);
  });

  it('are as many as before wherever they move', () => {
    const window = { from: 1_020, to: 1_119 };
    expect(moved(window, 0.25, limits)).toEqual({ from: 1_045, to: 1_144 });
    expect(moved(window, -0.25, limits)).toEqual({ from: 1_000, to: 1_099 });
    expect(atToday(window, today, limits)).toEqual({ from: 1_375, to: 1_474 });
    expect(showing(window, 1_050, limits)).toBe(window);
    expect(showing(window, 1_500, limits)).toEqual({ from: 1_426, to: 1_525 });
    expect(showing({ from: 1_426, to: 1_525 }, 1_100, limits)).toEqual({
      from: 1_075,
      to: 1_174,
    });
  });

  it('can be everything there is, and today', () => {
    const day = (startDay: string, endDay = startDay) => ({ startDay, endDay });
    const events = [day(isoOf(1_500), isoOf(1_600)), day(isoOf(1_550))];
    expect(whole(events, today, limits)).toEqual({ from: 1_393, to: 1_607 });
    expect(whole([], today, limits)).toEqual({ from: 1_393, to: 1_407 });
  });

  it('are written into the URL and read from it', () => {
    const window = { from: 1_300, to: 1_399 };
    expect(readWindow(writeWindow(window), limits)).toEqual(window);
    expect(writeWindow(window)).toBe('1973-07-24..1973-10-31');
  });

  it.each([undefined, '', 'x', '1973-07-24..', '1973-07-24..1973-07-25'])(
    'ignore %j in the URL',
    text => expect(readWindow(text, limits)).toBeUndefined(),
  );

  it('show an event of which any day is among them', () => {
    const window = { from: dayOf('2026-12-01'), to: dayOf('2026-12-31') };
    const shown = (startDay: string, endDay: string) =>
      isShown({ startDay, endDay }, window);
    expect(shown('2026-11-01', '2026-12-01')).toBe(true);
    expect(shown('2026-12-31', '2027-02-01')).toBe(true);
    expect(shown('2026-11-01', '2027-02-01')).toBe(true);
    expect(shown('2026-11-01', '2026-11-30')).toBe(false);
    expect(shown('2027-01-01', '2027-01-01')).toBe(false);
  });
});
