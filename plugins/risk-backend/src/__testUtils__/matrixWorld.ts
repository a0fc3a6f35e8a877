import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { DecisionStore } from '../database/DecisionStore';
import { basisOf } from '../services/decisions/riskFacts';
import { seedDecision } from './seedDecision';
import { SEEDED_AT, seedOrganisation, seedOwners } from './seedOrganisation';

export type EndpointName = keyof typeof endpoints;

/** Owned by the product owner of the matrix, by another, and not to be seen. */
export const PRODUCTS = ['own', 'other', 'hidden'] as const;

export type ProductName = (typeof PRODUCTS)[number];

export const SECOND_SIGNERS = 'group:default/finance-leads';

/** Proposed as the owners of every product. */
const HEIRS = 'group:default/heirs';

export const ownersOf = (name: ProductName) => `group:default/${name}-owners`;

/** The member of a product's owners who signed first. */
export const firstSignerOf = (name: ProductName) =>
  `user:default/${name}-signer`;

const id = (n: number, product: ProductName) =>
  `00000000-0000-4000-800${PRODUCTS.indexOf(product)}-${String(n).padStart(
    12,
    '0',
  )}`;

/** What one request of the matrix sends. */
export interface MatrixCall {
  /** Of what the path names. */
  id?: string;
  query?: string;
  body?: object | Buffer;
}

interface MatrixProduct {
  name: ProductName;
  sourceId: string;
  modelId: string;
  importId: string;
  findingId: string;
  mitigationId: string;
  sessionId: string;
  optionId: string;
  initiativeId: string;
  raiseId: string;
  ticketId: string;
  riskIds: { free: string; rated: string };
  decisions: Record<'asked' | 'granted' | 'signed', string>;
  basis: Record<'asked' | 'signed', string>;
}

/** Every step of a decision that somebody can be asked for. */
async function seedDecisions(
  knex: Knex,
  name: ProductName,
  riskIds: Map<string, string>,
) {
  const store = new DecisionStore(knex);
  const open = async (title: string) => {
    const riskId = riskIds.get(`${name} ${title}`) ?? '';
    const facts = [...(await store.factsOf([riskId])).values()];
    return {
      id: await seedDecision(knex, riskId, 'user:default/somebody'),
      facts,
      basis: basisOf(facts),
    };
  };
  const asked = await open('asked');
  const granted = await open('granted');
  const signed = await open('signed');
  await store.update(granted.id, {
    state: 'granted',
    waiting_for: null,
    owner_ref: ownersOf(name),
    decided_by: firstSignerOf(name),
    decided_at: SEEDED_AT,
    expiry: '2027-01-31',
    exposure_at_grant: 0,
  });
  await store.addSnapshot(granted.id, 'granted', granted.facts);
  await store.update(signed.id, {
    waiting_for: 'second-signer',
    owner_ref: ownersOf(name),
    second_ref: SECOND_SIGNERS,
    authority: '{}',
  });
  await store.sign({
    decision_id: signed.id,
    role: 'owner',
    signer: firstSignerOf(name),
    on_behalf_of: ownersOf(name),
    at: SEEDED_AT,
    reason: 'as agreed',
    expiry: '2027-01-31',
  });
  return {
    decisions: { asked: asked.id, granted: granted.id, signed: signed.id },
    basis: { asked: asked.basis, signed: signed.basis },
  };
}

