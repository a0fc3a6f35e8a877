import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { inChunks, selectInChunks } from '../../database/batches';
import { FindingStore } from '../../database/FindingStore';
import { SourceStore } from '../../database/SourceStore';
import { DbFindingRow } from '../../database/tables';
import { RiskLedger } from '../risks/RiskLedger';
import { RollupService } from '../rollup/RollupService';

interface PromotionServiceOptions {
  database: Knex;
  risks: RiskLedger;
  rollup: RollupService;
  now: () => Date;
}

/** What somebody decides about some groups on an entity. */
export interface PromotionInput {
  entityRef: string;
  groups: readonly string[];
  reason: string;
}

/** How much a decision concerned. */
export interface PromotionOutcome {
  groups: number;
  findings: number;
}

/**
 * Makes findings of machines into risks, and takes that back. What is decided
 * holds for the group on its entity: whatever joins it later, from any source,
 * follows.
 */
export class PromotionService {
  constructor(private readonly options: PromotionServiceOptions) {}

  /** @throws NotFoundError when the entity has no such group */
  async promote(
    input: PromotionInput,
    actor: string,
  ): Promise<PromotionOutcome> {
    return this.#decide(input, 'promoted', actor);
  }

  /** @throws NotFoundError when the entity has no such group */
  async withdraw(
    input: PromotionInput,
    actor: string,
  ): Promise<PromotionOutcome> {
    return this.#decide(input, 'withdrawn', actor);
  }

  async #decide(
    { entityRef, groups, reason }: PromotionInput,
    promotion: 'promoted' | 'withdrawn',
    actor: string,
  ): Promise<PromotionOutcome> {
    const { database, risks, rollup, now } = this.options;
    return database.transaction(async trx => {
      const at = now().toISOString();
      const found = await this.#membersOf(trx, entityRef, groups);
      const changed = found.filter(finding => finding.promotion !== promotion);
      const ids = changed.map(({ id }) => id);
      await inChunks(ids, chunk =>
        trx<DbFindingRow>('finding').whereIn('id', chunk).update({
          promotion,
          promoted_by: actor,
          promoted_at: at,
          promotion_reason: reason,
        }),
      );
      await new FindingStore(trx).addEvents(
        ids.map(id => ({
          finding_id: id,
          at,
          kind:
            promotion === 'promoted'
              ? ('promoted' as const)
              : ('promotion-withdrawn' as const),
          actor,
          import_id: null,
          detail: JSON.stringify({ reason }),
        })),
      );
      const affected = await risks.settle(trx, {
        findingIds: ids,
        actor,
        ...(promotion === 'promoted'
          ? { created: new Set(ids) }
          : { removed: new Set(ids) }),
      });
      await rollup.recompute(trx, {
        products: affected.products,
        entities: [...affected.entities, entityRef],
      });
      return { groups: groups.length, findings: changed.length };
    });
  }

  /**
   * The findings of some groups that nobody reviewed, the absent ones included:
   * they follow when they come back.
   *
   * @remarks
   * Holds the rows of their sources first, as an import does, so that neither
   * undoes what the other writes.
   */
  async #membersOf(
    trx: Knex.Transaction,
    entityRef: string,
    groups: readonly string[],
  ): Promise<DbFindingRow[]> {
    const members = () =>
      selectInChunks(groups, chunk =>
        trx<DbFindingRow>('finding')
          .where({ entity_ref: entityRef, reviewed: false })
          .whereIn('review_group', chunk)
          .orderBy('id')
          .select(),
      );
    const sources = new SourceStore(trx);
    const sourceIds = (await members()).map(({ source_id }) => source_id);
    for (const id of [...new Set(sourceIds)].sort()) await sources.lock(id);
    const found = await members();
    const known = new Set(found.map(({ review_group }) => review_group));
    const unknown = groups.filter(group => !known.has(group));
    if (unknown.length > 0) {
      throw new NotFoundError(
        `${entityRef} has no findings to promote in ${unknown
          .slice(0, 3)
          .map(group => `"${group.slice(0, 120)}"`)
          .join(', ')}. Read the list again: an import may have changed it.`,
      );
    }
    return found;
  }
}
