import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { freshFile } from './files';
import { SYSTEMIC } from './systemic';
import { HEIRS, MatrixProduct, ownersOf } from './world';

export type EndpointName = keyof typeof endpoints;

/** What one request of the matrix sends. */
export interface MatrixCall {
  /** Of what the path names. */
  id?: string;
  query?: string;
  body?: object | Buffer;
}

const FILE: MatrixCall = {
  query: '?fileName=model.json',
  body: freshFile,
};
const WHY = { reason: 'as agreed' };
const EXPIRY = '2027-01-31';

const optionOf = ({ riskIds }: MatrixProduct) => ({
  kind: 'mitigate',
  title: 'Bind tokens',
  costOnce: 300,
  effects: [{ riskId: riskIds.free, effectLikelihood: 0.5, effectImpact: 0 }],
});

const RELEASE = {
  lane: 'product',
  kind: 'release',
  title: 'Instant payouts',
  startDay: '2026-12-20',
};

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
    body: freshFile,
  }),
  resolveImport: ({ importId }) => ({
    id: importId,
    body: { action: 'release', ...WHY },
  }),
  refreshSource: ({ sourceId }) => ({ id: sourceId }),
  getModelDiagram: ({ modelId }) => ({ id: modelId }),
  exportModel: ({ modelId }) => ({ id: modelId, query: '?format=otm' }),
  mapElement: ({ modelId, name }) => ({
    id: modelId,
    body: { elementId: 'login', entityRef: `component:default/${name}-api` },
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
  withdrawPromotions: () => ({ body: { groups: ['rule|old-hash'], ...WHY } }),
  listRelinkOffers: nothing,
  acceptRelink: ({ relink }) => ({ body: relink }),
  dismissRelink: ({ relink }) => ({ body: relink }),
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
  listMyTargetRaises: nothing,
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
  addTimelineEvent: () => ({ body: RELEASE }),
  updateTimelineEvent: ({ timelineEventId }) => ({
    id: timelineEventId,
    body: { ...RELEASE, revision: 1 },
  }),
  removeTimelineEvent: ({ timelineEventId }) => ({
    id: timelineEventId,
    body: { revision: 1 },
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
  listMyRequests: nothing,
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
      category: SYSTEMIC,
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
