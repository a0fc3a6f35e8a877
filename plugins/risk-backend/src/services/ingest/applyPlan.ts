import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { FindingStore } from '../../database/FindingStore';
import { ModelStore } from '../../database/ModelStore';
import {
  DbFindingEventRow,
  DbFindingRow,
  DbMitigationRow,
  DbThreatModelRow,
} from '../../database/tables';
import { decidePromotions } from '../promotion/decidePromotions';
import { PromotionRules } from '../promotion/PromotionRules';
import { FindingNewsSets } from '../risks/riskRow';
import { findingStatus } from './findingStatus';
import { IncomingDocument, IncomingFinding, IncomingModel } from './incoming';
import { mergeMitigations } from './mergeMitigations';
import { ImportPlan } from './planImport';

/** What an application changed, for risks and roll-ups to follow. */
export interface AppliedPlan {
  findingIds: string[];
  news: Record<keyof FindingNewsSets, Set<string>>;
  /** Entities whose coverage or findings may have changed. */
  entities: Set<string>;
}

export interface ApplyContext {
  sourceId: string;
  importId: string;
  actor: string;
  at: string;
  promotionRules: PromotionRules;
  /** Findings of the source as stored, in full, by id. */
  stored: ReadonlyMap<string, DbFindingRow>;
}

type NewEvent = Omit<DbFindingEventRow, 'id'>;

/** Writes the models of a document; says which id each key has. */
async function saveModels(
  store: ModelStore,
  models: readonly IncomingModel[],
  context: ApplyContext,
  entities: Set<string>,
): Promise<Map<string, string>> {
  const stored = new Map(
    (await store.ofSource(context.sourceId)).map(row => [row.model_key, row]),
  );
  const rows = models.map(({ elements: _, ...model }): DbThreatModelRow => {
    const before = stored.get(model.model_key);
    const isSame = before?.content_hash === model.content_hash;
    return {
      id: before?.id ?? randomUUID(),
      source_id: context.sourceId,
      ...model,
      content_changed_at: isSame ? before.content_changed_at : context.at,
      absent_since: null,
    };
  });
  const ids = new Map(rows.map(({ model_key, id }) => [model_key, id]));
  const gone = [...stored.values()].filter(
    ({ model_key }) => !ids.has(model_key),
  );
  for (const ref of await store.mappedEntities(
    [...stored.values()].map(({ id }) => id),
  )) {
    entities.add(ref);
  }
  await store.save(rows);
  await store.markAbsent(
    gone.map(({ id }) => id),
    context.at,
  );
  await store.replaceElements(
    [...ids.values()],
    models.flatMap(({ model_key, elements }) =>
      elements.map(element => ({
        model_id: ids.get(model_key) ?? '',
        ...element,
      })),
    ),
  );
  for (const { elements } of models) {
    for (const { entity_ref } of elements) {
      if (entity_ref) entities.add(entity_ref);
    }
  }
  return ids;
}

function findingRow(
  { model_key, mitigations: _, ...incoming }: IncomingFinding,
  before: DbFindingRow | undefined,
  modelIds: ReadonlyMap<string, string>,
  context: ApplyContext,
  changed: boolean,
): DbFindingRow {
  return {
    id: before?.id ?? randomUUID(),
    source_id: context.sourceId,
    model_id: modelIds.get(model_key) ?? '',
    ...incoming,
    status: findingStatus(incoming.stated_status, before?.triage ?? null),
    triage: before?.triage ?? null,
    triage_reason: before?.triage_reason ?? null,
    triage_by: before?.triage_by ?? null,
    triage_at: before?.triage_at ?? null,
    promotion: before?.promotion ?? null,
    promoted_by: before?.promoted_by ?? null,
    promoted_at: before?.promoted_at ?? null,
    promotion_reason: before?.promotion_reason ?? null,
    first_seen: before?.first_seen ?? context.at,
    last_seen: context.at,
    changed_at: changed || !before ? context.at : before.changed_at,
    absent_since: null,
    first_import_id: before?.first_import_id ?? context.importId,
    last_import_id: context.importId,
  };
}

/**
 * Carries an import plan out within a transaction: models, findings,
 * mitigations and history. Risks and roll-ups are the caller's.
 */
