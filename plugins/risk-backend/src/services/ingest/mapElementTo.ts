import { InputError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { FindingStore } from '../../database/FindingStore';
import { ModelStore } from '../../database/ModelStore';
import { SourceStore } from '../../database/SourceStore';
import { RiskLedger } from '../risks/RiskLedger';
import { RollupService } from '../rollup/RollupService';

/**
 * Maps one element to an entity for a person, and moves its findings there.
 *
 * @throws NotFoundError when model or element is unknown
 * @throws InputError when the file names another entity, or the catalog has
 * none by this ref
 */
export async function mapElementTo(
  trx: Knex.Transaction,
  mapping: {
    modelId: string;
    elementId: string;
    entityRef: string;
    actor: string;
    at: string;
  },
  { risks, rollup }: { risks: RiskLedger; rollup: RollupService },
): Promise<void> {
  const models = new ModelStore(trx);
  const sources = new SourceStore(trx);
  const findings = new FindingStore(trx);
  const { modelId, elementId, entityRef, actor, at } = mapping;

  const model = await models.find(modelId);
  if (!model) throw new NotFoundError(`Model ${modelId} is unknown`);
  await sources.lock(model.source_id);
  const element = await models.element(modelId, elementId);
  if (!element) {
    throw new NotFoundError(`Element ${elementId} is unknown in this model`);
  }
  if (element.mapped_by === 'file') {
    throw new InputError(
      'The file itself says which entity this element is. Change it there.',
    );
  }
  if (!(await models.knownRefs([entityRef])).has(entityRef)) {
    throw new InputError(`The catalog has no entity ${entityRef}`);
  }
  await sources.map({
    source_id: model.source_id,
    model_key: model.model_key,
    element_id: elementId,
    entity_ref: entityRef,
    actor,
    at,
  });
  await models.updateElement(modelId, elementId, {
    entity_ref: entityRef,
    mapped_by: 'person',
    candidates: '[]',
  });
  const moved = (await findings.ofElement(modelId, elementId)).filter(
    ({ entity_ref }) => entity_ref !== entityRef,
  );
  const ids = moved.map(({ id }) => id);
  await findings.moveEntity(ids, entityRef, at);
  await findings.addEvents(
    moved.map(({ id, entity_ref }) => ({
      finding_id: id,
      at,
      kind: 'moved' as const,
      actor,
      import_id: null,
      detail: JSON.stringify({ from: entity_ref ?? undefined, to: entityRef }),
    })),
  );
  const affected = await risks.settle(trx, { findingIds: ids, actor });
  await rollup.recompute(trx, {
    products: affected.products,
    entities: [
      ...affected.entities,
      entityRef,
      ...[element, ...moved].flatMap(({ entity_ref }) => entity_ref ?? []),
    ],
  });
}
