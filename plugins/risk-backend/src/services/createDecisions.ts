import {
  AuditorService,
  AuthService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { Accountability } from '../catalog/Accountability';
import { PeopleDirectory } from '../catalog/PeopleDirectory';
import { RiskConfig } from '../config';
import { Authority } from './decisions/Authority';
import { BudgetState } from './decisions/BudgetState';
import { DecisionAnswers } from './decisions/DecisionAnswers';
import { DecisionGrants } from './decisions/DecisionGrants';
import { DecisionLog } from './decisions/DecisionLog';
import { DecisionRequests } from './decisions/DecisionRequests';
import { DecisionSteps } from './decisions/DecisionSteps';
import { FileAcceptances } from './decisions/FileAcceptances';
import { Idempotency } from './decisions/Idempotency';
import { mirrorLog } from './decisions/mirrorLog';
import { SecondSigners } from './decisions/SecondSigners';
import { Decisions } from './operations/Decisions';
import { NotificationDigests } from './notifications/NotificationDigests';
import { DecisionPortfolio } from './read/DecisionPortfolio';
import { DecisionReads } from './read/DecisionReads';
import { VisibleRisks } from './read/VisibleRisks';

export interface DecisionsOptions {
  database: Knex;
  config: RiskConfig;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  auditor: AuditorService;
  logger: LoggerService;
  accountability: Accountability;
  visible: VisibleRisks;
  userInfo: UserInfoService;
  budgets: BudgetState;
  notifications: Pick<NotificationService, 'send'>;
  now: () => Date;
}

/** Everything about decisions, each part with what it needs. */
export function createDecisions(options: DecisionsOptions) {
  const db = options.database;
  const log = new DecisionLog(options);
  const idempotency = new Idempotency(options);
  const authority = new Authority({
    ...options,
    people: new PeopleDirectory(options),
    seconds: new SecondSigners(options),
  });
  const steps = new DecisionSteps({ ...options, authority, log });
  const reads = new DecisionReads({ ...options, db, authority, log, steps });
  const requests = new DecisionRequests(steps);
  const mirror = mirrorLog({ ...options, log });
  return {
    log,
    mirrorLog: mirror,
    digests: new NotificationDigests(options),
    acceptances: new FileAcceptances({ ...options, decisions: requests }),
    authority,
    idempotency,
    reads,
    portfolio: new DecisionPortfolio({ ...options, db, reads, log }),
    steps: new Decisions({
      ...options,
      reads,
      mirrorLog: mirror,
      idempotency,
      requests,
      grants: new DecisionGrants(steps),
      answers: new DecisionAnswers(steps),
    }),
  };
}
