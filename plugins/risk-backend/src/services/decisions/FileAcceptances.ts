import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { z } from 'zod';
import { readJson } from '../read/queries/json';
import { DecisionRequests } from './DecisionRequests';

interface FileAcceptancesOptions {
  database: Knex;
  decisions: Pick<DecisionRequests, 'openFromFile'>;
  logger: LoggerService;
}

interface AcceptedRow {
  risk_id: string;
  statement: string;
  title: string;
  status_reason: string | null;
  acceptance: string | null;
  actor: string;
}

const PAGE = 200;
const NO_REASON = 'A threat model calls this risk accepted and gives no reason';

/** What stands for the acceptance of a risk in files, however many say so. */
export const originKeyOf = (riskId: string) => `file:${riskId}`;

const requestSchema = z.object({
  reason: z.string(),
  until: z.string().optional(),
});

/** What the file says for it: its request, else why it calls it accepted. */
function requestOf({ acceptance, status_reason }: AcceptedRow): {
  reason: string;
  until?: string;
} {
  const { reason, until } = readJson(requestSchema, acceptance ?? '', {
    reason: status_reason ?? '',
  });
  return { reason: reason.trim() || NO_REASON, until };
}

/**
 * Puts what files call accepted, transferred or avoided, and what they ask to
 * accept, before the owner of the product, once for each risk: until somebody
 * decides, it counts.
 */
export class FileAcceptances {
  constructor(private readonly options: FileAcceptancesOptions) {}

  /**
   * One that cannot be asked never stops the others.
   *
   * @returns how many requests were opened
   */
  async openAll(): Promise<number> {
    const { decisions, logger } = this.options;
    let count = 0;
    let after = '';
    for (;;) {
      const rows = await this.#accepted(after);
      for (const row of rows) {
        try {
          await decisions.openFromFile({
            riskId: row.risk_id,
            sentence: row.statement || row.title,
            ...requestOf(row),
            actor: row.actor,
            originKey: originKeyOf(row.risk_id),
          });
          count += 1;
        } catch (error) {
          logger.warn(
            `What a file says about risk ${row.risk_id} is not before its owner yet: ${error}`,
          );
        }
      }
      if (rows.length < PAGE) return count;
      after = rows[rows.length - 1].risk_id;
    }
  }

  async #accepted(after: string): Promise<AcceptedRow[]> {
    const { database } = this.options;
    const text = (column: string) => `cast(${column} as varchar(36))`;
    const firstAccepted = database('risk_finding')
      .join({ af: 'finding' }, 'af.id', 'risk_finding.finding_id')
      .whereRaw('risk_finding.risk_id = r.id')
      .where(says =>
        says
          .where('af.status', 'accepted')
          .orWhere(asks =>
            asks
              .whereNotNull('af.acceptance')
              .whereIn('af.status', ['open', 'in_progress']),
          ),
      )
      // What a file said long ago asks nobody today.
      .whereExists(
        database({ live: 'import' })
          .whereRaw('live.source_id = af.source_id')
          .whereNull('live.backfilled_at'),
      )
      .whereNull('af.absent_since')
      .orderByRaw('case when af.acceptance is null then 1 else 0 end, af.id')
      .limit(1)
      .select('af.id');
    return database({ r: 'risk' })
      .join({ f: 'finding' }, join =>
        join.on('f.id', '=', database.raw('(?)', [firstAccepted])),
      )
      .join({ i: 'import' }, 'i.id', 'f.last_import_id')
      .where('r.state', 'open')
      .whereNot('r.product_ref', '')
      .whereRaw(`${text('r.id')} > ?`, [after])
      .whereNotExists(
        database({ d: 'decision' }).whereRaw(
          `d.origin_key = 'file:' || ${text('r.id')}`,
        ),
      )
      .whereNotExists(
        database({ dr: 'decision_risk' })
          .join({ d: 'decision' }, 'd.id', 'dr.decision_id')
          .whereRaw('dr.risk_id = r.id')
          .whereIn('d.state', ['requested', 'granted']),
      )
      .orderByRaw(text('r.id'))
      .limit(PAGE)
      .select<AcceptedRow[]>(
        'r.id as risk_id',
        'r.statement',
        'r.title',
        'f.status_reason',
        'f.acceptance',
        'i.actor',
      );
  }
}
