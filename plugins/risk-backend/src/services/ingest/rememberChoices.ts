import { InputError } from '@backstage/errors';
import { ElementChoice } from '@product-risk/backstage-plugin-risk-common';
import { ThreatModel } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { ModelStore } from '../../database/ModelStore';
import { SourceStore } from '../../database/SourceStore';
import { modelKeys } from './incoming';
import { shortKey } from './text';

/**
 * Remembers which entities the elements of a file stand for, as a person chose
 * them with the import: for this one and all later ones.
 *
 * @throws InputError when the file has no such element or names its entity
 * itself, or the catalog has no such entity
 */
export async function rememberChoices(
  trx: Knex.Transaction,
  choices: readonly ElementChoice[],
  models: readonly ThreatModel[],
  context: { sourceId: string; actor: string; at: string },
): Promise<void> {
  if (choices.length === 0) return;
  const known = await new ModelStore(trx).knownRefs(
    choices.map(({ entityRef }) => entityRef),
  );
  const keys = modelKeys(models);
  const sources = new SourceStore(trx);
  for (const { modelKey, elementId, entityRef } of choices) {
    const element = models[keys.indexOf(modelKey)]?.elements.find(
      ({ id }) => shortKey(id, 255) === elementId,
    );
    if (!element) {
      throw new InputError(
        `query.mappings: the file has no element "${elementId}" in the model "${modelKey}". Look at the preview again.`,
      );
    }
    if (element.entityRef) {
      throw new InputError(
        `query.mappings: the file itself says which entity "${elementId}" is. Change it there.`,
      );
    }
    if (!known.has(entityRef)) {
      throw new InputError(
        `query.mappings: the catalog has no entity ${entityRef}`,
      );
    }
    await sources.map({
      source_id: context.sourceId,
      model_key: modelKey,
      element_id: elementId,
      entity_ref: entityRef,
      actor: context.actor,
      at: context.at,
    });
  }
}
