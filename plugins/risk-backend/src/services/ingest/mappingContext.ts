import { ThreatModel } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { ModelStore } from '../../database/ModelStore';
import { SourceStore } from '../../database/SourceStore';
import { DocumentContext } from './incoming';
import { mappableEntities } from './mappableEntities';
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
  const attachedRefs = (await sources.attachments(sourceId)).map(
    ({ entity_ref }) => entity_ref,
  );
  return {
    byPerson: await sources.mappings(sourceId),
    knownRefs: await mirror.knownRefs(named),
    entities: await mappableEntities(knex, attachedRefs, models),
    attachedTo: await mirror.commonAncestor(attachedRefs),
  };
}
