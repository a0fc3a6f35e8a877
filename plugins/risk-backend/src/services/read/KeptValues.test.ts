import { KeptValues } from './KeptValues';

const never = () => false;
const always = () => true;

/** A value that is computed when the test says so. */
function later<T>() {
  let settle: (value: T) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const value = new Promise<T>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  return { value, settle, fail };
}

describe('KeptValues', () => {
  it('computes once for a mark, and again for another', async () => {
    const kept = new KeptValues<string>(10, () => 0);
    const compute = jest.fn(async () => 'value');
    await kept.get('a', '1', compute, never);
    await kept.get('a', '1', compute, never);
    expect(compute).toHaveBeenCalledTimes(1);
    await kept.get('a', '2', compute, never);
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it('answers with the older value where it will do, and renews it once', async () => {
    const kept = new KeptValues<string>(10, () => 0);
    await kept.get('a', '1', async () => 'old', always);
    const renewal = later<string>();
    const compute = jest.fn(() => renewal.value);
    expect(await kept.get('a', '2', compute, always)).toBe('old');
    expect(await kept.get('a', '3', compute, always)).toBe('old');
    expect(compute).toHaveBeenCalledTimes(1);
    renewal.settle('new');
    await renewal.value;
    expect(await kept.get('a', '2', compute, always)).toBe('new');
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it('leaves time between two renewals', async () => {
    let time = 0;
    const kept = new KeptValues<string>(10, () => time);
    const slow = jest.fn(async () => {
      time += 100;
      return 'value';
    });
    await kept.get('a', '1', slow, always);
    await kept.get('a', '2', slow, always);
    expect(slow).toHaveBeenCalledTimes(1);
    time += 999;
    await kept.get('a', '3', slow, always);
    expect(slow).toHaveBeenCalledTimes(1);
    time += 1;
    await kept.get('a', '4', slow, always);
    expect(slow).toHaveBeenCalledTimes(2);
  });

  it('waits for the new value where the older one will not do', async () => {
    const kept = new KeptValues<string>(10, () => 0);
    await kept.get('a', '1', async () => 'old', never);
    expect(await kept.get('a', '2', async () => 'new', never)).toBe('new');
  });

  it('tries again after it could not be computed', async () => {
    const kept = new KeptValues<string>(10, () => 0);
    const broken = async () => {
      throw new Error('database is away');
    };
    await expect(kept.get('a', '1', broken, always)).rejects.toMatchObject({
      message: 'database is away',
    });
    expect(await kept.get('a', '1', async () => 'value', always)).toBe('value');
    const renewal = later<string>();
    expect(await kept.get('a', '2', () => renewal.value, always)).toBe('value');
    renewal.fail(new Error('database is away'));
    await expect(renewal.value).rejects.toThrow('away');
    expect(await kept.get('a', '2', async () => 'new', always)).toBe('value');
    expect(await kept.get('a', '2', async () => 'new', always)).toBe('new');
  });

  it('drops what was not asked for longest', async () => {
    const kept = new KeptValues<string>(2, () => 0);
    const compute = jest.fn(async () => 'value');
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) {
      await kept.get(key, '1', compute, never);
    }
    // b was dropped for c.
    expect(compute).toHaveBeenCalledTimes(4);
  });
});
