import { reasonOf } from './reasonOf';

describe('reasonOf', () => {
  it.each([
    ['Only the owner\n  decides', 'Only the owner decides'],
    ['a\u202Eb\u0000c\u200B', 'a b c'],
    ['body.expiry: lies in the past', 'expiry: lies in the past'],
    ['body.riskIds.0: is none', 'risk ids: is none'],
    [
      'Members of group:default/risk never decide here (risk.policy.neverAccept)',
      'Members of group:default/risk never decide here',
    ],
    ['Not allowed: risk.budget.set is missing', ''],
    ['Request failed with status 502 Bad Gateway', ''],
    ['<!DOCTYPE html><title>oops</title>', ''],
    ['Less than 3 < 4 is fine', 'Less than 3 < 4 is fine'],
  ])('reads %j as %j', (message, reason) => {
    expect(reasonOf(message)).toBe(reason);
  });

  it('cuts a reason that never ends, at a word', () => {
    const reason = reasonOf('word '.repeat(100_000));
    expect(reason.length).toBeLessThan(402);
    expect(reason).toMatch(/word…$/);
  });
});
