import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { seedDecision } from '../__testUtils__/seedDecision';
import {
  seedOrganisation,
  seedOwners,
  SeededIds,
  smallOrganisation,
} from '../__testUtils__/seedOrganisation';
import { startApi } from '../__testUtils__/startApi';

const databases = createTestDatabases();
const [[databaseId]] = databases.ids;

type Name = keyof typeof endpoints;

/** The permission that each endpoint asks a person for. */
const needed: Record<Name, string> = {
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
  getTimeliness: 'risk.read',
  setBudgetTarget: 'risk.budget.set',
  signBudgetTarget: 'risk.budget.set',
  rejectBudgetTarget: 'risk.budget.set',
  listProposedOwners: 'risk.administer',
  confirmOwners: 'risk.administer',
  requestDecision: 'risk.decision.request',
  listMyDecisions: 'risk.read',
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
  explain: 'risk.report.read',
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

/** Organisation-wide: what it shows is filtered, as its own tests say. */
const ofCategories: readonly Name[] = [
  'getCategoryReport',
  'exportCategoryReport',
  'getCategoryHeatMap',
  'getCategory',
  'listCategoryRisks',
  'listAssessments',
  'listRootCauses',
  'listCategoryEvidence',
  'exportCategoryEvidence',
  'getExecutiveSummary',
  'listCategoryTriage',
  'decideCategories',
  'stateAssessment',
  'linkRootCause',
  'listInitiatives',
  'createInitiative',
  'closeInitiative',
];
const INITIATIVE = '00000000-0000-4000-8000-00000000000a';

/** What a service with a token may do; the framework would allow it all. */
const openToServices: Name[] = [
  'getEntityRisk',
  'listEntityFindings',
  'listEntitySources',
  'listEntityImports',
  'listNotReviewed',
  'listRelinkOffers',
  'getModelDiagram',
  'getFinding',
  'listTickets',
  'getScorecard',
  'listProductRisks',
  'getTimeline',
  'listSessions',
  'getSession',
  'getTreatment',
  'getBudget',
  'getTimeliness',
  'listOwnedProducts',
  'listProductDecisions',
  'listRiskDecisions',
  'getDecision',
  'getDecisionPortfolio',
  'listDecisions',
  'exportDecisions',
  'getDecisionLogHead',
  'verifyDecisionLog',
  'getReport',
  'listProducts',
  'exportProducts',
  'getRiskModel',
  'explain',
  'getCategoryReport',
  'exportCategoryReport',
  'getCategoryHeatMap',
  'getCategory',
  'listCategoryRisks',
  'listAssessments',
  'listRootCauses',
  'listCategoryEvidence',
  'exportCategoryEvidence',
  'getExecutiveSummary',
  'getProductAssessment',
  'listInitiatives',
];

/** What stays possible where permissions are switched off. */
const OPEN_PERMISSIONS = ['risk.read', 'risk.import', 'risk.report.read'];

const WHY = { reason: 'as agreed' };
const BASIS = '0'.repeat(64);
const TICKET = '00000000-0000-4000-8000-00000000000b';

const bodies: Partial<Record<Name, object>> = {
  decideCategories: {
    decisions: [
      { findingId: INITIATIVE, category: 'V11.3', decision: 'confirm' },
    ],
  },
  stateAssessment: {
    product: 'system:default/payments',
    category: 'A.8.13',
    assessed: true,
    note: 'restored a backup',
  },
  createInitiative: {
    title: 'One key store',
    category: 'A.8.24',
    sponsor: 'user:default/one',
    hypothesis: 'fewer keys in files',
  },
  closeInitiative: { outcome: 'done for all' },
  grantDecision: { ...WHY, basis: BASIS, expiry: '2027-01-31' },
  signDecision: { ...WHY, basis: BASIS },
  rejectDecision: WHY,
  askForOptions: WHY,
  addDecisionOptions: { options: 'Rotate the key' },
  revokeDecision: WHY,
  extendDecision: { ...WHY, proposedExpiry: '2027-01-31' },
  setBudgetTarget: { method: 'set', target: 100_000, reason: 'as agreed' },
  signBudgetTarget: { id: INITIATIVE, ...WHY },
  rejectBudgetTarget: { id: INITIATIVE, ...WHY },
  addTimelineEvent: {
    lane: 'product',
    kind: 'release',
    title: 'Instant payouts',
    startDay: '2026-12-20',
  },
  requestSession: { title: 'Yearly review', reason: 'a year has passed' },
  raiseRisk: {
    title: 'No second source',
    statement: 'The only supplier could fail for a week.',
  },
  updateSession: { revision: 1, title: 'Yearly review', state: 'requested' },

  resolveImport: { action: 'release', reason: 'checked by hand' },
  mapElement: {
    elementId: 'element',
    entityRef: 'component:default/payments-api',
  },
  triageFinding: { action: 'exclude', reason: 'does not apply' },
  promoteFindings: { groups: ['rule|weak-hash'], reason: 'in production' },
  withdrawPromotions: { groups: ['rule|weak-hash'], reason: 'a test file' },
  linkTicket: { url: 'https://tracker.example.com/PAY-7' },
  createTicket: { tracker: 'github' },
  removeTicket: { ticketId: TICKET },
  verifyMitigation: { verified: true, evidence: 'see the test report' },
  rateRisk: { likelihood: 3, impact: 3 },
  wordRisk: { statement: 'Someone could pay with a stolen token.' },
  confirmOwners: {
    confirmations: [
      {
        productRef: 'system:default/payments',
        ownerRef: 'group:default/payments-owners',
      },
    ],
  },
};

/** Endpoints below `/products/` that name one. */
const ofProducts: Name[] = [
  'getProductAssessment',
  'getScorecard',
  'listProductRisks',
  'getBudget',
  'setBudgetTarget',
  'signBudgetTarget',
  'rejectBudgetTarget',
  'getTimeliness',
  'listSessions',
  'requestSession',
  'getTreatment',
  'createOption',
  'raiseRisk',
  'getTimeline',
  'addTimelineEvent',
  'listProductDecisions',
];

/** Steps: the rules that come after the guards answer 409. */
const stepsOfDecisions: Name[] = [
  'signBudgetTarget',
  'rejectBudgetTarget',
  'requestDecision',
  'grantDecision',
  'signDecision',
  'rejectDecision',
  'askForOptions',
  'addDecisionOptions',
  'revokeDecision',
  'extendDecision',
];

const names = Object.keys(endpoints) as Name[];
const SESSION = '00000000-0000-4000-8000-000000000001';
const OPTION = '00000000-0000-4000-8000-000000000002';
const VAULT = 'component:default/payments-vault';

describe('who may do what', () => {
  let knex: Knex;
  let ids: SeededIds;
  let importIds: Map<string, string>;
  let mitigationIds: Map<string, string>;
  let decisionIds: Map<string, string>;

  const riskOf = (component: string) =>
    ids.riskIds.get(
      component === 'payments-vault' ? 'Vault key leak' : 'Unsigned webhook',
    ) ?? '';

  beforeEach(async () => {
    knex = await databases.migrated(databaseId);
    ids = await seedOrganisation(knex, smallOrganisation);
    await seedOwners(knex, 'group:default/payments-owners', [
      'user:default/one',
    ]);
    const author = {
      product_ref: 'system:default/payments',
      created_by: 'user:default/one',
      created_at: '2026-11-01T00:00:00.000Z',
      updated_at: '2026-11-01T00:00:00.000Z',
    };
    await knex('session').insert({
      id: SESSION,
      title: 'Yearly review',
      state: 'requested',
      reason: 'a year has passed',
      ...author,
    });
    await knex('treatment_option').insert({
      id: OPTION,
      kind: 'mitigate',
      title: 'Bind tokens',
      cost_once: 300,
      cost_yearly: 0,
      ...author,
    });
    importIds = new Map();
    mitigationIds = new Map();
    decisionIds = new Map();
    for (const component of ['payments-api', 'payments-vault']) {
      const { id } = await knex('import')
        .where({ source_id: ids.sourceIds.get(component) })
        .first('id');
      importIds.set(component, id);
      const finding = await knex('finding')
        .where({ source_id: ids.sourceIds.get(component) })
        .first('id');
      const mitigationId = finding.id.replace(/^.{8}/, '00000000');
      mitigationIds.set(component, mitigationId);
      await knex('mitigation').insert({
        id: mitigationId,
        finding_id: finding.id,
        key: 'm',
        title: 'Rotate',
        description: '',
        stated: 'implemented',
        state: 'claimed',
        effect_likelihood_micro: 0,
        effect_impact_micro: 0,
      });
      if (component === 'payments-api') {
        await knex('ticket').insert({
          id: TICKET,
          subject: 'mitigation',
          subject_id: mitigationId,
          url: 'https://tracker.example.com/PAY-1',
          created: false,
          linked_by: 'user:default/one',
          linked_at: '2026-11-01T00:00:00.000Z',
        });
      }
      decisionIds.set(
        component,
        await seedDecision(knex, riskOf(component), 'user:default/engineer'),
      );
    }
    await knex('initiative').insert({
      id: INITIATIVE,
      title: 'One key store',
      category: 'iso27001@2022:A.8.24',
      sponsor_ref: 'user:default/one',
      hypothesis: 'fewer keys in files',
      state: 'open',
      created_by: 'user:default/one',
      created_at: '2026-11-01T00:00:00.000Z',
    });
  });

  afterEach(async () => {
    await knex.destroy();
  });

  /** The URL of an endpoint for something that belongs to a component. */
  function urlOf(name: Name, component: string): string {
    const idsByName: Partial<Record<Name, string | undefined>> = {
      closeInitiative: INITIATIVE,
      getModelDiagram: ids.modelIds.get(component),
      mapElement: ids.modelIds.get(component),
      getSession: SESSION,
      updateSession: SESSION,
      confirmRatings: SESSION,
      updateOption: OPTION,
      refreshSource: ids.sourceIds.get(component),
      resolveImport: importIds.get(component),
      verifyMitigation: mitigationIds.get(component),
      listTickets: mitigationIds.get(component),
      linkTicket: mitigationIds.get(component),
      createTicket: mitigationIds.get(component),
      removeTicket: mitigationIds.get(component),
      getFinding: ids.findingIds.get(`Token replay on ${component}`),
      triageFinding: ids.findingIds.get(`Token replay on ${component}`),
      rateRisk: ids.riskIds.get(
        component === 'payments-vault' ? 'Vault key leak' : 'Token replay',
      ),
      wordRisk: ids.riskIds.get(
        component === 'payments-vault' ? 'Vault key leak' : 'Token replay',
      ),
      listRiskDecisions: riskOf(component),
    };
    const decisionId = endpoints[name].path.startsWith('/decisions/')
      ? decisionIds.get(component)
      : undefined;
    const isProduct = ofProducts.includes(name);
    const path = endpoints[name].path
      .replace(':kind', isProduct ? 'system' : 'component')
      .replace(':namespace', 'default')
      .replace(/:name/, name === 'pushModel' ? 'ci-model' : 'NAME')
      .replace('NAME', isProduct ? 'payments' : component)
      .replace(':id', decisionId ?? idsByName[name] ?? 'missing')
      .replace(':metric', 'exposure')
      .replace(':subject', 'mitigation');
    const queries: Partial<Record<Name, string>> = {
      getCategory: '?category=A.8.24',
      listCategoryRisks: '?category=A.8.24',
      listCategoryEvidence: '?category=A.8.24',
      exportCategoryEvidence: '?category=A.8.24',
      previewImport: '?fileName=model.json',
      importFile: '?fileName=model.json',
      pushModel: `?entity=component:default/${component}`,
    };
    return path + (queries[name] ?? '');
  }

  type Api = Awaited<ReturnType<typeof startApi>>;

  function call(
    { app }: Api,
    name: Name,
    authorization: string,
    component = 'payments-api',
  ) {
    const { method } = endpoints[name];
    const isRelink = name === 'acceptRelink' || name === 'dismissRelink';
    const findingId = ids.findingIds.get(
      component === 'payments-vault'
        ? 'Vault key leak on payments-vault'
        : `Token replay on ${component}`,
    );
    const riskId = ids.riskIds.get('Token replay');
    const option = {
      kind: 'mitigate',
      title: 'Bind tokens',
      costOnce: 300,
      effects: [{ riskId, effectLikelihood: 0.5, effectImpact: 0 }],
    };
    const body = {
      createOption: option,
      updateOption: { ...option, revision: 1 },
      confirmRatings: { riskIds: [riskId] },
      linkRootCause: {
        title: 'One library',
        riskIds: [riskId, ids.riskIds.get('Unsigned webhook')],
      },
      requestDecision: {
        riskIds: [riskOf(component)],
        sentence: 'Somebody could pay with a stolen token.',
        proposedExpiry: '2027-01-31',
      },
      ...bodies,
      ...(isRelink && { [name]: { from: findingId, to: findingId } }),
    }[name as string];
    const pending = request(app)
      [method](urlOf(name, component))
      .set('authorization', authorization);
    if (body) return pending.send(body);
    return 'body' in endpoints[name]
      ? pending
          .set('content-type', 'application/octet-stream')
          .send(Buffer.from('{}'))
      : pending;
  }

  /**
   * Whether a request got past every guard. What then happens is up to a
   * service that stands still in these tests, so 404 and 500 come later.
   */
  const wrote = ({ ingest, risks, promotions, relinking, raised }: Api) =>
    [ingest, risks, promotions, relinking, raised]
      .flatMap<jest.Mock>(service => Object.values(service))
      .some(method => method.mock.calls.length > 0);

  it.each(names)('%s needs its permission and nothing else', async name => {
    const allowed = await startApi(knex, {
      permissions: { 'user:default/one': [needed[name]] },
      ownership: { 'user:default/one': ['group:default/payments-owners'] },
    });
    const others = Object.values(needed).filter(
      permission => permission !== needed[name],
    );
    const denied = await startApi(knex, {
      permissions: { 'user:default/one': others },
    });

    const refused = await call(denied, name, denied.headers.user('one'));
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(needed[name]);
    expect(wrote(denied)).toBe(false);
    expect(denied.event.fail).toHaveBeenCalledTimes(1);
    const passed = await call(allowed, name, allowed.headers.user('one'));
    expect(passed.status).not.toBe(403);
    // What an initiative is about must be systemic, which nothing is here.
    // And no tracker is connected.
    const went = ['createInitiative', 'createTicket'].includes(name)
      ? 400
      : 200;
    const stepped = stepsOfDecisions.includes(name) && passed.status === 409;
    expect(wrote(allowed) || passed.status === went || stepped).toBe(true);
  });

  it.each(names)('%s asks who calls', async name => {
    const api = await startApi(knex);

    const { status } = await call(api, name, api.headers.nobody());

    expect(status).toBe(401);
    expect(wrote(api)).toBe(false);
  });

  it.each(names)('%s is for services only if it reads', async name => {
    const api = await startApi(knex);

    const { status } = await call(api, name, api.headers.service());

    expect(status === 403).toBe(!openToServices.includes(name));
    expect(wrote(api)).toBe(false);
  });

  it.each(names)('%s without permissions in the portal', async name => {
    const open = OPEN_PERMISSIONS.includes(needed[name]);
    const api = await startApi(knex, {
      permissionsEnabled: false,
      permissions: { 'user:default/one': Object.values(needed) },
    });

    const { status } = await call(api, name, api.headers.user('one'));

    expect(status === 403).toBe(!open);
  });

  const ofEntities = names.filter(
    name =>
      ![
        ...ofProducts,
        // of a session or an option, which belong to a product
        'getSession',
        'updateSession',
        'confirmRatings',
        'updateOption',
        ...ofCategories,
        'listMyProducts',
        'listProposedOwners',
        'confirmOwners',
        'getReport',
        'listProducts',
        'exportProducts',
        'getRiskModel',
        'explain',
        'listMyDecisions',
        'getDecisionPortfolio',
        'listDecisions',
        'exportDecisions',
        'getDecisionLogHead',
        'verifyDecisionLog',
      ].includes(name),
  );

  it.each(ofEntities)('%s does not know a hidden entity', async name => {
    const api = await startApi(knex, {
      confidential: { [VAULT]: 'user:default/insider' },
      permissions: { 'user:default/one': Object.values(needed) },
    });

    const { status, text } = await call(
      api,
      name,
      api.headers.user('one'),
      'payments-vault',
    );

    expect(status).toBe(404);
    expect(text).not.toContain('Vault key leak');
    expect(wrote(api)).toBe(false);
  });

  it('lets a service push what it is tied to', async () => {
    const api = await startApi(knex, {
      config: {
        push: {
          subjects: [
            {
              subject: 'external:*',
              sources: ['ci-*'],
              entities: ['component:default/payments-a*'],
            },
          ],
        },
      },
    });
    const push = (name: string, entity: string) =>
      request(api.app)
        .put(`/push/${name}?entity=component:default/${entity}`)
        .set('authorization', api.headers.service())
        .set('content-type', 'application/octet-stream')
        .send(Buffer.from('{}'));

    expect((await push('other', 'payments-api')).status).toBe(403);
    expect((await push('ci-model', 'search-api')).status).toBe(403);
    expect(wrote(api)).toBe(false);
    await push('ci-model', 'payments-api');
    expect(api.ingest.importPush).toHaveBeenCalledWith(
      expect.objectContaining({
        name: 'ci-model',
        entityRef: 'component:default/payments-api',
      }),
      'external:test-service',
    );
  });
});
