import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { FindingStore } from '../../database/FindingStore';
import { RiskStore } from '../../database/RiskStore';
import { SourceStore } from '../../database/SourceStore';
import {
  DbFindingRow,
  DbRelinkChoiceRow,
  toBoolean,
} from '../../database/tables';
import { findingStatus, toFindingStatus } from '../ingest/findingStatus';
import { RiskLedger } from '../risks/RiskLedger';
import { RollupService } from '../rollup/RollupService';
import { moveVerifications } from './moveVerifications';

interface RelinkServiceOptions {
  database: Knex;
  risks: RiskLedger;
  rollup: RollupService;
  now: () => Date;
}

/** A finding that is gone, and the one that may be it. */
export interface RelinkInput {
  entityRef: string;
  from: string;
  to: string;
}

interface Pair {
  from: DbFindingRow;
  to: DbFindingRow;
}

/**
 * Moves what people decided about a finding that is gone to the finding that
 * took its place. The risk stays the same one, with its rating, its words and
 * everything that refers to it.
 */
export class RelinkService {
  constructor(private readonly options: RelinkServiceOptions) {}

  /** @throws NotFoundError, ConflictError */
  async accept(input: RelinkInput, actor: string): Promise<void> {
    const { database, risks, rollup } = this.options;
    await database.transaction(async trx => {
      const at = this.#now();
      const { from, to } = await this.#lock(trx, input);
      await this.#record(trx, input, 'accepted', actor, at);
      await this.#moveDecisions(trx, { from, to }, actor, at);
      const verified = await moveVerifications(trx, from.id, to.id);
      const riskIds = await this.#moveRisk(trx, { from, to }, actor);
      const detail = { evidence: verified.join(', ') || undefined };
      await new FindingStore(trx).addEvents([
        this.#event(from, { ...detail, title: to.title }, actor, at),
        this.#event(
          to,
          { ...detail, from: from.id, title: from.title },
          actor,
          at,
        ),
      ]);
      const affected = await risks.settle(trx, {
        findingIds: [to.id],
        riskIds,
        actor,
        cause: 'merged',
      });
      await rollup.recompute(trx, {
        products: affected.products,
        entities: [
          ...affected.entities,
          input.entityRef,
          ...(to.entity_ref ? [to.entity_ref] : []),
        ],
      });
    });
  }

  /** @throws NotFoundError, ConflictError */
  async dismiss(input: RelinkInput, actor: string): Promise<void> {
    await this.options.database.transaction(async trx => {
      await this.#lock(trx, input);
      await this.#record(trx, input, 'dismissed', actor, this.#now());
    });
  }

  /**
   * Both findings, with their sources held so that no import changes them
   * meanwhile.
   */
  async #lock(trx: Knex.Transaction, input: RelinkInput): Promise<Pair> {
    const read = async () => {
      const rows = await trx<DbFindingRow>('finding').whereIn('id', [
        input.from,
        input.to,
      ]);
      const from = rows.find(({ id }) => id === input.from);
      const to = rows.find(({ id }) => id === input.to);
      if (!from || !to || from.entity_ref !== input.entityRef) {
        throw new NotFoundError(
          `${input.entityRef} has no such findings. Read the offers again.`,
        );
      }
      return { from, to };
    };
    const before = await read();
    const sources = new SourceStore(trx);
    const ids = [before.from.source_id, before.to.source_id];
    for (const id of [...new Set(ids)].sort()) await sources.lock(id);
    const pair = await read();
    const chosen = await trx<DbRelinkChoiceRow>('relink_choice')
      .where({ from_finding_id: input.from })
      .andWhere(either =>
        either
          .where({ to_finding_id: input.to })
          .orWhere({ choice: 'accepted' }),
      )
      .first();
    if (
      chosen ||
      pair.from.absent_since === null ||
      pair.to.absent_since !== null
    ) {
      throw new ConflictError(
        'This was chosen already, or one of the findings has come back or gone meanwhile. Read the offers again.',
      );
    }
    return pair;
  }

  async #record(
    trx: Knex.Transaction,
    { from, to }: RelinkInput,
    choice: DbRelinkChoiceRow['choice'],
    actor: string,
    at: string,
  ) {
    await trx<DbRelinkChoiceRow>('relink_choice').insert({
      from_finding_id: from,
      to_finding_id: to,
      choice,
      actor,
      at,
    });
  }

  /** Whether it counts, and whether it is a risk. */
  async #moveDecisions(
    trx: Knex.Transaction,
    { from, to }: Pair,
    actor: string,
    at: string,
  ) {
    const triage = from.triage && {
      triage: from.triage,
      triage_reason: from.triage_reason,
      triage_by: from.triage_by,
      triage_at: from.triage_at,
      status: findingStatus(toFindingStatus(to.stated_status), from.triage),
    };
    const decided =
      from.promotion === 'promoted' || from.promotion === 'withdrawn';
    const counted = toBoolean(from.reviewed) && !toBoolean(to.reviewed);
    const promotion = decided
      ? {
          promotion: from.promotion,
          promoted_by: from.promoted_by,
          promoted_at: from.promoted_at,
          promotion_reason: from.promotion_reason,
        }
      : counted && {
          promotion: 'promoted' as const,
          promoted_by: actor,
          promoted_at: at,
          promotion_reason: 'Takes the place of a finding that was reviewed',
        };
    const changes = { ...triage, ...(promotion || undefined) };
    if (Object.keys(changes).length > 0) {
      await new FindingStore(trx).update(to.id, changes);
    }
  }

  /**
   * The new finding evidences the risk of the old one, unless other findings
   * do: then its rating is not orphaned.
   *
   * @returns risks that lost or gained a finding
   */
  async #moveRisk(
    trx: Knex.Transaction,
    { from, to }: Pair,
    actor: string,
  ): Promise<string[]> {
    const riskOf = async (id: string) => {
      const row = await trx('risk_finding')
        .where({ finding_id: id })
        .first<{ risk_id: string } | undefined>('risk_id');
      return row?.risk_id;
    };
    const old = await riskOf(from.id);
    if (old === undefined) return [];
    const store = new RiskStore(trx);
    const others = await store.findingsOfRisks([old]);
    if (others.some(({ absent_since }) => absent_since === null)) return [];
    const before = await riskOf(to.id);
    await store.link([{ finding_id: to.id, risk_id: old, linked_by: actor }]);
    return before === undefined ? [old] : [old, before];
  }

  #event({ id }: DbFindingRow, detail: object, actor: string, at: string) {
    return {
      finding_id: id,
      at,
      kind: 'relinked' as const,
      actor,
      import_id: null,
      detail: JSON.stringify(detail),
    };
  }

  #now() {
    return this.options.now().toISOString();
  }
}
