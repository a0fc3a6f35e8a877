import { NotFoundError } from '@backstage/errors';
import { RiskApi } from '@product-risk/backstage-plugin-risk-common';
import type { ListPage } from '../hooks';
import { budgetFixture, timelinessFixture } from './budget';
import {
  categoryPageFixture,
  categoryReportFixture,
  categoryRisksFixture,
  categoryTriageFixture,
  heatMapFixture,
} from './categories';
import {
  assessmentsFixture,
  evidenceFixture,
  executiveFixture,
  initiativeFixture,
  productAssessmentFixture,
  rootCausesFixture,
} from './systemic';
import { uuid } from './ids';
import { diagramFixture } from './diagram';
import { entityRiskFixture, sourcesFixture } from './entityRisk';
import { explanationFixture } from './explanation';
import {
  findingDetailFixture,
  findingsFixture,
  importsFixture,
} from './findings';
import { importPreviewFixture } from './importPreview';
import {
  ownedProductsFixture,
  productFixture,
  reportFixture,
  scorecardFixture,
} from './products';
import { relinkOffersFixture } from './relinkOffers';
import { reviewGroupsFixture } from './reviewGroups';
import { riskModelFixture } from './riskModel';
import { timelineFixture } from './timeline';
import { sessionFixture, sessionsFixture, treatmentFixture } from './treatment';

/** One page with all items. */
export const pageWith = <T>(items: T[]): ListPage<T> => ({
  items,
  totalItems: items.length,
  hidden: 0,
});

const listed = (wanted: unknown, value: string) =>
  !Array.isArray(wanted) || !wanted.length || wanted.includes(value);

const notInFixtures = async () => {
  throw new NotFoundError('Not part of the fixtures');
};

const noDecisions = {
  waiting: 0,
  overdue: 0,
  active: 0,
  expiring: 0,
  stale: 0,
  expired: 0,
};

const noTickets = { items: [], canCreateIn: [] };

const emptyLogHead = {
  seq: 0,
  hash: '0'.repeat(64),
  head: `0:${'0'.repeat(64)}`,
};

/**
 * An API that answers from the fixtures; tests and the development app give
 * what differs. Lists filter by status, level and search as the backend does.
 */
