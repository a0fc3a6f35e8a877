import { EndpointName } from './calls';

/**
 * Who asks: the groups of the demo's policy, whoever signs second, a user in
 * no group, a service with a token, the product owner in a portal with
 * permissions switched off, and a stranger without credentials.
 */
export const ROLES = [
  'engineer',
  'owner',
  'second',
  'security',
  'platform',
  'risk',
  'nobody',
  'service',
  'switchedOff',
  'stranger',
] as const;

export type Role = (typeof ROLES)[number];

const DECIDES = [
  'risk.read',
  'risk.report.read',
  'risk.decision.request',
  'risk.decision.grant',
  'risk.budget.set',
  'risk.risk.raise',
];
const BUILDS = [
  'risk.read',
  'risk.import',
  'risk.finding.triage',
  'risk.risk.rate',
  'risk.risk.raise',
  'risk.treatment.propose',
  'risk.decision.request',
];

/** What the policy of a portal allows each role. */
export const permissionsOf: Record<Role, readonly string[]> = {
  engineer: BUILDS,
  owner: DECIDES,
  second: DECIDES,
  security: [...BUILDS, 'risk.budget.set', 'risk.report.read'],
  platform: ['risk.read', 'risk.report.read', 'risk.administer'],
  risk: ['risk.read', 'risk.report.read', 'risk.risk.raise'],
  nobody: [],
  service: [],
  // The framework allows everything then.
  switchedOff: [...new Set([...DECIDES, ...BUILDS, 'risk.administer'])],
  stranger: [],
};

const ANSWERS: Record<string, string> = {
  '+': '200',
  // answered, with everything in it refused
  '0': '200-',
  '!': '401',
  x: '403',
  '?': '404',
  c: '409',
};

/**
 * What each role is answered for its own product, for another one, and for
 * one that the catalog does not show it: `+` done, `x` refused, `?` unknown,
 * `!` who are you, `0` done and everything within refused.
 */
