import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  EndpointName,
  firstSignerOf,
  freshFile,
  ownersOf,
  SECOND_SIGNERS,
  seedMatrixWorld,
  startMatrixPortal,
} from '../__testUtils__/permissionMatrix';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const [[databaseId]] = databases.ids;

/** The permission that each endpoint asks a person for. */
const needed: Record<EndpointName, string> = {
  getEntityRisk: 'risk.read',
  listEntityFindings: 'risk.read',
  listEntitySources: 'risk.read',
  listEntityImports: 'risk.read',
  previewImport: 'risk.import',
  importFile: 'risk.import',
  pushModel: 'risk.import',
  resolveImport: 'risk.finding.triage',
  refreshSource: 'risk.import',
  getModelDiagram: 'risk.read',
  exportModel: 'risk.read',
  mapElement: 'risk.finding.triage',
  getFinding: 'risk.read',
  triageFinding: 'risk.finding.triage',
  listNotReviewed: 'risk.read',
  promoteFindings: 'risk.finding.triage',
  withdrawPromotions: 'risk.finding.triage',
  listRelinkOffers: 'risk.read',
  acceptRelink: 'risk.finding.triage',
  dismissRelink: 'risk.finding.triage',
  verifyMitigation: 'risk.finding.triage',
  listTickets: 'risk.read',
  linkTicket: 'risk.finding.triage',
  createTicket: 'risk.finding.triage',
  removeTicket: 'risk.finding.triage',
  rateRisk: 'risk.risk.rate',
  wordRisk: 'risk.risk.rate',
  getScorecard: 'risk.read',
  listProductRisks: 'risk.read',
  listMyProducts: 'risk.read',
  listOwnedProducts: 'risk.read',
  getTimeline: 'risk.read',
  addTimelineEvent: 'risk.risk.raise',
  updateTimelineEvent: 'risk.risk.raise',
  removeTimelineEvent: 'risk.risk.raise',
  listSessions: 'risk.read',
  getSession: 'risk.read',
  getTreatment: 'risk.read',
  requestSession: 'risk.risk.raise',
  raiseRisk: 'risk.risk.raise',
  updateSession: 'risk.treatment.propose',
  createOption: 'risk.treatment.propose',
  updateOption: 'risk.treatment.propose',
  confirmRatings: 'risk.risk.rate',
  getBudget: 'risk.read',
  listMyTargetRaises: 'risk.read',
  getTimeliness: 'risk.read',
  setBudgetTarget: 'risk.budget.set',
  signBudgetTarget: 'risk.budget.set',
  rejectBudgetTarget: 'risk.budget.set',
  listProposedOwners: 'risk.administer',
  confirmOwners: 'risk.administer',
  requestDecision: 'risk.decision.request',
  listMyDecisions: 'risk.read',
  listMyRequests: 'risk.read',
  listProductDecisions: 'risk.read',
  listRiskDecisions: 'risk.read',
  getDecision: 'risk.read',
  grantDecision: 'risk.decision.grant',
  signDecision: 'risk.decision.grant',
  rejectDecision: 'risk.decision.grant',
  askForOptions: 'risk.decision.grant',
  addDecisionOptions: 'risk.decision.request',
  revokeDecision: 'risk.decision.grant',
  extendDecision: 'risk.decision.request',
  getDecisionPortfolio: 'risk.report.read',
  listDecisions: 'risk.report.read',
  exportDecisions: 'risk.report.read',
  getDecisionLogHead: 'risk.report.read',
  verifyDecisionLog: 'risk.report.read',
  getReport: 'risk.report.read',
  listProducts: 'risk.report.read',
  exportProducts: 'risk.report.read',
  getExecutiveSummary: 'risk.report.read',
  getRiskModel: 'risk.read',
  // of a product; of the organisation it is risk.report.read
  explain: 'risk.read',
  getCategoryReport: 'risk.report.read',
  exportCategoryReport: 'risk.report.read',
  getCategoryHeatMap: 'risk.report.read',
  getCategory: 'risk.report.read',
  listCategoryRisks: 'risk.report.read',
  listCategoryTriage: 'risk.finding.triage',
  decideCategories: 'risk.finding.triage',
  getProductAssessment: 'risk.read',
  stateAssessment: 'risk.finding.triage',
  linkRootCause: 'risk.finding.triage',
  listAssessments: 'risk.report.read',
  listRootCauses: 'risk.report.read',
  listCategoryEvidence: 'risk.report.read',
  exportCategoryEvidence: 'risk.report.read',
  listInitiatives: 'risk.report.read',
  createInitiative: 'risk.administer',
  closeInitiative: 'risk.administer',
};

const names = Object.keys(endpoints) as EndpointName[];
const permissions = [...new Set(Object.values(needed))];

/** Owners of the product who hold one permission, or all others. */
const holderOf = (permission: string) => `with-${permission}`;
const strangerTo = (permission: string) => `without-${permission}`;

const people = permissions.flatMap(permission => [
  { name: holderOf(permission), holds: [permission] },
  {
    name: strangerTo(permission),
    holds: permissions.filter(other => other !== permission),
  },
]);
const refOf = (name: string) => `user:default/${name}`;

describe('the permission that an endpoint asks for', () => {
  let knex: Knex;
  /** Everything happens in it, and every request is taken back. */
  let trx: Knex.Transaction;
  let world: Awaited<ReturnType<typeof seedMatrixWorld>>;
  let portal: Awaited<ReturnType<typeof startMatrixPortal>>;

  beforeAll(async () => {
    knex = await databases.migrated(databaseId);
    trx = await knex.transaction();
    world = await seedMatrixWorld(trx, {
      own: people.map(({ name }) => refOf(name)),
    });
    portal = await startMatrixPortal(trx, {
      permissions: Object.fromEntries(
        people.map(({ name, holds }) => [refOf(name), holds]),
      ),
      ownership: {
        [firstSignerOf('own')]: [ownersOf('own')],
        ...Object.fromEntries(
          people.map(({ name }) => [
            refOf(name),
            [ownersOf('own'), SECOND_SIGNERS],
          ]),
        ),
      },
    });
  });

  afterAll(async () => {
    await trx?.rollback();
    await knex?.destroy();
  });

  it.each(names)('%s needs its own and nothing else', async name => {
    const ask = (person: string) =>
      portal.ask(name, world.own, portal.headers.user(person));

    const refused = await ask(strangerTo(needed[name]));
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(needed[name]);

    const { status } = await ask(holderOf(needed[name]));
    expect(status).toBe(200);
  });

  it('lets a service push what it is tied to', async () => {
    const push = (name: string, entity: string) =>
      request(portal.app)
        .put(`/push/${name}?entity=component:default/${entity}`)
        .set('authorization', portal.headers.service())
        .set('content-type', 'application/octet-stream')
        .send(freshFile);
    const pushed = () => trx('source').where({ method: 'push' });

    await push('other', 'own-api').expect(403);
    await push('ci-model', 'other-api').expect(403);
    expect(await pushed()).toEqual([]);

    await push('ci-model', 'own-api').expect(200);
    const [{ id, location }, ...others] = await pushed();
    expect(others).toEqual([]);
    expect(location).toContain('ci-model');
    expect(
      await trx('attachment').where({ source_id: id }).pluck('entity_ref'),
    ).toEqual(['component:default/own-api']);
    expect(await trx('import').where({ source_id: id })).toMatchObject([
      { actor: 'external:test-service', status: 'applied' },
    ]);
  });
});
