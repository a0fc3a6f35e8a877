import {
  riskDecisionGrantPermission,
  riskDecisionRequestPermission,
  riskReadPermission,
  riskReportReadPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { Operations } from '../Operations';
import { entitiesOfRisk, placesOfDecision } from '../read/queries/belonging';
import { Access } from './Access';
import { Guard, guarded, guardedRead, Guards } from './guarded';

/** What can be read of decisions. */
export type DecisionReadNames =
  | 'listMyDecisions'
  | 'listMyRequests'
  | 'listProductDecisions'
  | 'listRiskDecisions'
  | 'getDecision'
  | 'getDecisionPortfolio'
  | 'listDecisions'
  | 'exportDecisions'
  | 'getDecisionLogHead'
  | 'verifyDecisionLog';

/** The steps of decisions. */
export type DecisionWriteNames =
  | 'requestDecision'
  | 'grantDecision'
  | 'signDecision'
  | 'rejectDecision'
  | 'askForOptions'
  | 'addDecisionOptions'
  | 'revokeDecision'
  | 'extendDecision';

type DecisionNames = DecisionReadNames | DecisionWriteNames;

/**
 * Who may reach decisions. Who then decides is not a matter of permissions:
 * the service asks the catalog who owns the product.
 */
export function authorizeDecisions(
  decisions: Operations<DecisionNames>,
  access: Access,
  db: Knex,
): Operations<DecisionNames> {
  const guards = new Guards(access, db);
  const report = guards.allowed(riskReportReadPermission);
  const own = guards.allowed(riskReadPermission);

  /** Its product and one of its risks must be visible to the caller. */
  const decision =
    (permission: BasicPermission): Guard<{ id: string }> =>
    async ({ id }, caller) => {
      const places = await placesOfDecision(db, id);
      if (!places) throw new NotFoundError(`Decision ${id} is unknown`);
      const what = `Decision ${id}`;
      await access.requireAnyVisible(caller, [places.productRef], what);
      await access.requireAnyVisible(caller, places.entityRefs, what);
      await access.require(caller, permission);
    };

  /** Every risk that is asked about must be visible to the caller. */
  const requesting: Guard<{ body: { riskIds: string[] } }> = async (
    { body },
    caller,
  ) => {
    for (const id of new Set(body.riskIds)) {
      const refs = (await entitiesOfRisk(db, id)) ?? [];
      await access.requireAnyVisible(caller, refs, `Risk ${id}`);
    }
    await access.require(caller, riskDecisionRequestPermission);
  };

  const granting = decision(riskDecisionGrantPermission);
  const asking = decision(riskDecisionRequestPermission);
  return {
    listMyDecisions: guardedRead(own, decisions.listMyDecisions),
    listMyRequests: guardedRead(own, decisions.listMyRequests),
    listProductDecisions: guardedRead(
      guards.entity(riskReadPermission),
      decisions.listProductDecisions,
    ),
    listRiskDecisions: guardedRead(
      guards.belonging('Risk', entitiesOfRisk, riskReadPermission),
      decisions.listRiskDecisions,
    ),
    getDecision: guarded(decision(riskReadPermission), decisions.getDecision),
    getDecisionPortfolio: guarded(report, decisions.getDecisionPortfolio),
    listDecisions: guarded(report, decisions.listDecisions),
    exportDecisions: guarded(report, decisions.exportDecisions),
    getDecisionLogHead: guarded(report, decisions.getDecisionLogHead),
    verifyDecisionLog: guarded(report, decisions.verifyDecisionLog),
    requestDecision: guarded(requesting, decisions.requestDecision),
    grantDecision: guarded(granting, decisions.grantDecision),
    signDecision: guarded(granting, decisions.signDecision),
    rejectDecision: guarded(granting, decisions.rejectDecision),
    askForOptions: guarded(granting, decisions.askForOptions),
    addDecisionOptions: guarded(asking, decisions.addDecisionOptions),
    revokeDecision: guarded(granting, decisions.revokeDecision),
    extendDecision: guarded(asking, decisions.extendDecision),
  };
}