export function fakeRiskApi(changes: Partial<RiskApi> = {}): RiskApi {
  const importResult = {
    import: importsFixture[1],
    source: sourcesFixture[0],
  };
  return {
    getEntityRisk: async () => entityRiskFixture,
    listEntityFindings: async ({ query = {} }) =>
      pageWith(
        findingsFixture.filter(
          finding =>
            listed(query.status, finding.status) &&
            listed(query.level, finding.risk?.level ?? 'unrated') &&
            (!query.element || finding.element?.id === query.element) &&
            finding.title
              .toLowerCase()
              .includes((query.search ?? '').toLowerCase()),
        ),
      ),
    listEntitySources: async () => ({ items: sourcesFixture }),
    listEntityImports: async () => pageWith(importsFixture),
    previewImport: async () => importPreviewFixture,
    importFile: async () => importResult,
    pushModel: async () => importResult,
    resolveImport: async () => importResult,
    refreshSource: async () => importResult,
    getModelDiagram: async () => diagramFixture,
    exportModel: notInFixtures,
    mapElement: async () => diagramFixture.elements[0],
    getFinding: async () => findingDetailFixture,
    triageFinding: async () => findingDetailFixture,
    verifyMitigation: async () => findingDetailFixture,
    listNotReviewed: async ({ query = {} }) => ({
      ...pageWith(
        reviewGroupsFixture.filter(
          group =>
            listed(query.state, group.state) &&
            listed(query.severity, group.severity),
        ),
      ),
      notReviewed: {
        critical: 2,
        high: 1,
        medium: 0,
        low: 81,
        info: 0,
        unknown: 0,
      },
    }),
    promoteFindings: async ({ body }) => ({
      groups: body.groups.length,
      findings: body.groups.length,
    }),
    withdrawPromotions: async ({ body }) => ({
      groups: body.groups.length,
      findings: body.groups.length,
    }),
    listRelinkOffers: async () => ({ items: relinkOffersFixture }),
    acceptRelink: async ({ body }) => ({ ...body, choice: 'accepted' }),
    dismissRelink: async ({ body }) => ({ ...body, choice: 'dismissed' }),
    rateRisk: notInFixtures,
    wordRisk: notInFixtures,
    getScorecard: async () => scorecardFixture,
    listTickets: async () => noTickets,
    linkTicket: async () => noTickets,
    createTicket: async () => noTickets,
    removeTicket: async () => noTickets,
    getTimeline: async () => timelineFixture,
    addTimelineEvent: async () => timelineFixture,
    updateTimelineEvent: async () => timelineFixture,
    removeTimelineEvent: async () => timelineFixture,
    listSessions: async () => sessionsFixture,
    requestSession: async () => sessionFixture,
    getSession: async () => sessionFixture,
    updateSession: async () => sessionFixture,
    confirmRatings: async ({ body }) => ({
      confirmed: body.riskIds,
      refused: [],
    }),
    raiseRisk: notInFixtures,
    getTreatment: async () => treatmentFixture,
    createOption: async () => ({ id: treatmentFixture.options[0].id }),
    updateOption: async ({ params }) => params,
    getBudget: async () => budgetFixture,
    setBudgetTarget: async () => budgetFixture,
    signBudgetTarget: async () => budgetFixture,
    rejectBudgetTarget: async () => budgetFixture,
    listMyTargetRaises: async () => ({
      waitingForMe: [],
      askedByMe: [],
      answered: [],
      truncated: false,
    }),
    getTimeliness: async () => timelinessFixture,
    listProductRisks: async () => pageWith([]),
    listMyProducts: async () => ownedProductsFixture,
    listOwnedProducts: async () => ownedProductsFixture,
    listProposedOwners: async () => pageWith([]),
    confirmOwners: async () => ({ confirmed: [], refused: [] }),
    requestDecision: notInFixtures,
    listMyDecisions: async () => ({
      waitingForMe: [],
      askedByMe: [],
      truncated: false,
    }),
    listMyRequests: async () => pageWith([]),
    listProductDecisions: async () => pageWith([]),
    listRiskDecisions: async () => ({ items: [] }),
    getDecision: notInFixtures,
    grantDecision: notInFixtures,
    signDecision: notInFixtures,
    rejectDecision: notInFixtures,
    askForOptions: notInFixtures,
    addDecisionOptions: notInFixtures,
    revokeDecision: notInFixtures,
    extendDecision: notInFixtures,
    getDecisionPortfolio: async () => ({
      asOf: reportFixture.asOf,
      total: noDecisions,
      acceptedExposure: 0,
      underTreatment: 0,
      explored: { decidedRisks: 0, withOptions: 0 },
      sessionToDecision: { decisions: 0 },
      products: [],
      hiddenProducts: 0,
    }),
    listDecisions: async () => pageWith([]),
    exportDecisions: async () => 'id,product\n',
    getDecisionLogHead: async () => emptyLogHead,
    verifyDecisionLog: async () => ({ ok: true, head: emptyLogHead }),
    getReport: async () => reportFixture,
    listProducts: async () => pageWith([productFixture]),
    getExecutiveSummary: async () => executiveFixture,
    getCategoryReport: async () => categoryReportFixture,
    exportCategoryReport: async () => 'framework,category\n',
    getCategoryHeatMap: async () => heatMapFixture,
    getCategory: async () => categoryPageFixture,
    listCategoryRisks: async () => pageWith(categoryRisksFixture),
    listCategoryTriage: async () => pageWith(categoryTriageFixture),
    decideCategories: async ({ body }) => ({
      decided: body.decisions.length,
      refused: [],
    }),
    listAssessments: async () => pageWith(assessmentsFixture),
    getProductAssessment: notInFixtures,
    stateAssessment: async () => productAssessmentFixture,
    listRootCauses: async () => rootCausesFixture,
    linkRootCause: async ({ body }) => ({
      id: uuid(80),
      linked: body.riskIds.length,
    }),
    listCategoryEvidence: async () => evidenceFixture,
    exportCategoryEvidence: async () => 'control,name\n',
    listInitiatives: async () => ({ items: [initiativeFixture] }),
    createInitiative: async () => initiativeFixture,
    closeInitiative: async ({ body }) => ({
      ...initiativeFixture,
      state: 'closed',
      ...body,
    }),
    exportProducts: async () => 'product,exposure\nPayments,50.5\n',
    getRiskModel: async () => riskModelFixture,
    explain: async () => explanationFixture,
    ...changes,
  };
}
