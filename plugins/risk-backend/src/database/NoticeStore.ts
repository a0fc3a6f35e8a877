import { Knex } from 'knex';
import { selectInChunks, upsertRows } from './batches';

export interface DbNoticeRow {
  /** A decision, or a raise of a target. */
  subject_id: string;
  kind: string;
  recipient_ref: string;
  episode: string;
  sent_at: string;
}

/** Who was told what about which decision or raise. */
export class NoticeStore {
  constructor(private readonly knex: Knex) {}

  async ofSubjects(subjectIds: Iterable<string>): Promise<DbNoticeRow[]> {
    return selectInChunks(subjectIds, chunk =>
      this.knex<DbNoticeRow>('notice').whereIn('subject_id', chunk),
    );
  }

  async save(rows: readonly DbNoticeRow[]): Promise<void> {
    await upsertRows(this.knex, 'notice', rows, [
      'subject_id',
      'kind',
      'recipient_ref',
      'episode',
    ]);
  }
}
