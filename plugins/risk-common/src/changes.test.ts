import { changeBucketOf } from './changes';

describe('changeBucketOf', () => {
  it('is the same for a ref in any case', () => {
    expect(changeBucketOf('Component:default/Orders')).toBe(
      changeBucketOf('component:default/orders'),
    );
  });

  it('spreads refs over its numbers, each shared by many', () => {
    const counts = new Map<number, number>();
    for (let index = 0; index < 6_400; index += 1) {
      const bucket = changeBucketOf(`component:default/service-${index}`);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 64 }, (_, index) => index),
    );
    expect(Math.min(...counts.values())).toBeGreaterThan(40);
    expect(Math.max(...counts.values())).toBeLessThan(180);
  });
});
