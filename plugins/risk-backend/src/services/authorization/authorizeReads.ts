import {
  riskAdministerPermission,
  riskReadPermission,
  riskReportReadPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Operations } from '../Operations';
import { entitiesOfFinding, entitiesOfModel } from '../read/queries/belonging';
import { Access } from './Access';
import { Guard, guarded, Guards } from './guarded';

/** Everything that can be read. */
export type ReadNames =
  | 'getEntityRisk'
  | 'listEntityFindings'
  | 'listEntitySources'
  | 'listEntityImports'
  | 'getFinding'
  | 'getModelDiagram'
  | 'getScorecard'
  | 'listProductRisks'
  | 'listMyProducts'
  | 'listOwnedProducts'
  | 'listProposedOwners'
  | 'getReport'
  | 'listProducts'
  | 'exportProducts'
  | 'getRiskModel'
  | 'explain';

/** Who may read what. */
export function authorizeReads(
  reads: Operations<ReadNames>,
  access: Access,
  db: Knex,
): Operations<ReadNames> {
  const guards = new Guards(access, db);
  const entity = guards.entity(riskReadPermission);
  const report = guards.allowed(riskReportReadPermission);
  const explained: Guard<{ ref?: string }> = ({ ref }, caller) =>
    ref === undefined
      ? access.require(caller, riskReportReadPermission)
      : access.requireFor(caller, ref, riskReadPermission);
  return {
    getEntityRisk: guarded(entity, reads.getEntityRisk),
    listEntityFindings: guarded(entity, reads.listEntityFindings),
    listEntitySources: guarded(entity, reads.listEntitySources),
    listEntityImports: guarded(entity, reads.listEntityImports),
    getFinding: guarded(
      guards.belonging('Finding', entitiesOfFinding, riskReadPermission),
      reads.getFinding,
    ),
    getModelDiagram: guarded(
      guards.belonging('Threat model', entitiesOfModel, riskReadPermission),
      reads.getModelDiagram,
    ),
    getScorecard: guarded(entity, reads.getScorecard),
    listProductRisks: guarded(entity, reads.listProductRisks),
    listMyProducts: guarded(
      guards.allowed(riskReadPermission),
      reads.listMyProducts,
    ),
    listOwnedProducts: guarded(entity, reads.listOwnedProducts),
    listProposedOwners: guarded(
      guards.allowed(riskAdministerPermission),
      reads.listProposedOwners,
    ),
    getReport: guarded(report, reads.getReport),
    listProducts: guarded(report, reads.listProducts),
    exportProducts: guarded(report, reads.exportProducts),
    getRiskModel: guarded(
      guards.allowed(riskReadPermission),
      reads.getRiskModel,
    ),
    explain: guarded(explained, reads.explain),
  };
}
