import { Knex } from 'knex';
import { insertRows } from './batches';
import { DbInteger, toInteger } from './tables';
import {
  DbSessionMemberRow,
  DbSessionRiskRow,
  DbSessionRow,
} from './treatmentTables';

export type CountedSession = DbSessionRow & { risks: number; options: number };

const counted = (
  row: DbSessionRow & { risks: DbInteger; options: DbInteger },
): CountedSession => ({
  ...row,
  risks: toInteger(row.risks),
  options: toInteger(row.options),
});

/** Sessions, who and what takes part, and the risks they are about. */
export class SessionStore {
  constructor(private readonly knex: Knex) {}

  async find(id: string): Promise<CountedSession | undefined> {
    const [row] = await this.#counted().where('session.id', id);
    return row && counted(row);
  }

  async lock(id: string): Promise<DbSessionRow | undefined> {
    return this.knex<DbSessionRow>('session').where({ id }).forUpdate().first();
  }

  /** The newest sessions of a product, those without a date first. */
  async ofProduct(
    productRef: string,
    limit: number,
  ): Promise<CountedSession[]> {
    const rows = await this.#counted()
      .where('session.product_ref', productRef)
      .orderByRaw(
        `coalesce(session.day, '9999-12-31') desc, session.created_at desc, session.id`,
      )
      .limit(limit);
    return rows.map(counted);
  }

  async members(sessionId: string): Promise<DbSessionMemberRow[]> {
    return this.knex<DbSessionMemberRow>('session_member')
      .where({ session_id: sessionId })
      .orderBy(['role', 'ref']);
  }

  async risks(sessionId: string): Promise<DbSessionRiskRow[]> {
    return this.knex<DbSessionRiskRow>('session_risk')
      .where({ session_id: sessionId })
      .orderBy('risk_id');
  }

  async insert(row: DbSessionRow): Promise<void> {
    await this.knex('session').insert(row);
  }

  async update(id: string, values: Partial<DbSessionRow>): Promise<void> {
    await this.knex<DbSessionRow>('session').where({ id }).update(values);
  }

  async replaceParts(
    sessionId: string,
    members: readonly DbSessionMemberRow[],
    risks: readonly DbSessionRiskRow[],
  ): Promise<void> {
    for (const table of ['session_member', 'session_risk']) {
      await this.knex(table).where({ session_id: sessionId }).delete();
    }
    await insertRows(this.knex, 'session_member', members);
    await insertRows(this.knex, 'session_risk', risks);
  }

  #counted() {
    const countOf = (table: string) =>
      this.knex(table)
        .whereRaw(`${table}.session_id = session.id`)
        .count({ count: '*' });
    return this.knex('session').select('session.*', {
      risks: countOf('session_risk'),
      options: countOf('treatment_option').where('withdrawn', false),
    });
  }
}
