import fc from 'fast-check';
import { Likeness, similarity, SIMILAR_ENOUGH } from './similarity';

const finding = (more: Partial<Likeness> = {}): Likeness => ({
  title: 'Session token can be replayed',
  description: 'A stolen token works until it expires.',
  categories: ['STRIDE spoofing'],
  element: 'Login flow',
  ...more,
});

const likeness = fc.record({
  title: fc.string({ maxLength: 40 }),
  description: fc.string({ maxLength: 80 }),
  categories: fc.array(fc.constantFrom('S', 'T', 'R'), { maxLength: 3 }),
  element: fc.option(fc.string({ maxLength: 12 }), { nil: undefined }),
});

describe('similarity', () => {
  it('asks about a finding that was reworded', () => {
    expect(
      similarity(
        finding(),
        finding({
          title: 'A session token can be replayed by others',
          description: 'A stolen token works for a day until it expires.',
        }),
      ),
    ).toBeGreaterThan(SIMILAR_ENOUGH);
  });

  it('asks about the same words on another element', () => {
    expect(
      similarity(finding(), finding({ element: 'Refund webhook' })),
    ).toBeGreaterThan(SIMILAR_ENOUGH);
  });

  it('does not ask about another finding of the same place and category', () => {
    expect(
      similarity(
        finding(),
        finding({
          title: 'Passwords are guessed',
          description: 'Nothing limits attempts.',
        }),
      ),
    ).toBeLessThan(SIMILAR_ENOUGH);
  });

  it('does not ask about what has only its category in common', () => {
    expect(
      similarity(
        finding({ description: '', element: undefined }),
        finding({ title: 'Refunds are paid twice', element: undefined }),
      ),
    ).toBeLessThan(SIMILAR_ENOUGH);
  });

  it('leaves out what one of both does not tell', () => {
    expect(
      similarity(
        finding({ description: '', categories: [], element: undefined }),
        finding(),
      ),
    ).toBe(1);
  });

  it('knows words by letters of any script, whatever their case', () => {
    const alike = similarity(
      finding({ title: 'Überlauf möglich', description: '' }),
      finding({ title: 'überlauf MÖGLICH', description: '' }),
    );
    expect(alike).toBe(1);
    expect(
      similarity(
        finding({ title: '注入攻击 数据库' }),
        finding({ title: '注入攻击 数据库' }),
      ),
    ).toBe(1);
  });

  it('lies between 0 and 1, and does not depend on the order', () => {
    fc.assert(
      fc.property(likeness, likeness, (a, b) => {
        const value = similarity(a, b);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(similarity(b, a)).toBe(value);
      }),
    );
  });

  it('is 1 for equal findings that say anything', () => {
    fc.assert(
      fc.property(likeness, one => {
        expect([0, 1]).toContain(similarity(one, one));
      }),
    );
  });
});
