import { createPermission } from '@backstage/plugin-permission-common';

/**
 * See findings and risks of entities the caller may read, and the totals of
 * products.
 * @public
 */
export const riskReadPermission = createPermission({
  name: 'risk.read',
  attributes: { action: 'read' },
});

/**
 * Import a threat model for an entity, or read its sources again.
 * @public
 */
export const riskImportPermission = createPermission({
  name: 'risk.import',
  attributes: { action: 'update' },
});

/**
 * Bring in older versions of a threat model, as of their dates, before the
 * first live import of its product.
 * @public
 */
export const riskBackfillPermission = createPermission({
  name: 'risk.backfill',
  attributes: { action: 'update' },
});

/**
 * Exclude and restore findings, promote what machines found, map elements,
 * release a quarantined import, verify a mitigation.
 * @public
 */
export const riskFindingTriagePermission = createPermission({
  name: 'risk.finding.triage',
  attributes: { action: 'update' },
});

/**
 * Rate a risk and word its sentence.
 * @public
 */
export const riskRatePermission = createPermission({
  name: 'risk.risk.rate',
  attributes: { action: 'update' },
});

/**
 * Ask the owner of a product to decide about risks.
 * @public
 */
export const riskDecisionRequestPermission = createPermission({
  name: 'risk.decision.request',
  attributes: { action: 'create' },
});

/**
 * Raise a risk on a product by hand, and ask for a session.
 * @public
 */
export const riskRaisePermission = createPermission({
  name: 'risk.risk.raise',
  attributes: { action: 'create' },
});

/**
 * Decide about risks. It only opens the door: the plugin lets nobody but the
 * confirmed owner of the product decide, whatever a policy allows.
 * @public
 */
export const riskDecisionGrantPermission = createPermission({
  name: 'risk.decision.grant',
  attributes: { action: 'update' },
});

/**
 * Run a session and write treatment options. People who manage risk and do not
 * build the product raise risks and ask; they do not prescribe a treatment.
 * @public
 */
export const riskTreatmentProposePermission = createPermission({
  name: 'risk.treatment.propose',
  attributes: { action: 'update' },
});

/**
 * Set the target of a product's budget. The plugin itself lets nobody but the
 * confirmed owner of the product do so.
 * @public
 */
export const riskBudgetSetPermission = createPermission({
  name: 'risk.budget.set',
  attributes: { action: 'update' },
});

/**
 * See the organisation's report.
 * @public
 */
export const riskReportReadPermission = createPermission({
  name: 'risk.report.read',
  attributes: { action: 'read' },
});

/**
 * Confirm product owners.
 * @public
 */
export const riskAdministerPermission = createPermission({
  name: 'risk.administer',
  attributes: { action: 'update' },
});

/**
 * Every permission of the plugin.
 * @public
 */
export const riskPermissions = [
  riskReadPermission,
  riskImportPermission,
  riskBackfillPermission,
  riskFindingTriagePermission,
  riskRatePermission,
  riskDecisionRequestPermission,
  riskDecisionGrantPermission,
  riskRaisePermission,
  riskTreatmentProposePermission,
  riskBudgetSetPermission,
  riskReportReadPermission,
  riskAdministerPermission,
];
