import { Knex } from 'knex';
import { ModelStore } from '../../database/ModelStore';
import { SourceStore } from '../../database/SourceStore';
import { DbFindingRow } from '../../database/tables';
import { RiskConfig } from '../../config';
import { CategoryLedger } from '../categories/CategoryLedger';
import { PromotionRules } from '../promotion/PromotionRules';
import { Affected, RiskLedger } from '../risks/RiskLedger';
import { RollupService } from '../rollup/RollupService';
import { settleFileOptions } from '../treatment/fileOptions';
import { applyPlan } from './applyPlan';
import { PlannedImport } from './importRequest';

/** What follows the findings of an import. */
export interface Followers {
  config: RiskConfig;
  risks: RiskLedger;
  categories: Pick<CategoryLedger, 'assign'>;
  rollup: RollupService;
}

/**
 * Carries a planned import out within a transaction: findings, then their
 * risks, then the numbers of the entities and products concerned.
 *
 * @returns the products whose numbers may have changed
 */
export async function carryOut(
  trx: Knex.Transaction,
  { importId, plan, document }: PlannedImport,
  context: {
    sourceId: string;
    actor: string;
    at: string;
    stored: readonly DbFindingRow[];
  },
  { config, risks, categories, rollup }: Followers,
): Promise<string[]> {
  const { sourceId, actor, at, stored } = context;
  const attachedTo = await attachedEntities(trx, sourceId);
  const isAssessment = document.models.some(model => model.is_assessment);
  const newlyAssessed = await notAssessed(
    trx,
    isAssessment
      ? [
          ...attachedTo,
          ...document.findings.flatMap(({ entity_ref }) => entity_ref ?? []),
        ]
      : [],
  );
  const applied = await applyPlan(trx, plan, document, {
    sourceId,
    importId,
    actor,
    at,
    promotionRules: new PromotionRules(config.promote),
    stored: new Map(stored.map(finding => [finding.id, finding])),
  });
  await categories.assign(trx, applied.findingIds);
  const affected: Affected = await risks.settle(trx, {
    findingIds: applied.findingIds,
    actor,
    newlyAssessed,
    ...applied.news,
  });
  await settleFileOptions(trx, document.options, { sourceId, actor, at });
  return rollup.recompute(trx, {
    products: affected.products,
    entities: [...affected.entities, ...applied.entities, ...attachedTo],
  });
}

/** Failed and held back sources are counted with the entities. */
export async function refreshCoverage(
  trx: Knex.Transaction,
  sourceId: string,
  rollup: RollupService,
): Promise<void> {
  await rollup.recompute(trx, {
    products: [],
    entities: await attachedEntities(trx, sourceId),
  });
}

async function attachedEntities(
  trx: Knex.Transaction,
  sourceId: string,
): Promise<string[]> {
  const attachments = await new SourceStore(trx).attachments(sourceId);
  return attachments.map(({ entity_ref }) => entity_ref);
}

async function notAssessed(
  trx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<Set<string>> {
  const refs = new Set(entityRefs);
  for (const ref of await new ModelStore(trx).assessedAmong(refs)) {
    refs.delete(ref);
  }
  return refs;
}
