import { splitEqually } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import {
  RiskFindingRow,
  RiskMitigationRow,
  RiskStore,
} from '../../database/RiskStore';
import {
  DbRiskEntityRow,
  DbRiskFindingRow,
  DbRiskRow,
  toInteger,
} from '../../database/tables';
import { groupBy } from '../groupBy';
import { groupKeyOf } from './groupKey';
import {
  FindingPlacer,
  isCurrent,
  isInstance,
  LINKED_BY_RULE,
  Placement,
} from './placeFindings';
import { riskRowOf } from './riskRow';
import { HistoryContext, riskStates } from './riskStates';

/** What changed, and why. */
export interface LedgerChange extends HistoryContext {
  findingIds?: Iterable<string>;
  riskIds?: Iterable<string>;
}

/** Whose roll-ups a change concerns. */
export interface Affected {
  products: Set<string>;
  entities: Set<string>;
}

const isSame = (before: DbRiskRow, after: DbRiskRow) =>
  (Object.keys(after) as (keyof DbRiskRow)[]).every(
    column => column === 'updated_at' || before[column] === after[column],
  );

function entityRows(
  risk: DbRiskRow,
  entityRefs: readonly string[],
): DbRiskEntityRow[] {
  if (entityRefs.length === 0) return [];
  const shares = splitEqually(toInteger(risk.exposure), entityRefs);
  return [...shares].map(([entity_ref, share]) => ({
    risk_id: risk.id,
    entity_ref,
    share,
  }));
}

const textOf = (rows: readonly DbRiskEntityRow[]) =>
  rows
    .map(({ entity_ref, share }) => `${entity_ref} ${toInteger(share)}`)
    .sort()
    .join('\n');

/**
 * Keeps risks in step with their findings: which findings are one risk, what
 * the risk's numbers are, and the history of every change.
 */
export class RiskLedger {
  constructor(
    private readonly options: { config: RiskConfig; now: () => Date },
  ) {}

