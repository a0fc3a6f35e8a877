import type { Knex } from 'knex';

interface Query {
  sql: string;
  bindings: Knex.RawBinding[];
}

async function recordOnce(knex: Knex, work: () => Promise<unknown>) {
  const queries: Query[] = [];
  const listener = (query: Query) => {
    if (/^\s*(select|with)/i.test(query.sql)) queries.push(query);
  };
  knex.on('query', listener);
  await work();
  knex.removeListener('query', listener);
  return queries;
}

/** The SELECT statements that some work sends, to be sent again by themselves. */
export async function recordSql(knex: Knex, work: () => Promise<unknown>) {
  let queries = await recordOnce(knex, work);
  // Scheduled tasks send statements too: the shortest of some recordings has none.
  for (let attempt = 0; attempt < 5; attempt++) {
    const again = await recordOnce(knex, work);
    if (again.length < queries.length) queries = again;
  }
  return {
    count: queries.length,
    async replay() {
      const connection = await knex.client.acquireConnection();
      try {
        for (const { sql, bindings } of queries) {
          await connection.query(sql, bindings);
        }
      } finally {
        await knex.client.releaseConnection(connection);
      }
    },
  };
}
