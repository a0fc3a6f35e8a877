import { answeringPortal, token } from '../__testUtils__/answeringPortal';

const portal = answeringPortal();

describe('product-risk verify-log', () => {
  const hash = 'ab'.repeat(32);
  const head = { seq: 7, hash, head: `7:${hash}` };
  const kept = `5:${'cd'.repeat(32)}`;
  const verify = (...more: string[]) => portal.run(['verify-log', ...more]);

  it('says that the log is whole, and prints the head to keep', async () => {
    portal.answer = { body: { ok: true, head } };
    const { code, out } = await verify();
    expect(code).toBe(0);
    expect(out).toBe(`The decision log is whole.\nhead 7:${hash}\n`);
    expect(portal.requests[0]).toMatchObject({
      method: 'GET',
      path: '/api/risk/decision-log/verification',
      query: {},
      authorization: `Bearer ${token}`,
    });
  });

  it('asks for the head that was kept', async () => {
    portal.answer = { body: { ok: true, head } };
    const { code, out } = await verify('--expect', kept);
    expect(code).toBe(0);
    expect(out).toContain('contains the head that was kept');
    expect(portal.requests[0].query).toEqual({ expect: kept });
  });

  it('fails at the first entry that does not fit', async () => {
    const problem = {
      seq: 5,
      text: 'Entry 5 was changed after it was written',
    };
    portal.answer = { body: { ok: false, head, problem } };
    const words = await verify('--expect', kept);
    expect(words.code).toBe(1);
    expect(words.out).toContain('broken at entry 5: Entry 5 was changed');

    const { code, out } = await verify('--expect', kept, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      ok: false,
      head: head.head,
      expected: kept,
      problem,
    });
  });

  it.each(['', '7', `7:${hash.slice(1)}`, `x:${hash}`])(
    'does not ask about %j, which is no head',
    async expected => {
      const { code, err } = await verify('--expect', expected);
      expect(code).toBe(2);
      expect(err).toContain('64 hexadecimal digits');
      expect(portal.requests).toEqual([]);
    },
  );

  it.each([
    [{ status: 403, body: {} }, 'may not do this'],
    [{ body: { ok: 'yes' } }, 'something else than its API'],
  ])('does not take %j for a whole log', async (given, words) => {
    portal.answer = given;
    const { code, err } = await verify();
    expect(code).toBe(3);
    expect(err).toContain(words);
  });
});
