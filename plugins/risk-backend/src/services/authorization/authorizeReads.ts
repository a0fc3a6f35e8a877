import {
  riskAdministerPermission,
  riskFindingTriagePermission,
  riskReadPermission,
  riskReportReadPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Operations } from '../Operations';
import {
  entitiesOfFinding,
  entitiesOfModel,
  productOfSession,
} from '../read/queries/belonging';
import { Access } from './Access';
import { Guard, guarded, guardedRead, Guards } from './guarded';

/** Everything that can be read. */
export type ReadNames =
  | 'getEntityRisk'
  | 'listEntityFindings'
  | 'listEntitySources'
  | 'listEntityImports'
  | 'listNotReviewed'
  | 'listRelinkOffers'
  | 'getFinding'
  | 'getModelDiagram'
  | 'exportModel'
  | 'getScorecard'
  | 'listProductRisks'
  | 'listMyProducts'
  | 'listOwnedProducts'
  | 'getBudget'
  | 'listMyTargetRaises'
  | 'getTimeliness'
  | 'listProposedOwners'
  | 'getReport'
  | 'listProducts'
  | 'exportProducts'
  | 'getExecutiveSummary'
  | 'getRiskModel'
  | 'explain'
  | 'getCategoryReport'
  | 'exportCategoryReport'
  | 'getCategoryHeatMap'
  | 'getCategory'
  | 'listCategoryRisks'
  | 'listCategoryTriage'
  | 'getProductAssessment'
  | 'listAssessments'
  | 'listRootCauses'
  | 'listCategoryEvidence'
  | 'exportCategoryEvidence'
  | 'listInitiatives';

/** Who may read what. */
export function authorizeReads(
  reads: Operations<ReadNames>,
  access: Access,
  db: Knex,
): Operations<ReadNames> {
  const guards = new Guards(access, db);
  const entity = guards.entity(riskReadPermission);
  const report = guards.allowed(riskReportReadPermission);
  const model = guards.belonging(
    'Threat model',
    entitiesOfModel,
    riskReadPermission,
  );
  const explained: Guard<{ ref?: string }> = ({ ref }, caller) =>
    ref === undefined
      ? access.require(caller, riskReportReadPermission)
      : access.requireFor(caller, ref, riskReadPermission);
  const triage = guards.allowed(riskFindingTriagePermission);
  const triageIn = guards.belonging(
    'Session',
    productOfSession,
    riskFindingTriagePermission,
  );
  const triaging: Guard<{ session?: string }> = (input, caller) =>
    input.session === undefined
      ? triage(input, caller)
      : triageIn({ id: input.session }, caller);
  return {
    getEntityRisk: guardedRead(entity, reads.getEntityRisk),
    listEntityFindings: guardedRead(entity, reads.listEntityFindings),
    listEntitySources: guardedRead(entity, reads.listEntitySources),
    listEntityImports: guardedRead(entity, reads.listEntityImports),
    listNotReviewed: guardedRead(entity, reads.listNotReviewed),
    listRelinkOffers: guardedRead(entity, reads.listRelinkOffers),
    getFinding: guardedRead(
      guards.belonging('Finding', entitiesOfFinding, riskReadPermission),
      reads.getFinding,
    ),
    getModelDiagram: guardedRead(model, reads.getModelDiagram),
    // Writing a file is too much work to do for nothing.
    exportModel: guarded(model, reads.exportModel),
    getScorecard: guardedRead(entity, reads.getScorecard),
    listProductRisks: guardedRead(entity, reads.listProductRisks),
    listMyProducts: guardedRead(
      guards.allowed(riskReadPermission),
      reads.listMyProducts,
    ),
    listOwnedProducts: guardedRead(entity, reads.listOwnedProducts),
    getBudget: guardedRead(entity, reads.getBudget),
    listMyTargetRaises: guardedRead(
      guards.allowed(riskReadPermission),
      reads.listMyTargetRaises,
    ),
    getTimeliness: guardedRead(entity, reads.getTimeliness),
    listProposedOwners: guardedRead(
      guards.allowed(riskAdministerPermission),
      reads.listProposedOwners,
    ),
    getReport: guardedRead(report, reads.getReport),
    listProducts: guardedRead(report, reads.listProducts),
    exportProducts: guardedRead(report, reads.exportProducts),
    getExecutiveSummary: guardedRead(report, reads.getExecutiveSummary),
    getRiskModel: guardedRead(
      guards.allowed(riskReadPermission),
      reads.getRiskModel,
    ),
    explain: guardedRead(explained, reads.explain),
    getCategoryReport: guardedRead(report, reads.getCategoryReport),
    exportCategoryReport: guardedRead(report, reads.exportCategoryReport),
    getCategoryHeatMap: guardedRead(report, reads.getCategoryHeatMap),
    getCategory: guardedRead(report, reads.getCategory),
    listCategoryRisks: guardedRead(report, reads.listCategoryRisks),
    listCategoryTriage: guardedRead(triaging, reads.listCategoryTriage),
    getProductAssessment: guardedRead(entity, reads.getProductAssessment),
    listAssessments: guardedRead(report, reads.listAssessments),
    listRootCauses: guardedRead(report, reads.listRootCauses),
    listCategoryEvidence: guardedRead(report, reads.listCategoryEvidence),
    exportCategoryEvidence: guardedRead(report, reads.exportCategoryEvidence),
    listInitiatives: guardedRead(report, reads.listInitiatives),
  };
}
