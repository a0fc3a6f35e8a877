import { Knex } from 'knex';
import { selectInChunks, upsertRows } from './batches';

export interface DbDecisionNoticeRow {
  decision_id: string;
  kind: string;
  recipient_ref: string;
  episode: string;
  sent_at: string;
}

/** Who was told what about which decision. */
export class NoticeStore {
  constructor(private readonly knex: Knex) {}

  async ofDecisions(
    decisionIds: Iterable<string>,
  ): Promise<DbDecisionNoticeRow[]> {
    return selectInChunks(decisionIds, chunk =>
      this.knex<DbDecisionNoticeRow>('decision_notice').whereIn(
        'decision_id',
        chunk,
      ),
    );
  }

  async save(rows: readonly DbDecisionNoticeRow[]): Promise<void> {
    await upsertRows(this.knex, 'decision_notice', rows, [
      'decision_id',
      'kind',
      'recipient_ref',
      'episode',
    ]);
  }
}