export async function applyPlan(
  trx: Knex.Transaction,
  plan: ImportPlan,
  document: IncomingDocument,
  context: ApplyContext,
): Promise<AppliedPlan> {
  const findings = new FindingStore(trx);
  const applied: AppliedPlan = {
    findingIds: [],
    entities: new Set(),
    news: {
      created: new Set(),
      reopened: new Set(),
      removed: new Set(),
      rerated: new Set(),
    },
  };
  const modelIds = await saveModels(
    new ModelStore(trx),
    document.models,
    context,
    applied.entities,
  );

  const events: NewEvent[] = [];
  const record = (
    findingId: string,
    kind: NewEvent['kind'],
    detail: object = {},
  ) =>
    events.push({
      finding_id: findingId,
      at: context.at,
      kind,
      actor: context.actor,
      import_id: context.importId,
      detail: JSON.stringify(detail),
    });
  const rowOf = (
    incoming: IncomingFinding,
    storedId?: string,
    changed = true,
  ) =>
    findingRow(
      incoming,
      storedId === undefined ? undefined : context.stored.get(storedId),
      modelIds,
      context,
      changed,
    );

  const created = plan.created.map(incoming => ({
    row: rowOf(incoming),
    incoming,
  }));
  const updated = [...plan.changed, ...plan.reopened].map(update => ({
    ...update,
    row: rowOf(update.incoming, update.stored.id),
  }));
  for (const { row } of created) {
    applied.news.created.add(row.id);
    record(row.id, 'first-seen');
  }
  for (const { row, stored, fields } of updated) {
    const from = stored.entity_ref;
    if (from) applied.entities.add(from);
    if (fields.includes('severity') || fields.includes('rating'))
      applied.news.rerated.add(row.id);
    if (row.status === 'excluded' && stored.status !== 'excluded') {
      applied.news.removed.add(row.id);
    }
    if (stored.absent_since !== null) {
      applied.news.reopened.add(row.id);
      record(row.id, 'reopened', { fields });
    } else if (fields.length === 1 && fields[0] === 'entity') {
      record(row.id, 'moved', { from, to: row.entity_ref });
    } else {
      record(row.id, 'changed', { fields });
    }
  }
  for (const { id } of plan.absent) {
    applied.news.removed.add(id);
    record(id, 'absent');
  }

  // Places in the file may shift although nothing it says has changed.
  const shifted = plan.unchanged
    .filter(
      ({ stored, incoming }) =>
        stored.detail !== incoming.detail ||
        stored.review_group !== incoming.review_group ||
        stored.definition_key !== incoming.definition_key ||
        stored.native_id !== incoming.native_id,
    )
    .map(({ stored, incoming }) => rowOf(incoming, stored.id, false));

  const decide = (rows: readonly DbFindingRow[]) =>
    decidePromotions(trx, rows, context.promotionRules, context.at);
  await findings.insert(await decide(created.map(({ row }) => row)));
  const saved = await decide([...updated.map(({ row }) => row), ...shifted]);
  await findings.save(saved);
  const promotionOf = (id: string) => context.stored.get(id)?.promotion ?? null;
  const decidedAnew = saved.filter(
    ({ id, promotion }) => promotion !== promotionOf(id),
  );
  for (const { id, promotion } of decidedAnew) {
    if (promotion === null) applied.news.removed.add(id);
  }
  await findings.markAbsent(
    plan.absent.map(({ id }) => id),
    context.at,
  );
  await findings.markSeen(context.sourceId, context.importId, context.at);

  const storedMitigations = new Map<string, DbMitigationRow[]>();
  for (const row of await findings.mitigationsOf(
    updated.map(({ row: { id } }) => id),
  )) {
    const rows = storedMitigations.get(row.finding_id) ?? [];
    storedMitigations.set(row.finding_id, [...rows, row]);
  }
  const merge = (row: DbFindingRow, incoming: IncomingFinding) =>
    mergeMitigations(
      row.id,
      storedMitigations.get(row.id) ?? [],
      incoming.mitigations,
      { at: context.at, newId: randomUUID },
    );
  await findings.insertMitigations(
    created.flatMap(({ row, incoming }) => merge(row, incoming).rows),
  );
  const merged = updated.map(({ row, incoming }) => merge(row, incoming));
  await findings.saveMitigations(merged.flatMap(({ rows }) => rows));
  for (const mitigation of merged.flatMap(({ withdrawn }) => withdrawn)) {
    record(mitigation.finding_id, 'mitigation-withdrawn', {
      title: mitigation.title,
      evidence: mitigation.evidence,
      verifiedBy: mitigation.verified_by,
    });
  }
  await findings.addEvents(events);

  applied.findingIds.push(
    ...created.map(({ row }) => row.id),
    ...updated.map(({ row }) => row.id),
    ...plan.absent.map(({ id }) => id),
    ...decidedAnew.map(({ id }) => id),
  );
  return applied;
}
