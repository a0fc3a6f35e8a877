import { InputError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { FindingStore } from '../../database/FindingStore';
import { SourceStore } from '../../database/SourceStore';
import { DbFindingRow, DbSourceRow } from '../../database/tables';
import { MappableEntities } from './elementCandidates';
import { ImportRequest, ParsedFile } from './importRequest';
import { incomingDocument } from './incoming';

/** A source whose findings a new location reports. */
export interface MovedSource {
  source: DbSourceRow;
  sharedKeys: number;
}

const SHARED_SHARE = 0.8;

/**
 * The source that a file at a new location was probably known by before: one
 * with the same content, or one of whose current findings at least 80 % have
 * keys that the file has too. Undefined when there is none.
 */
export async function findMovedSource(
  knex: Knex,
  file: ParsedFile,
  candidateIds: readonly string[],
): Promise<MovedSource | undefined> {
  if (candidateIds.length === 0) return undefined;
  const { findings: incoming } = incomingDocument(file.models, {
    byPerson: new Map(),
    knownRefs: new Set(),
    entities: new MappableEntities(),
    attachedTo: null,
  });
  const reported = new Set(incoming.map(({ key }) => key));
  const sources = new SourceStore(knex);
  const findings = new FindingStore(knex);
  let best: MovedSource | undefined;
  for (const id of [...candidateIds].sort()) {
    const source = await sources.find(id);
    if (!source) continue;
    const keys = await findings.currentKeys(id);
    const sharedKeys = keys.filter(key => reported.has(key)).length;
    const moved =
      keys.length > 0 &&
      (source.content_hash === file.contentHash ||
        sharedKeys >= SHARED_SHARE * keys.length);
    if (moved && (!best || sharedKeys > best.sharedKeys)) {
      best = { source, sharedKeys };
    }
  }
  return best;
}

/**
 * The source whose findings an import takes over: the one that a person chose,
 * else an abandoned one that the file was probably known by. Locked.
 *
 * @throws NotFoundError, InputError when the choice is impossible
 */
export async function sourceToTakeOver(
  trx: Knex.Transaction,
  source: DbSourceRow,
  stored: readonly DbFindingRow[],
  request: ImportRequest,
): Promise<DbSourceRow | undefined> {
  const sources = new SourceStore(trx);
  if (request.movedFrom) {
    if (request.movedFrom === source.id) return undefined;
    const from = await sources.lock(request.movedFrom);
    if (!from) {
      throw new NotFoundError(`Source ${request.movedFrom} is unknown`);
    }
    if (stored.length > 0) {
      throw new InputError(
        'This source has findings of its own and cannot take over others',
      );
    }
    return from;
  }
  const isNews = source.content_hash !== request.file.contentHash;
  if (!request.adoptFrom?.length || stored.length > 0 || !isNews) {
    return undefined;
  }
  const moved = await findMovedSource(trx, request.file, request.adoptFrom);
  return moved && sources.lock(moved.source.id);
}

/**
 * Gives everything a source reported to another source: findings with their
 * history, models, treatment options, and what people mapped.
 */
export async function takeOver(
  trx: Knex.Transaction,
  from: DbSourceRow,
  to: DbSourceRow,
  record: {
    actor: string;
    at: string;
    importId: string;
    /** Nothing was imported from it but older versions: its task is done. */
    isHistory: boolean;
  },
): Promise<void> {
  const findings = new FindingStore(trx);
  const ids = (await findings.ofSource(from.id)).map(({ id }) => id);
  for (const table of [
    'threat_model',
    'finding',
    'element_mapping',
    'treatment_option',
  ]) {
    await trx(table).where({ source_id: from.id }).update({ source_id: to.id });
  }
  await findings.addEvents(
    ids.map(id => ({
      finding_id: id,
      at: record.at,
      kind: 'moved' as const,
      actor: record.actor,
      import_id: record.importId,
      detail: JSON.stringify({ from: from.location, to: to.location }),
    })),
  );
  const sources = new SourceStore(trx);
  if (from.method !== 'annotation') {
    // The catalog still names an annotation's file. As long as that does not
    // change, there is nothing in it that the other source has not taken over.
    await sources.update(from.id, { content_hash: null, etag: null });
  }
  if (from.method === 'upload' || record.isHistory) {
    for (const { entity_ref } of await sources.attachments(from.id)) {
      await sources.detach(from.id, entity_ref, record.at);
    }
  }
}
