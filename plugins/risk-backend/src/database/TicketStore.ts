import { Knex } from 'knex';
import { selectInChunks } from './batches';
import { DbBoolean } from './tables';

export interface DbTicketRow {
  id: string;
  subject: 'mitigation' | 'option';
  subject_id: string;
  url: string;
  /** Who knows its state, and within which project. */
  tracker: string | null;
  project: string | null;
  title: string | null;
  state: 'open' | 'closed' | null;
  /** By this portal, not linked by somebody. */
  created: DbBoolean;
  checked_at: string | null;
  problem: string | null;
  linked_by: string;
  linked_at: string;
}

export type TicketSubject = Pick<DbTicketRow, 'subject' | 'subject_id'>;

/** Links from what is to be done to where it is tracked. */
export class TicketStore {
  constructor(private readonly knex: Knex) {}

  async of({ subject, subject_id }: TicketSubject): Promise<DbTicketRow[]> {
    return this.#tickets()
      .where({ subject, subject_id })
      .orderBy(['linked_at', 'url']);
  }

  async ofOptions(optionIds: readonly string[]): Promise<DbTicketRow[]> {
    return selectInChunks(optionIds, chunk =>
      this.#tickets()
        .where({ subject: 'option' })
        .whereIn('subject_id', chunk)
        .orderBy(['linked_at', 'url'])
        .select(),
    );
  }

  /** @returns whether it was not linked before */
  async add(row: DbTicketRow): Promise<boolean> {
    const before = await this.#tickets()
      .where({
        subject: row.subject,
        subject_id: row.subject_id,
        url: row.url,
      })
      .first('id');
    if (before) return false;
    await this.#tickets()
      .insert(row)
      .onConflict(['subject', 'subject_id', 'url'])
      .ignore();
    return true;
  }

  async update(id: string, values: Partial<DbTicketRow>): Promise<void> {
    await this.#tickets().where({ id }).update(values);
  }

  /** @returns whether it was there */
  async remove(
    id: string,
    { subject, subject_id }: TicketSubject,
  ): Promise<boolean> {
    const count = await this.#tickets()
      .where({ id, subject, subject_id })
      .delete();
    return count > 0;
  }

  /** Tickets that were not looked at since a moment, oldest first. */
  async dueBefore(
    moment: string,
    { trackers, limit }: { trackers: readonly string[]; limit: number },
  ): Promise<DbTicketRow[]> {
    return this.#tickets()
      .whereIn('tracker', [...trackers])
      .andWhere(due =>
        due.whereNull('checked_at').orWhere('checked_at', '<', moment),
      )
      .orderBy(['checked_at', 'id'])
      .limit(limit);
  }

  #tickets() {
    return this.knex<DbTicketRow>('ticket');
  }
}