// prettier-ignore
const TABLE: Record<EndpointName, string> = {
  //                       engineer owner second security platform risk nobody service switchedOff stranger
  getEntityRisk:          '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  listEntityFindings:     '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  listEntitySources:      '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  listEntityImports:      '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  previewImport:          '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     ++?         !!!',
  importFile:             '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     ++?         !!!',
  pushModel:              '++?      xx?   xx?    ++?      xx?      xx?  xx?    +x?     ++?         !!!',
  resolveImport:          '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  refreshSource:          '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     ++?         !!!',
  getModelDiagram:        '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  exportModel:            '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  mapElement:             '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  getFinding:             '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  triageFinding:          '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  verifyMitigation:       '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  listTickets:            '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  linkTicket:             '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  createTicket:           '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  removeTicket:           '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  listNotReviewed:        '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  promoteFindings:        '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  withdrawPromotions:     '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  listRelinkOffers:       '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  acceptRelink:           '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  dismissRelink:          '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  rateRisk:               '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  wordRisk:               '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  getScorecard:           '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  listProductRisks:       '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  listMyProducts:         '+++      +++   +++    +++      +++      +++  xxx    xxx     +++         !!!',
  listOwnedProducts:      '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  getBudget:              '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  setBudgetTarget:        'xx?      +x?   xx?    xx?      xx?      xx?  xx?    xx?     xx?         !!!',
  signBudgetTarget:       'xx?      xx?   ++?    xx?      xx?      xx?  xx?    xx?     xx?         !!!',
  rejectBudgetTarget:     'xx?      +x?   ++?    xx?      xx?      xx?  xx?    xx?     xx?         !!!',
  listMyTargetRaises:     '+++      +++   +++    +++      +++      +++  xxx    xxx     +++         !!!',
  getTimeliness:          '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  listSessions:           '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  requestSession:         '++?      ++?   ++?    ++?      xx?      ++?  xx?    xx?     xx?         !!!',
  getSession:             '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  updateSession:          '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  confirmRatings:         '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  raiseRisk:              '++?      ++?   ++?    ++?      xx?      ++?  xx?    xx?     xx?         !!!',
  getTreatment:           '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  createOption:           '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  updateOption:           '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  getTimeline:            '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  addTimelineEvent:       '++?      ++?   ++?    ++?      xx?      ++?  xx?    xx?     xx?         !!!',
  updateTimelineEvent:    '++?      ++?   ++?    ++?      xx?      ++?  xx?    xx?     xx?         !!!',
  removeTimelineEvent:    '++?      ++?   ++?    ++?      xx?      ++?  xx?    xx?     xx?         !!!',
  listProposedOwners:     'xxx      xxx   xxx    xxx      +++      xxx  xxx    xxx     xxx         !!!',
  confirmOwners:          'xxx      xxx   xxx    xxx      ++0      xxx  xxx    xxx     xxx         !!!',
  requestDecision:        '++?      ++?   ++?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  listMyDecisions:        '+++      +++   +++    +++      +++      +++  xxx    xxx     +++         !!!',
  listMyRequests:         '+++      +++   +++    +++      +++      +++  xxx    xxx     +++         !!!',
  listProductDecisions:   '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  listRiskDecisions:      '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  getDecision:            '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  grantDecision:          'xx?      +x?   xx?    xx?      xx?      xx?  xx?    xx?     xx?         !!!',
  signDecision:           'xx?      xx?   ++?    xx?      xx?      xx?  xx?    xx?     xx?         !!!',
  rejectDecision:         'xx?      +x?   xx?    xx?      xx?      xx?  xx?    xx?     xx?         !!!',
  askForOptions:          'xx?      +x?   xx?    xx?      xx?      xx?  xx?    xx?     xx?         !!!',
  addDecisionOptions:     '++?      ++?   ++?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  revokeDecision:         'xx?      +x?   xx?    xx?      xx?      xx?  xx?    xx?     xx?         !!!',
  extendDecision:         '++?      ++?   ++?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  getDecisionPortfolio:   'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  listDecisions:          'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  exportDecisions:        'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  getDecisionLogHead:     'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  verifyDecisionLog:      'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  getReport:              'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  getExecutiveSummary:    'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  listProducts:           'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  exportProducts:         'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  getRiskModel:           '+++      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  explain:                '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  getCategoryReport:      'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  exportCategoryReport:   'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  getCategoryHeatMap:     'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  getCategory:            'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  listCategoryRisks:      'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  listCategoryEvidence:   'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  exportCategoryEvidence: 'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  listAssessments:        'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  listRootCauses:         'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  listCategoryTriage:     '+++      xxx   xxx    +++      xxx      xxx  xxx    xxx     xxx         !!!',
  decideCategories:       '++0      xxx   xxx    ++0      xxx      xxx  xxx    xxx     xxx         !!!',
  getProductAssessment:   '++?      ++?   ++?    ++?      ++?      ++?  xx?    ++?     ++?         !!!',
  stateAssessment:        '++?      xx?   xx?    ++?      xx?      xx?  xx?    xx?     xx?         !!!',
  linkRootCause:          '++?      xxx   xxx    ++?      xxx      xxx  xxx    xxx     xxx         !!!',
  listInitiatives:        'xxx      +++   +++    +++      +++      +++  xxx    +++     +++         !!!',
  createInitiative:       'xxx      xxx   xxx    xxx      +++      xxx  xxx    xxx     xxx         !!!',
  closeInitiative:        'xxx      xxx   xxx    xxx      +++      xxx  xxx    xxx     xxx         !!!',
};

const answersOf = (row: string): Record<Role, string[]> => {
  const cells = row.split(/ +/);
  const answers = ROLES.map((role, column) => [
    role,
    [...(cells[column] ?? '')].map(sign => ANSWERS[sign]),
  ]);
  return Object.fromEntries(answers);
};

/** The expected answers by endpoint and role, in the order of the products. */
export const permissionMatrix: Record<
  string,
  Record<Role, string[]>
> = Object.fromEntries(
  Object.entries(TABLE).map(([name, row]) => [name, answersOf(row)]),
);
