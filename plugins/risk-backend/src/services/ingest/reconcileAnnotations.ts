import { randomUUID } from 'crypto';
import { SourceError } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { SourceStore } from '../../database/SourceStore';
import { DbAttachmentRow, DbSourceRow } from '../../database/tables';
import {
  AnnotatedEntity,
  annotatedEntities,
  entitiesByRef,
} from './annotatedEntities';
import {
  annotationTarget,
  AnnotationTargetOptions,
  splitTargets,
} from './annotationTarget';

/** A location that entities name, and what changed about who names it. */
export interface NamedSource {
  sourceId: string;
  /** Folder within which a `file:` location must really lie. */
  folder?: string;
  /** Why the location must not be read. */
  refused?: SourceError;
  /** Other entities name it than before. */
  attachmentsChanged: boolean;
}

/** What annotations say now, after sources and attachments follow it. */
export interface Reconciliation {
  named: NamedSource[];
  /** Sources that nobody names any more. */
  abandoned: string[];
}

interface Declaration {
  entityRef: string;
  declaredAs: string;
  location: string;
  folder?: string;
  refused?: SourceError;
}

const MAX_LOCATION = 1_024;

function declarationsOf(
  entity: AnnotatedEntity,
  options: AnnotationTargetOptions,
): Declaration[] {
  return splitTargets(entity.annotation ?? '').map(declared => {
    const target = annotationTarget(
      declared,
      entity.managedByLocation,
      options,
    );
    const base = { entityRef: entity.ref, declaredAs: declared };
    if (target.kind !== 'refused') {
      const { location } = target;
      if (location.length <= MAX_LOCATION) {
        return {
          ...base,
          location,
          ...(target.kind === 'file' && { folder: target.folder }),
        };
      }
    }
    // A source of its own: the place may be somebody else's good source.
    return {
      ...base,
      location: `${entity.ref}: ${declared}`.slice(0, MAX_LOCATION),
      refused: {
        file: declared.slice(0, 255),
        ...(target.kind === 'refused'
          ? { code: target.code, message: target.message }
          : {
              code: 'invalid-target',
              message: 'The annotation leads to a location that is too long.',
            }),
      },
    };
  });
}

const pair = (sourceId: string, entityRef: string) =>
  `${sourceId} ${entityRef}`;

/**
 * Brings sources and attachments in line with the annotations of all or some
 * entities. An entity that is missing from the catalog keeps what it named: it
 * may come back.
 */
export async function reconcileAnnotations(
  trx: Knex.Transaction,
  options: AnnotationTargetOptions & { at: string; entityRefs?: string[] },
): Promise<Reconciliation> {
  const store = new SourceStore(trx);
  const scope = options.entityRefs && new Set(options.entityRefs);
  const attachments = (await store.attachmentsByMethod('annotation')).filter(
    ({ entity_ref }) => !scope || scope.has(entity_ref),
  );
  const active = attachments.filter(({ detached_at }) => detached_at === null);

  const entities = new Map<string, AnnotatedEntity>();
  for (const entity of scope
    ? await entitiesByRef(trx, scope)
    : [
        ...(await annotatedEntities(trx)),
        ...(await entitiesByRef(
          trx,
          active.map(({ entity_ref }) => entity_ref),
        )),
      ]) {
    entities.set(entity.ref, entity);
  }
  const declarations = [...entities.values()]
    .filter(({ missing }) => !missing)
    .flatMap(entity => declarationsOf(entity, options));

  const sources = await ensureSources(store, declarations, options.at);
  const before = new Map(
    active.map(row => [pair(row.source_id, row.entity_ref), row]),
  );
  const kept = new Set<string>();
  const changed = new Set<string>();
  const attach: DbAttachmentRow[] = [];
  const named = new Map<string, NamedSource>();
  for (const { entityRef, declaredAs, location, ...rest } of declarations) {
    const sourceId = sources.get(location);
    if (sourceId === undefined || kept.has(pair(sourceId, entityRef))) continue;
    kept.add(pair(sourceId, entityRef));
    const existing = before.get(pair(sourceId, entityRef));
    if (!existing) changed.add(sourceId);
    if (existing?.declared_as !== declaredAs) {
      attach.push({
        source_id: sourceId,
        entity_ref: entityRef,
        declared_as: declaredAs.slice(0, MAX_LOCATION),
        since: existing?.since ?? options.at,
        detached_at: null,
      });
    }
    named.set(sourceId, { sourceId, attachmentsChanged: false, ...rest });
  }
  await store.attach(attach);

  const lost = new Set<string>();
  for (const [key, { source_id, entity_ref }] of before) {
    const entity = entities.get(entity_ref);
    if (!kept.has(key) && entity && !entity.missing) {
      await store.detach(source_id, entity_ref, options.at);
      lost.add(source_id);
      changed.add(source_id);
    }
  }
  const abandoned: string[] = [];
  for (const sourceId of lost) {
    const left = await store.attachments(sourceId);
    if (left.length === 0) abandoned.push(sourceId);
    else if (!named.has(sourceId)) {
      named.set(sourceId, { sourceId, attachmentsChanged: true });
    }
  }
  return {
    named: [...named.values()].map(source => ({
      ...source,
      attachmentsChanged: changed.has(source.sourceId),
    })),
    abandoned,
  };
}

/** Ids of the sources of some locations, made where there are none. */
async function ensureSources(
  store: SourceStore,
  declarations: readonly Declaration[],
  at: string,
): Promise<Map<string, string>> {
  const wanted = new Set(declarations.map(({ location }) => location));
  const known = new Set(
    (await store.byMethod('annotation')).map(({ location }) => location),
  );
  for (const location of wanted) {
    if (!known.has(location)) {
      await store.ensure(newSource('annotation', location, at));
    }
  }
  return new Map(
    (await store.byMethod('annotation')).map(({ id, location }) => [
      location,
      id,
    ]),
  );
}

/** A source that was never read. */
export function newSource(
  method: DbSourceRow['method'],
  location: string,
  at: string,
): DbSourceRow {
  return {
    id: randomUUID(),
    method,
    location,
    state: 'pending',
    error: null,
    content_hash: null,
    etag: null,
    revision: 0,
    created_at: at,
    checked_at: null,
    applied_at: null,
  };
}