  /**
   * Brings the risks of some findings, and some further risks, up to date
   * within the caller's transaction. Doing it twice changes nothing.
   *
   * @returns the products and entities whose roll-ups must follow
   */
  async settle(trx: Knex.Transaction, change: LedgerChange): Promise<Affected> {
    const store = new RiskStore(trx);
    const findings = await store.findingsByIds(change.findingIds ?? []);
    const placer = await this.#placements(store, findings, change);
    for (const placement of placer.all()) {
      placer.settleRisk(placement);
    }
    const unlinked = findings
      .filter(finding => finding.risk_id === null && isInstance(finding))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const finding of unlinked) {
      placer.place(finding);
    }
    const placements = placer.all();
    const affected = await this.#write(store, placements, change);
    for (const { product_ref, entity_ref } of [
      ...findings,
      ...placements.flatMap(placement => placement.findings),
    ]) {
      affected.products.add(product_ref);
      if (entity_ref !== null) affected.entities.add(entity_ref);
    }
    return affected;
  }

  /** Loads the risks concerned, and those that findings may have to join. */
  async #placements(
    store: RiskStore,
    findings: readonly RiskFindingRow[],
    change: LedgerChange,
  ): Promise<FindingPlacer> {
    const linkedIds = findings.flatMap(({ risk_id }) => risk_id ?? []);
    const risks = new Map<string, DbRiskRow>();
    const add = (rows: DbRiskRow[]) =>
      rows.forEach(row => risks.set(row.id, row));
    add(await store.risksByIds([...linkedIds, ...(change.riskIds ?? [])]));

    const members = await store.findingsOfRisks(risks.keys());
    const wanted = new Map<string, Set<string>>();
    const want = (productRef: string, groupKey: string) => {
      const keys = wanted.get(productRef) ?? new Set();
      wanted.set(productRef, keys.add(groupKey));
    };
    for (const finding of members) {
      const risk = risks.get(finding.risk_id ?? '');
      if (
        risk &&
        isCurrent(finding) &&
        finding.product_ref !== risk.product_ref
      ) {
        want(finding.product_ref, risk.group_key);
      }
    }
    for (const finding of findings) {
      if (finding.risk_id === null && isInstance(finding)) {
        want(finding.product_ref, groupKeyOf(finding));
      }
    }
    const known = new Set(risks.keys());
    for (const [productRef, groupKeys] of wanted) {
      add(await store.risksByGroup(productRef, groupKeys));
    }
    const joined = [...risks.keys()].filter(id => !known.has(id));
    members.push(...(await store.findingsOfRisks(joined)));

    const byRisk = groupBy(members, ({ risk_id }) => risk_id);
    return new FindingPlacer(
      [...risks.values()].map(stored => ({
        riskId: stored.id,
        productRef: stored.product_ref,
        groupKey: stored.group_key,
        stored,
        findings: byRisk.get(stored.id) ?? [],
      })),
    );
  }

  async #write(
    store: RiskStore,
    placements: readonly Placement[],
    change: LedgerChange,
  ): Promise<Affected> {
    const at = this.options.now().toISOString();
    const context = {
      ...change,
      at,
      policy: {
        scale: this.options.config.scale,
        claimedWeight: this.options.config.policy.claimedWeight,
      },
      mitigations: groupBy<RiskMitigationRow>(
        await store.mitigationsOf(
          placements.flatMap(({ findings }) =>
            findings.filter(isInstance).map(({ id }) => id),
          ),
        ),
        ({ finding_id }) => finding_id,
      ),
    };
    const storedIds = placements.flatMap(({ stored }) => stored?.id ?? []);
    const entitiesBefore = groupBy(
      await store.entitiesOf(storedIds),
      ({ risk_id }) => risk_id,
    );
    const affected: Affected = { products: new Set(), entities: new Set() };
    const rows: DbRiskRow[] = [];
    const links: DbRiskFindingRow[] = [];
    const states: ReturnType<typeof riskStates> = [];
    const replaced: { riskIds: string[]; rows: DbRiskEntityRow[] } = {
      riskIds: [],
      rows: [],
    };
    for (const placement of placements) {
      const { row, entityRefs } = riskRowOf(placement, context);
      const before = placement.stored;
      if (!before || !isSame(before, row)) rows.push(row);
      states.push(...riskStates(placement, row, entityRefs, context));
      for (const finding of placement.findings) {
        if (finding.risk_id !== placement.riskId) {
          links.push({
            finding_id: finding.id,
            risk_id: placement.riskId,
            linked_by: finding.linked_by ?? LINKED_BY_RULE,
          });
        }
      }
      const entityBefore = entitiesBefore.get(placement.riskId) ?? [];
      const entityAfter = entityRows(row, entityRefs);
      if (textOf(entityBefore) !== textOf(entityAfter)) {
        replaced.riskIds.push(placement.riskId);
        replaced.rows.push(...entityAfter);
      }
      affected.products.add(placement.productRef);
      if (before) affected.products.add(before.product_ref);
      for (const { entity_ref } of [...entityBefore, ...entityAfter]) {
        affected.entities.add(entity_ref);
      }
    }
    // In one order everywhere, so that two transactions never wait for each
    // other.
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    await store.save(rows);
    await store.link(links);
    await store.replaceEntities(replaced.riskIds, replaced.rows);
    await store.appendStates(states);
    await this.#copyRatings(store, placements);
    return affected;
  }

  /** A risk split from another keeps the history of its rating. */
  async #copyRatings(store: RiskStore, placements: readonly Placement[]) {
    for (const { riskId, stored, splitFrom } of placements) {
      if (!stored && splitFrom?.rating_state === 'confirmed') {
        for (const { id: _, ...rating } of await store.ratingsOf(
          splitFrom.id,
        )) {
          await store.addRating({ ...rating, risk_id: riskId });
        }
      }
    }
  }
}