async function seedTreatment(knex: Knex, product: MatrixProduct) {
  const author = {
    product_ref: `system:default/${product.name}`,
    created_by: 'user:default/somebody',
    created_at: SEEDED_AT,
    updated_at: SEEDED_AT,
  };
  await knex('session').insert({
    id: product.sessionId,
    title: 'Yearly review',
    state: 'requested',
    reason: 'a year has passed',
    ...author,
  });
  await knex('session_risk').insert({
    session_id: product.sessionId,
    risk_id: product.riskIds.rated,
    direction: 'in',
  });
  await knex('treatment_option').insert({
    id: product.optionId,
    kind: 'mitigate',
    title: 'Bind tokens',
    cost_once: 300,
    cost_yearly: 0,
    ...author,
  });
  await knex('initiative').insert({
    id: product.initiativeId,
    title: `One key store for ${product.name}`,
    category: 'iso27001@2022:A.8.24',
    sponsor_ref: 'user:default/somebody',
    hypothesis: 'fewer keys in files',
    state: 'open',
    created_by: 'user:default/somebody',
    created_at: SEEDED_AT,
  });
  await knex('budget_target_raise').insert({
    product_ref: author.product_ref,
    id: product.raiseId,
    at: SEEDED_AT,
    actor: firstSignerOf(product.name),
    owner_ref: ownersOf(product.name),
    second_ref: SECOND_SIGNERS,
    method: 'set',
    steps: JSON.stringify([{ day: '2026-11-01', exposure: 100_000 }]),
    reason: 'as agreed',
  });
  await knex('mitigation').insert({
    id: product.mitigationId,
    finding_id: product.findingId,
    key: 'm',
    title: 'Rotate',
    description: '',
    stated: 'implemented',
    state: 'claimed',
    effect_likelihood_micro: 0,
    effect_impact_micro: 0,
  });
}

/** A ticket of a mitigation, and the repository that others belong into. */
async function seedTicket(knex: Knex, product: MatrixProduct) {
  await knex('entity')
    .where({ ref: `component:default/${product.name}-api` })
    .update({
      annotations: JSON.stringify({
        'backstage.io/managed-by-location': 'url:https://git.example.com/a/b',
      }),
    });
  await knex('ticket').insert({
    id: product.ticketId,
    subject: 'mitigation',
    subject_id: product.mitigationId,
    url: 'https://tracker.example.com/PAY-1',
    created: false,
    linked_by: 'user:default/somebody',
    linked_at: SEEDED_AT,
  });
}

/**
 * Three products with one thing of every kind that an endpoint names, so that
 * every endpoint can be asked about each of them.
 *
 * @param members - of the owners of products, besides who signed first
 */
export async function seedMatrixWorld(
  knex: Knex,
  members: Partial<Record<ProductName, string[]>>,
): Promise<Record<ProductName, MatrixProduct>> {
  const risk = (title: string, name: ProductName, confirmed = true) => ({
    title: `${name} ${title}`,
    on: [`${name}-api`],
    probabilityMicro: 100_000,
    impactCenti: 1_000,
    confirmed,
  });
  const ids = await seedOrganisation(
    knex,
    PRODUCTS.map(name => ({
      name,
      owner: ownersOf(name),
      components: [`${name}-api`],
      risks: [
        risk('free', name),
        risk('rated', name, false),
        risk('asked', name),
        risk('granted', name),
        risk('signed', name),
      ],
    })),
  );
  await seedOwners(knex, HEIRS, []);
  const products = {} as Record<ProductName, MatrixProduct>;
  for (const name of PRODUCTS) {
    const component = `${name}-api`;
    const sourceId = ids.sourceIds.get(component) ?? '';
    const riskId = (title: string) => ids.riskIds.get(`${name} ${title}`) ?? '';
    const { id: importId } = await knex('import')
      .where({ source_id: sourceId })
      .first('id');
    await seedOwners(knex, ownersOf(name), [
      firstSignerOf(name),
      ...(members[name] ?? []),
    ]);
    await knex('product')
      .where({ entity_ref: `system:default/${name}` })
      .update({ proposed_owner_ref: HEIRS });
    products[name] = {
      name,
      sourceId,
      importId,
      modelId: ids.modelIds.get(component) ?? '',
      findingId: ids.findingIds.get(`${name} free on ${component}`) ?? '',
      mitigationId: id(1, name),
      sessionId: id(2, name),
      optionId: id(3, name),
      initiativeId: id(4, name),
      raiseId: id(5, name),
      ticketId: id(6, name),
      riskIds: { free: riskId('free'), rated: riskId('rated') },
      ...(await seedDecisions(knex, name, ids.riskIds)),
    };
    await seedTreatment(knex, products[name]);
    await seedTicket(knex, products[name]);
  }
  return products;
}

const FILE: MatrixCall = {
  query: '?fileName=model.json',
  body: Buffer.from('{}'),
};
const WHY = { reason: 'as agreed' };
const EXPIRY = '2027-01-31';

