import { historySentence, trendSentence } from './Trend';

describe('a trend in words', () => {
  const points = [
    { day: '2026-09-01', exposure: 100_000, backfilled: true },
    { day: '2026-10-01', exposure: 150_000, backfilled: true },
    { day: '2026-11-24', exposure: 120_000 },
  ];

  it('says up to when nobody watched', () => {
    expect(historySentence(points)).toMatch(
      /^Up to .*Oct.* it is taken from older versions/,
    );
    expect(historySentence(points.slice(2))).toBeUndefined();
  });

  it('tells the whole trend, whoever watched', () => {
    expect(trendSentence(points)).toMatch(
      /^From 10\.0 points .* at most 15\.0 .* It stands at 12\.0 points\.$/,
    );
  });
});
