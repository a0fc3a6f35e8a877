import fc from 'fast-check';
import { expectCategoryError } from '../__testUtils__/expectCategoryError';
import {
  compareCategoryIds,
  formatCategoryId,
  parseCategoryId,
} from './categoryId';

const framework = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const version = fc.oneof(
  fc.constant(''),
  fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z.]{0,8}$/),
);
const node = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9.-]{0,12}$/);

describe('parseCategoryId', () => {
  it('takes apart what formatCategoryId puts together', () => {
    fc.assert(
      fc.property(framework, version, node, (f, v, n) => {
        const parts = { framework: f, version: v, node: n };
        expect(parseCategoryId(formatCategoryId(parts))).toEqual(parts);
      }),
    );
  });

  it.each([8.1, 8.1, 79, 0, null, undefined, {}])(
    'refuses %p, which is no text',
    async value => {
      await expectCategoryError(
        () => parseCategoryId(value),
        'notText',
        'in quotes',
        '8.10',
      );
    },
  );

  it.each(['', 'V11.3', 'asvs@:V1', 'ASVS@5.0.0:V1', 'iso27001@2022', 'a:'])(
    'refuses "%s"',
    async text => {
      await expectCategoryError(() => parseCategoryId(text), 'syntax');
    },
  );
});

describe('compareCategoryIds', () => {
  it('orders as people do', () => {
    const sorted = [
      'asvs@4.0.3:V2',
      'asvs@5.0.0:V2',
      'asvs@5.0.0:V2.1',
      'asvs@5.0.0:V2.10',
      'asvs@5.0.0:V11.3',
      'cwe:79',
      'cwe:787',
      'iso27001@2022:A.8.1',
      'iso27001@2022:A.8.2',
      'iso27001@2022:A.8.10',
    ];
    expect([...sorted].reverse().sort(compareCategoryIds)).toEqual(sorted);
  });

  it('is a total order of any texts', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-b0-2.]{0,6}$/));
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const sign = (x: string, y: string) =>
          Math.sign(compareCategoryIds(x, y));
        expect(sign(a, b) + sign(b, a)).toBe(0);
        expect(sign(a, b) === 0).toBe(a === b);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) {
          expect(sign(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});