const optionOf = ({ riskIds }: MatrixProduct) => ({
  kind: 'mitigate',
  title: 'Bind tokens',
  costOnce: 300,
  effects: [{ riskId: riskIds.free, effectLikelihood: 0.5, effectImpact: 0 }],
});

const productRef = ({ name }: MatrixProduct) => `system:default/${name}`;
const nothing = (): MatrixCall => ({});
const category = (): MatrixCall => ({ query: '?category=A.8.24' });

/** A request that is in order, but for who sends it, by endpoint. */
export const matrixCalls: Record<
  EndpointName,
  (product: MatrixProduct) => MatrixCall
> = {
  getEntityRisk: nothing,
  listEntityFindings: nothing,
  listEntitySources: nothing,
  listEntityImports: nothing,
  previewImport: () => FILE,
  importFile: () => FILE,
  pushModel: ({ name }) => ({
    query: `?entity=component:default/${name}-api`,
    body: Buffer.from('{}'),
  }),
  resolveImport: ({ importId }) => ({
    id: importId,
    body: { action: 'release', ...WHY },
  }),
  refreshSource: ({ sourceId }) => ({ id: sourceId }),
  getModelDiagram: ({ modelId }) => ({ id: modelId }),
  mapElement: ({ modelId, name }) => ({
    id: modelId,
    body: { elementId: 'element', entityRef: `component:default/${name}-api` },
  }),
  getFinding: ({ findingId }) => ({ id: findingId }),
  triageFinding: ({ findingId }) => ({
    id: findingId,
    body: { action: 'exclude', reason: 'does not apply' },
  }),
  verifyMitigation: ({ mitigationId }) => ({
    id: mitigationId,
    body: { verified: true, evidence: 'see the test report' },
  }),
  listTickets: ({ mitigationId }) => ({ id: mitigationId }),
  linkTicket: ({ mitigationId }) => ({
    id: mitigationId,
    body: { url: 'https://tracker.example.com/PAY-2' },
  }),
  createTicket: ({ mitigationId }) => ({
    id: mitigationId,
    body: { tracker: 'git' },
  }),
  removeTicket: ({ mitigationId, ticketId }) => ({
    id: mitigationId,
    body: { ticketId },
  }),
  listNotReviewed: nothing,
  promoteFindings: () => ({ body: { groups: ['rule|weak-hash'], ...WHY } }),
  withdrawPromotions: () => ({ body: { groups: ['rule|weak-hash'], ...WHY } }),
  listRelinkOffers: nothing,
  acceptRelink: ({ findingId }) => ({
    body: { from: findingId, to: findingId },
  }),
  dismissRelink: ({ findingId }) => ({
    body: { from: findingId, to: findingId },
  }),
  rateRisk: ({ riskIds }) => ({
    id: riskIds.free,
    body: { likelihood: 3, impact: 3 },
  }),
  wordRisk: ({ riskIds }) => ({
    id: riskIds.free,
    body: { statement: 'Someone could pay with a stolen token.' },
  }),
  getScorecard: nothing,
  listProductRisks: nothing,
  listMyProducts: nothing,
  listOwnedProducts: nothing,
  getBudget: nothing,
  setBudgetTarget: () => ({
    body: { method: 'set', target: 100_000, ...WHY },
  }),
  signBudgetTarget: ({ raiseId }) => ({ body: { id: raiseId, ...WHY } }),
  rejectBudgetTarget: ({ raiseId }) => ({ body: { id: raiseId, ...WHY } }),
  getTimeliness: nothing,
  listSessions: nothing,
  requestSession: () => ({
    body: { title: 'Yearly review', reason: 'a year has passed' },
  }),
  getSession: ({ sessionId }) => ({ id: sessionId }),
  updateSession: ({ sessionId }) => ({
    id: sessionId,
    body: { revision: 1, title: 'Yearly review', state: 'requested' },
  }),
  confirmRatings: ({ sessionId, riskIds }) => ({
    id: sessionId,
    body: { riskIds: [riskIds.rated] },
  }),
  raiseRisk: () => ({
    body: {
      title: 'No second source',
      statement: 'The only supplier could fail for a week.',
    },
  }),
  getTreatment: nothing,
  createOption: product => ({ body: optionOf(product) }),
  updateOption: product => ({
    id: product.optionId,
    body: { ...optionOf(product), revision: 1 },
  }),
  getTimeline: nothing,
  addTimelineEvent: () => ({
    body: {
      lane: 'product',
      kind: 'release',
      title: 'Instant payouts',
      startDay: '2026-12-20',
    },
  }),
  listProposedOwners: nothing,
  confirmOwners: product => ({
    body: {
      confirmations: [
        {
          productRef: productRef(product),
          ownerRef: HEIRS,
          confirmed: ownersOf(product.name),
        },
      ],
    },
  }),
  requestDecision: ({ riskIds }) => ({
    body: {
      riskIds: [riskIds.free],
      sentence: 'Somebody could pay with a stolen token.',
      proposedExpiry: EXPIRY,
    },
  }),
  listMyDecisions: nothing,
  listProductDecisions: nothing,
  listRiskDecisions: ({ riskIds }) => ({ id: riskIds.free }),
  getDecision: ({ decisions }) => ({ id: decisions.asked }),
  grantDecision: ({ decisions, basis }) => ({
    id: decisions.asked,
    body: { ...WHY, basis: basis.asked, expiry: EXPIRY },
  }),
  signDecision: ({ decisions, basis }) => ({
    id: decisions.signed,
    body: { ...WHY, basis: basis.signed },
  }),
  rejectDecision: ({ decisions }) => ({ id: decisions.asked, body: WHY }),
  askForOptions: ({ decisions }) => ({ id: decisions.asked, body: WHY }),
  addDecisionOptions: ({ decisions }) => ({
    id: decisions.asked,
    body: { options: 'Rotate the key' },
  }),
  revokeDecision: ({ decisions }) => ({ id: decisions.granted, body: WHY }),
  extendDecision: ({ decisions }) => ({
    id: decisions.granted,
    body: { ...WHY, proposedExpiry: EXPIRY },
  }),
  getDecisionPortfolio: nothing,
  listDecisions: nothing,
  exportDecisions: nothing,
  getDecisionLogHead: nothing,
  verifyDecisionLog: nothing,
  getReport: nothing,
  listProducts: nothing,
  exportProducts: nothing,
  getExecutiveSummary: nothing,
  getRiskModel: nothing,
  explain: product => ({ query: `?ref=${productRef(product)}` }),
  getCategoryReport: nothing,
  exportCategoryReport: nothing,
  getCategoryHeatMap: nothing,
  getCategory: category,
  listCategoryRisks: category,
  listCategoryEvidence: category,
  exportCategoryEvidence: category,
  listAssessments: nothing,
  listRootCauses: nothing,
  listCategoryTriage: nothing,
  decideCategories: ({ findingId }) => ({
    body: {
      decisions: [{ findingId, category: 'V11.3', decision: 'confirm' }],
    },
  }),
  getProductAssessment: nothing,
  stateAssessment: product => ({
    body: {
      product: productRef(product),
      category: 'A.8.13',
      assessed: true,
      note: 'restored a backup',
    },
  }),
  linkRootCause: ({ riskIds }) => ({
    body: { title: 'One library', riskIds: [riskIds.free, riskIds.rated] },
  }),
  listInitiatives: nothing,
  createInitiative: () => ({
    body: {
      title: 'One key store',
      category: 'A.8.24',
      sponsor: 'user:default/somebody',
      hypothesis: 'fewer keys in files',
    },
  }),
  closeInitiative: ({ initiativeId }) => ({
    id: initiativeId,
    body: { outcome: 'done for all' },
  }),
};

/** The path of an endpoint for something that belongs to a product. */
export function matrixPath(
  name: EndpointName,
  { name: product }: MatrixProduct,
  call: MatrixCall,
): string {
  const { path } = endpoints[name];
  const [, kind, entity] = [
    ['/products/', 'system', product],
    ['/owners/', 'group', `${product}-owners`],
    ['/push/', '', 'ci-model'],
    ['', 'component', `${product}-api`],
  ].find(([start]) => path.startsWith(start)) ?? ['', '', ''];
  return (
    path
      .replace(':kind', kind)
      .replace(':namespace', 'default')
      .replace(':name', entity)
      .replace(':metric', 'exposure')
      .replace(':subject', 'mitigation')
      .replace(':id', call.id ?? 'missing') + (call.query ?? '')
  );
}
