import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import { DbDecisionLogRow } from '../../database/decisionTables';
import { toInteger } from '../../database/tables';
import { DecisionLog } from './DecisionLog';
import { ChainCheck, EMPTY_HEAD, Head, hashOf } from './logChain';

const databases = createTestDatabases();

const entry = (n: number) => ({
  at: `2026-11-24T12:00:0${n % 10}.000Z`,
  action: 'requested',
  decisionId: '00000000-0000-4000-8000-00000000000a',
  productRef: 'system:default/payments',
  actor: `user:default/person-${n}`,
  detail: { n, reason: 'Because', list: ['a', n] },
});

/** A chain as the log writes it, without a database. */
function chainOf(length: number): DbDecisionLogRow[] {
  const rows: DbDecisionLogRow[] = [];
  let head: Head = EMPTY_HEAD;
  for (let seq = 1; seq <= length; seq += 1) {
    const { at, action, decisionId, productRef, actor, detail } = entry(seq);
    const row = {
      seq,
      at,
      action,
      decision_id: decisionId,
      product_ref: productRef,
      actor,
      detail: JSON.stringify(detail),
      prev_hash: head.hash,
    };
    head = { seq, hash: hashOf(row) };
    rows.push({ ...row, hash: head.hash });
  }
  return rows;
}

function problemOf(rows: readonly DbDecisionLogRow[], expected: Head) {
  const check = new ChainCheck(expected);
  rows.forEach(row => check.add(row));
  return check.problem;
}

const headOf = (rows: readonly DbDecisionLogRow[]): Head => {
  const { seq, hash } = rows[rows.length - 1];
  return { seq: toInteger(seq), hash };
};

const chains = fc.integer({ min: 1, max: 12 }).map(chainOf);
const fields = [
  'seq',
  'at',
  'action',
  'decision_id',
  'product_ref',
  'actor',
  'detail',
  'prev_hash',
  'hash',
] as const;

/** The chain written anew behind a change, as an intruder would. */
function rewrite(rows: readonly DbDecisionLogRow[]): DbDecisionLogRow[] {
  let head: Head = EMPTY_HEAD;
  return rows.map((row, index) => {
    const next = { ...row, seq: index + 1, prev_hash: head.hash };
    const hash = hashOf(next);
    head = { seq: index + 1, hash };
    return { ...next, hash };
  });
}

describe('a chain against the head that was kept', () => {
  it('is whole as it was written, however long it grew since', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (rows, pick) => {
        const kept = rows.slice(0, (pick % rows.length) + 1);
        expect(problemOf(rows, headOf(kept))).toBeUndefined();
      }),
    );
  });

  it('does not hide a changed field of any entry', () => {
    fc.assert(
      fc.property(
        chains,
        fc.nat(),
        fc.constantFrom(...fields),
        fc.string({ minLength: 1 }),
        (rows, pick, field, text) => {
          const index = pick % rows.length;
          const value =
            field === 'seq' ? rows.length + 1 + text.length : `${text}!`;
          const changed = rows.map((row, at) =>
            at === index ? { ...row, [field]: value } : row,
          );
          expect(problemOf(changed, headOf(rows))).toBeDefined();
        },
      ),
    );
  });

  it.each([
    ['the hashes as they were', (rows: DbDecisionLogRow[]) => rows],
    ['all hashes written anew', rewrite],
  ])(
    'does not hide an entry that was removed, added or moved, with %s',
    (_case, after) => {
      fc.assert(
        fc.property(
          chains,
          fc.nat(),
          fc.constantFrom('remove', 'add', 'swap'),
          (rows, pick, how) => {
            const index = pick % rows.length;
            const copy = [...rows];
            if (how === 'remove') copy.splice(index, 1);
            if (how === 'add') {
              copy.splice(index, 0, {
                ...rows[index],
                actor: 'user:default/x',
              });
            }
            if (how === 'swap') {
              fc.pre(rows.length > 1);
              const other = (index + 1) % rows.length;
              [copy[index], copy[other]] = [copy[other], copy[index]];
            }
            expect(problemOf(after(copy), headOf(rows))).toBeDefined();
          },
        ),
      );
    },
  );
});

describe.each(databases.ids)('the decision log (%s)', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  function open() {
    const auditor = mockServices.auditor.mock();
    const success = jest.fn();
    auditor.createEvent.mockResolvedValue({ success, fail: jest.fn() });
    const log = new DecisionLog({ database: knex, auditor });
    const append = (n: number) =>
      knex.transaction(trx => log.append(trx, entry(n)));
    return { log, append, auditor, success };
  }

  it('chains entries, and finds them whole', async () => {
    const { log, append } = open();
    expect(await log.head()).toEqual(EMPTY_HEAD);
    expect(await log.verify(EMPTY_HEAD)).toEqual({ head: EMPTY_HEAD });

    const first = await append(1);
    await append(2);

    const { head, problem } = await log.verify(first);
    expect(problem).toBeUndefined();
    expect(head.seq).toBe(2);
    expect(await log.head()).toEqual(head);
    expect(
      (await log.verify({ seq: 3, hash: head.hash })).problem?.text,
    ).toContain('entry 3, whose hash was kept, is gone');
  });

  it('keeps one order when entries come at the same time', async () => {
    const { log, append } = open();

    await Promise.all([1, 2, 3, 4, 5, 6].map(append));

    expect(await log.verify()).toMatchObject({ head: { seq: 6 } });
    expect((await log.verify()).problem).toBeUndefined();
  });

  it('refuses to change or to delete', async () => {
    const { log, append } = open();
    const head = await append(1);

    // Errors of the native SQLite driver may come from another realm, where
    // they are no instances of Error.
    const refusal = (attempt: Promise<number>) =>
      attempt.then(
        () => 'none',
        ({ message }) => message,
      );
    const rows = knex('decision_log');

    expect(
      await refusal(
        rows.clone().update({ actor: 'user:default/somebody' }).then(),
      ),
    ).toContain('decision_log is append-only');
    expect(await refusal(rows.clone().delete().then())).toContain(
      'decision_log is append-only',
    );
    expect((await log.verify(head)).problem).toBeUndefined();
  });

  it('finds an entry that was put before all others', async () => {
    const { log, append } = open();
    await append(1);
    const row = await knex('decision_log').first();

    await knex('decision_log').insert({ ...row, seq: -1 });

    expect((await log.verify()).problem).toBeDefined();
  });

  it('mirrors every entry as an auditor event, in order and once', async () => {
    const { log, append, auditor, success } = open();
    const first = await append(1);
    const second = await append(2);

    await log.mirror();
    await log.mirror();

    expect(
      auditor.createEvent.mock.calls.map(([{ eventId, meta }]) => ({
        eventId,
        seq: meta?.seq,
        hash: meta?.hash,
      })),
    ).toEqual([
      { eventId: 'decision-log-entry', ...first },
      { eventId: 'decision-log-entry', ...second },
    ]);
    expect(success).toHaveBeenCalledTimes(2);
  });

  it('mirrors later what the auditor did not take', async () => {
    const { log, append, auditor } = open();
    await append(1);
    auditor.createEvent.mockRejectedValueOnce(new Error('full'));

    await expect(log.mirror()).rejects.toThrow('full');
    await log.mirror();

    expect(auditor.createEvent).toHaveBeenCalledTimes(2);
  });
});
