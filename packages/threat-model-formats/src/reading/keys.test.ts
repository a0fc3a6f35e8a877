import fc from 'fast-check';
import { fingerprint, joinKey, UniqueKeys } from './keys';

describe('keys', () => {
  it('differ when their parts differ', () => {
    const parts = fc.array(fc.string(), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(joinKey(...one) === joinKey(...other)).toBe(same);
      }),
    );
  });

  it('stay readable', () => {
    expect(joinKey('shop', 'a/b#c', 'd@e>f')).toBe('shop/a%2Fb%23c/d@e>f');
  });

  it('get an ordinal when they repeat, and never take one another has', () => {
    const keys = new UniqueKeys();
    expect(['a', 'a#2', 'a', 'a', 'b'].map(key => keys.claim(key))).toEqual([
      'a',
      'a#2',
      'a#3',
      'a#4',
      'b',
    ]);
  });

  it('take many repetitions of one key in linear time', () => {
    const keys = new UniqueKeys();
    for (let claim = 0; claim < 300_000; claim += 1) {
      keys.claim('a');
    }
    expect(keys.claim('a')).not.toBe('a');
  });
});

describe('a fingerprint', () => {
  it('ignores case, spacing and the form of characters', () => {
    expect(fingerprint('Stolen  Token\n', 'Caf\u00e9')).toBe(
      fingerprint('stolen token', 'Cafe\u0301'),
    );
  });

  it('keeps fields apart', () => {
    expect(fingerprint('a', 'b')).not.toBe(fingerprint('ab'));
    expect(fingerprint('a', '')).not.toBe(fingerprint('', 'a'));
  });

  it('does not collide on a hundred thousand similar titles', () => {
    const prints = new Set<string>();
    for (let number = 0; number < 100_000; number += 1) {
      prints.add(fingerprint('Spoofing', `Threat ${number}`));
    }
    expect(prints.size).toBe(100_000);
  });
});
