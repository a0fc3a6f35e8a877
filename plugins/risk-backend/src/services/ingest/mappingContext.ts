import { ThreatModel } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { ModelStore } from '../../database/ModelStore';
import { SourceStore } from '../../database/SourceStore';
import { DocumentContext } from './incoming';
import { normalRef } from './mapElements';

/** Loads what mapping the elements of a source's models needs to know. */
export async function mappingContext(
  knex: Knex,
  sourceId: string,
  models: readonly ThreatModel[],
): Promise<DocumentContext> {
  const sources = new SourceStore(knex);
  const mirror = new ModelStore(knex);
  const named = models.flatMap(({ elements }) =>
    elements.flatMap(({ entityRef }) =>
      entityRef ? normalRef(entityRef) ?? [] : [],
    ),
  );
  const attachments = await sources.attachments(sourceId);
  return {
    byPerson: await sources.mappings(sourceId),
    knownRefs: await mirror.knownRefs(named),
    attachedTo: await mirror.commonAncestor(
      attachments.map(({ entity_ref }) => entity_ref),
    ),
  };
}
