import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import {
  DecisionReadNames,
  DecisionWriteNames,
} from '../services/authorization/authorizeDecisions';
import { Operations } from '../services/Operations';

/** Decisions of product owners, and the log of them. */
export function registerDecisions(
  registrar: EndpointRegistrar,
  operations: Operations<DecisionReadNames | DecisionWriteNames>,
): void {
  registrar.register(
    'requestDecision',
    endpoints.requestDecision,
    operations.requestDecision,
  );
  registrar.register(
    'listMyDecisions',
    endpoints.listMyDecisions,
    operations.listMyDecisions,
  );
  registrar.register(
    'listMyRequests',
    endpoints.listMyRequests,
    operations.listMyRequests,
  );
  registrar.register(
    'listProductDecisions',
    endpoints.listProductDecisions,
    operations.listProductDecisions,
  );
  registrar.register(
    'listRiskDecisions',
    endpoints.listRiskDecisions,
    operations.listRiskDecisions,
  );
  registrar.register(
    'getDecision',
    endpoints.getDecision,
    operations.getDecision,
  );
  registrar.register(
    'grantDecision',
    endpoints.grantDecision,
    operations.grantDecision,
  );
  registrar.register(
    'signDecision',
    endpoints.signDecision,
    operations.signDecision,
  );
  registrar.register(
    'rejectDecision',
    endpoints.rejectDecision,
    operations.rejectDecision,
  );
  registrar.register(
    'askForOptions',
    endpoints.askForOptions,
    operations.askForOptions,
  );
  registrar.register(
    'addDecisionOptions',
    endpoints.addDecisionOptions,
    operations.addDecisionOptions,
  );
  registrar.register(
    'revokeDecision',
    endpoints.revokeDecision,
    operations.revokeDecision,
  );
  registrar.register(
    'extendDecision',
    endpoints.extendDecision,
    operations.extendDecision,
  );
  registrar.register(
    'getDecisionPortfolio',
    endpoints.getDecisionPortfolio,
    operations.getDecisionPortfolio,
  );
  registrar.register(
    'listDecisions',
    endpoints.listDecisions,
    operations.listDecisions,
  );
  registrar.register(
    'exportDecisions',
    endpoints.exportDecisions,
    operations.exportDecisions,
  );
  registrar.register(
    'getDecisionLogHead',
    endpoints.getDecisionLogHead,
    operations.getDecisionLogHead,
  );
  registrar.register(
    'verifyDecisionLog',
    endpoints.verifyDecisionLog,
    operations.verifyDecisionLog,
  );
}
