import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { createTestDatabases } from '../../../__testUtils__/databases';
import {
  categoryLedger,
  oracleConfig,
  seedCategories,
} from '../../../__testUtils__/seedCategories';
import { evidenceKey, evidencePage, evidenceTotals } from './evidence';
import { decodeCursor, encodeCursor, Keyset } from './keyset';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const SUBJECT = { categories: ['oracle:S'] };

describe.each(databases.ids)('evidence (%s)', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    const categories = [
      { id: 'S', assessed: 0, risks: [[1], [5], [3], [3], [9], [2], [4]] },
    ];
    await seedCategories(knex, categories, { products: 7, otherRisks: [2] });
    await categoryLedger(knex, oracleConfig(categories)).rebuildAll();
  });

  afterEach(() => knex.destroy());

  const findingOf = async (product: number): Promise<string> =>
    (
      await knex('finding')
        .where({ title: `S of p${product}, 0` })
        .first('id')
    ).id;

  const treat = async (product: number, ...states: string[]) => {
    const finding_id = await findingOf(product);
    await knex('mitigation').insert(
      states.map((state, index) => ({
        id: randomUUID(),
        finding_id,
        key: `m${index}`,
        title: 'A treatment',
        description: '',
        stated: 'planned',
        state,
        effect_likelihood_micro: 0,
        effect_impact_micro: 0,
      })),
    );
  };

  /** Reads all pages, through the cursor that a request would bring. */
  const pagesOf = async (limit: number) => {
    const pages: string[][] = [];
    let after: Keyset | undefined;
    do {
      const rows = await evidencePage(knex, { ...SUBJECT, limit, after });
      pages.push(rows.map(({ title }) => title.slice(5, 7)));
      after =
        rows.length < limit
          ? undefined
          : decodeCursor(encodeCursor(evidenceKey(rows[rows.length - 1])));
    } while (after);
    return pages;
  };

  it('begins with what nothing is done about, the largest exposure first', async () => {
    await treat(0, 'none');
    await treat(1, 'planned', 'verified');
    await treat(4, 'planned');
    await treat(5, 'claimed', 'planned');
    await knex('finding')
      .where({ id: await findingOf(6) })
      .update({ status: 'accepted' });
    const order = ['p2', 'p3', 'p0', 'p6', 'p4', 'p5', 'p1'];
    expect((await pagesOf(50)).flat()).toEqual(order);
    expect((await pagesOf(1)).flat()).toEqual(order);
    expect((await pagesOf(3)).flat()).toEqual(order);
    const totals = await evidenceTotals(knex, SUBJECT, '2000-01-01');
    expect(
      Object.fromEntries(
        (['findings', 'planned', 'claimed', 'verified'] as const).map(key => [
          key,
          Number(totals[key]),
        ]),
      ),
    ).toEqual({ findings: 7, planned: 1, claimed: 1, verified: 1 });
  });

  it('no longer counts a treatment that a source no longer reports', async () => {
    await treat(4, 'verified');
    await knex('mitigation').update({ absent_since: '2026-11-20' });
    expect((await pagesOf(50)).flat()[0]).toBe('p4');
  });

  it('pages through findings that differ by nothing but their ids', async () => {
    await knex('finding').update({ title: 'S of one and the same title' });
    await knex('risk').update({ exposure: 7 });
    const ids: string[] = [];
    let after: Keyset | undefined;
    do {
      const rows = await evidencePage(knex, { ...SUBJECT, limit: 2, after });
      ids.push(...rows.map(row => row.id));
      after = rows.length < 2 ? undefined : evidenceKey(rows[1]);
    } while (after);
    expect(ids).toHaveLength(7);
    expect(ids).toEqual([...ids].sort());
  });

  it('keeps the cursor of a finding with a very long title short', async () => {
    await knex('finding').update({ title: '🔥'.repeat(5_000) });
    const [row] = await evidencePage(knex, { ...SUBJECT, limit: 1 });
    expect(encodeCursor(evidenceKey(row)).length).toBeLessThan(2_000);
  });

  it('refuses the cursor of a list with another order', async () => {
    await expect(
      evidencePage(knex, {
        ...SUBJECT,
        limit: 1,
        after: { key: 'system:default/p0', id: randomUUID() },
      }),
    ).rejects.toThrow('take nextCursor of the page before');
  });

  it('finds by index what carries the category', async () => {
    const statements: { sql: string; bindings: Knex.Value[] }[] = [];
    knex.on('query', statement => statements.push(statement));
    await evidencePage(knex, { ...SUBJECT, limit: 10 });
    await evidenceTotals(knex, SUBJECT, '2000-01-01');
    knex.removeAllListeners('query');
    expect(statements).toHaveLength(2);
    for (const { sql, bindings } of statements) {
      const statement = sql.replace(/\$\d+/g, '?');
      const plan = await knex.transaction(async trx => {
        if (id.startsWith('SQLITE')) {
          return trx.raw(`explain query plan ${statement}`, bindings);
        }
        // Few rows: PostgreSQL would rightly read them all.
        await trx.raw('set local enable_seqscan = off');
        return (await trx.raw(`explain ${statement}`, bindings)).rows;
      });
      const words = JSON.stringify(plan);
      expect(words).toMatch(/category_assignment_category_state_index/);
      expect(words).not.toMatch(/Seq Scan|SCAN (f|t|m|e)\b/);
    }
  });
});
