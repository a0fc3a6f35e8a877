import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';
import { ChangeSignals } from '../services/signals/ChangeSignals';
import { registerBudgets } from './budgets';
import { registerCategories } from './categories';
import { registerDecisions } from './decisions';
import { registerEntities } from './entities';
import { registerFindings } from './findings';
import { registerImports } from './imports';
import { registerModels } from './models';
import { registerOpenApi } from './openApi';
import { registerOwners } from './owners';
import { registerProducts } from './products';
import { registerPromotions } from './promotions';
import { registerRelinks } from './relinks';
import { registerReport } from './report';
import { registerRiskModel } from './riskModel';
import { registerRisks } from './risks';
import { registerTickets } from './tickets';
import { registerTimelines } from './timeline';
import { registerTreatment } from './treatment';

export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  maxFileBytes: number;
  changes: Pick<ChangeSignals, 'written'>;
  operations: Operations<keyof Endpoints>;
}

/** Every endpoint, a file a resource. */
export function createRouter({
  operations,
  ...options
}: RouterOptions): Router {
  const router = PromiseRouter();
  const registrar = new EndpointRegistrar({ router, ...options });
  registerEntities(registrar, operations);
  registerImports(registrar, operations);
  registerModels(registrar, operations);
  registerFindings(registrar, operations);
  registerPromotions(registrar, operations);
  registerRelinks(registrar, operations);
  registerRisks(registrar, operations);
  registerProducts(registrar, operations);
  registerBudgets(registrar, operations);
  registerTreatment(registrar, operations);
  registerTimelines(registrar, operations);
  registerTickets(registrar, operations);
  registerOwners(registrar, operations);
  registerDecisions(registrar, operations);
  registerReport(registrar, operations);
  registerRiskModel(registrar, operations);
  registerCategories(registrar, operations);
  registerOpenApi(router);
  return router;
}
