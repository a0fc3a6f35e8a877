import { randomUUID } from 'crypto';
import { RiskFindingRow } from '../../database/RiskStore';
import { DbRiskRow, toBoolean } from '../../database/tables';
import { groupKeyOf } from './groupKey';

export const LINKED_BY_RULE = 'rule';

/** The finding is reported today and was not left out. */
export const isCurrent = (finding: RiskFindingRow) =>
  finding.absent_since === null && finding.status !== 'excluded';

/** The finding counts: a person wrote, reviewed or promoted it. */
export const isInstance = (finding: RiskFindingRow) =>
  isCurrent(finding) &&
  (toBoolean(finding.reviewed) ||
    finding.promotion === 'promoted' ||
    finding.promotion === 'rule' ||
    (finding.linked_by !== null && finding.linked_by !== LINKED_BY_RULE));

const groupId = (productRef: string, groupKey: string) =>
  JSON.stringify([productRef, groupKey]);

/** A risk in the making: a stored one, or one to be created. */
export interface Placement {
  riskId: string;
  productRef: string;
  groupKey: string;
  /** The stored risk, before anything changes. */
  stored?: DbRiskRow;
  /** The risk that a new one was split from: gives rating and words. */
  splitFrom?: DbRiskRow;
  findings: RiskFindingRow[];
  /** Product it came from, when it moved as a whole. */
  movedFrom?: string;
  /** Findings left it for, or came to it from, another product. */
  lost?: boolean;
  received?: boolean;
}

/**
 * Places risks and findings to which nobody is linked to the product of their
 * entities: every risk lies in exactly one product.
 *
 * A risk whose findings all belong to another product moves there as a whole
 * and keeps its id. When only some do, they leave to the risk of the same key
 * there, a new one when there is none, and the rest stays. Findings that are
 * gone stay with their risk.
 */
export class FindingPlacer {
  readonly #placements = new Map<string, Placement>();
  readonly #byGroup = new Map<string, Placement>();

  constructor(stored: readonly Placement[]) {
    for (const placement of stored) this.#add(placement);
  }

  all(): Placement[] {
    return [...this.#placements.values()];
  }

  /** Moves or splits one risk so that it lies in one product. */
  settleRisk(placement: Placement): void {
    const current = placement.findings.filter(isCurrent);
    const leaving = current.filter(
      finding => finding.product_ref !== placement.productRef,
    );
    if (leaving.length === 0) return;
    if (leaving.length === current.length) {
      const [first] = leaving.map(finding => finding.product_ref).sort();
      if (!this.#byGroup.has(groupId(first, placement.groupKey))) {
        this.#move(placement, first);
      }
    }
    for (const finding of leaving) {
      if (finding.product_ref !== placement.productRef) {
        placement.findings = placement.findings.filter(
          other => other !== finding,
        );
        placement.lost = true;
        this.#join(finding, placement.groupKey, placement.stored).received =
          true;
      }
    }
  }

  /** Finds or makes the risk of a finding that has none. */
  place(finding: RiskFindingRow): void {
    this.#join(finding, groupKeyOf(finding));
  }

  #move(placement: Placement, productRef: string) {
    this.#byGroup.delete(groupId(placement.productRef, placement.groupKey));
    placement.movedFrom = placement.productRef;
    placement.productRef = productRef;
    this.#byGroup.set(groupId(productRef, placement.groupKey), placement);
  }

  #join(
    finding: RiskFindingRow,
    groupKey: string,
    splitFrom?: DbRiskRow,
  ): Placement {
    const productRef = finding.product_ref;
    let placement = this.#byGroup.get(groupId(productRef, groupKey));
    if (!placement) {
      placement = {
        riskId: randomUUID(),
        productRef,
        groupKey,
        splitFrom,
        findings: [],
      };
      this.#add(placement);
    }
    placement.findings.push(finding);
    return placement;
  }

  #add(placement: Placement) {
    this.#placements.set(placement.riskId, placement);
    this.#byGroup.set(
      groupId(placement.productRef, placement.groupKey),
      placement,
    );
  }
}
