import { z } from 'zod';
import * as schemas from './schemas';

type Of<K extends keyof typeof schemas> = (typeof schemas)[K] extends z.ZodType
  ? z.output<(typeof schemas)[K]>
  : never;

/** @public */
export type EntityLink = Of<'entityLinkSchema'>;
/** @public */
export type Exposures = Of<'exposuresSchema'>;
/** @public */
export type LevelCounts = Of<'levelCountsSchema'>;
/** @public */
export type FindingCounts = Of<'findingCountsSchema'>;
/** @public */
export type RatingState = Of<'ratingStateSchema'>;
/** @public */
export type ImportWarning = Of<'importWarningSchema'>;
/** @public */
export type SourceError = Of<'sourceErrorSchema'>;
/** @public */
export type ImportCounts = Of<'importCountsSchema'>;
/** @public */
export type ImportSummary = Of<'importSummarySchema'>;
/** @public */
export type Source = Of<'sourceSchema'>;
/** @public */
export type PlannedChange = Of<'plannedChangeSchema'>;
/** @public */
export type ElementMapping = Of<'elementMappingSchema'>;
/** @public */
export type ImportPreview = Of<'importPreviewSchema'>;
/** @public */
export type ImportResult = Of<'importResultSchema'>;
/** @public */
export type FindingStatus = Of<'findingStatusSchema'>;
/** @public */
export type Mitigation = Of<'mitigationSchema'>;
/** @public */
export type FindingRisk = Of<'findingRiskSchema'>;
/** @public */
export type Finding = Of<'findingSchema'>;
/** @public */
export type FindingDetail = Of<'findingDetailSchema'>;
/** @public */
export type FindingsQuery = Of<'findingsQuerySchema'>;
/** @public */
export type RatingInput = Of<'ratingInputSchema'>;
/** @public */
export type StaleReason = Of<'staleReasonSchema'>;
/** @public */
export type ModelSummary = Of<'modelSummarySchema'>;
/** @public */
export type Owner = Of<'ownerSchema'>;
/** @public */
export type EntityRisk = Of<'entityRiskSchema'>;
/** @public */
export type DiagramElement = Of<'diagramElementSchema'>;
/** @public */
export type ModelDiagram = Of<'modelDiagramSchema'>;
/** @public */
export type ExportFormat = Of<'exportFormatSchema'>;
/** @public */
export type ModelExport = Of<'modelExportSchema'>;
/** @public */
export type Severe = Of<'severeSchema'>;
/** @public */
export type Coverage = Of<'coverageSchema'>;
/** @public */
export type TrendPoint = Of<'trendPointSchema'>;
/** @public */
export type Change = Of<'changeSchema'>;
/** @public */
export type BudgetState = Of<'budgetStateSchema'>;
/** @public */
export type AlertUrgencyWord = Of<'alertUrgencySchema'>;
/** @public */
export type BudgetSummary = Of<'budgetSummarySchema'>;
/** @public */
export type ExposureStep = Of<'exposureStepSchema'>;
/** @public */
export type TargetChange = Of<'targetChangeSchema'>;
/** @public */
export type Budget = Of<'budgetSchema'>;

/**
 * A raise of a target that waits for its second signature.
 * @public
 */
export type AwaitedRaise = Of<'awaitedRaiseSchema'>;

/**
 * A raise that waits, with the product that it is about.
 * @public
 */
export type MyRaise = Of<'myRaiseSchema'>;

/**
 * A raise that was signed, turned down or taken back.
 * @public
 */
export type AnsweredRaise = Of<'answeredRaiseSchema'>;

/**
 * Raises that somebody may sign second, and those he asked for.
 * @public
 */
export type MyRaises = Of<'myRaisesSchema'>;
/** @public */
export type SetTarget = Of<'setTargetSchema'>;
/** @public */
export type ProductTimeliness = Of<'timelinessSchema'>;
/** @public */
export type ProductSummary = Of<'productSummarySchema'>;
/** @public */
export type ProductRisk = Of<'productRiskSchema'>;
/** @public */
export type OptionKind = Of<'optionKindSchema'>;
/** @public */
export type OptionEffectInput = Of<'optionEffectSchema'>;
/** @public */
export type OptionInput = Of<'optionInputSchema'>;
/** @public */
export type OptionUpdate = Of<'optionUpdateSchema'>;
/** @public */
export type ExploredOption = Of<'treatmentOptionSchema'>;
/** @public */
export type ChosenSet = Of<'optionSetSchema'>;
/** @public */
export type TreatmentComparison = Of<'treatmentSchema'>;
/** @public */
export type SessionState = Of<'sessionStateSchema'>;
/** @public */
export type SessionDue = Of<'sessionDueSchema'>;
/** @public */
export type SessionSummary = Of<'sessionSummarySchema'>;
/** @public */
export type Sessions = Of<'sessionsSchema'>;
/** @public */
export type Session = Of<'sessionSchema'>;
/** @public */
export type SessionRequest = Of<'requestSessionSchema'>;
/** @public */
export type SessionUpdate = Of<'updateSessionSchema'>;
/** @public */
export type RaisedRisk = Of<'raiseRiskSchema'>;
/** @public */
export type TimelineLane = Of<'timelineLaneSchema'>;
/** @public */
export type TimelineEvent = Of<'timelineEventSchema'>;
/** @public */
export type TimelineLink = Of<'timelineLinkSchema'>;
/** @public */
export type TimelineConflict = Of<'timelineConflictSchema'>;
/** @public */
export type TimelineEventInput = Of<'timelineEventInputSchema'>;
/** @public */
export type Timeline = Of<'timelineSchema'>;
/** @public */
export type ComponentState = Of<'componentStateSchema'>;
/** @public */
export type CompositionPart = Of<'compositionPartSchema'>;
/** @public */
export type Scorecard = Of<'scorecardSchema'>;
/** @public */
export type ProductsQuery = Of<'productsQuerySchema'>;
/** @public */
export type OwnedProducts = Of<'ownedProductsSchema'>;
/** @public */
export type ProposedOwner = Of<'proposedOwnerSchema'>;
/** @public */
export type ConfirmOwnersResult = Of<'confirmOwnersResultSchema'>;
/** @public */
export type DomainTotal = Of<'domainTotalSchema'>;
/** @public */
export type Report = Of<'reportSchema'>;
/** @public */
export type RiskModelPage = Of<'riskModelPageSchema'>;
/** @public */
export type Metric = Of<'metricSchema'>;
/** @public */
export type Explanation = Of<'explanationSchema'>;
/** @public */
export type DecisionState = Of<'decisionStateSchema'>;
/** @public */
export type DecisionStatus = Of<'decisionStatusSchema'>;
/** @public */
export type DecisionRisk = Of<'decisionRiskSchema'>;
/** @public */
export type Decision = Of<'decisionSchema'>;
/** @public */
export type DecisionLogEntry = Of<'decisionLogEntrySchema'>;
/** @public */
export type DecisionStaleReason = Of<'decisionStaleReasonSchema'>;
/** @public */
export type DecisionChange = Of<'decisionChangeSchema'>;
/** @public */
export type DecisionSnapshot = Of<'decisionSnapshotSchema'>;
/** @public */
export type DecisionAuthority = Of<'decisionAuthoritySchema'>;
/** @public */
export type DecisionSignature = Of<'decisionSignatureSchema'>;
/** @public */
export type DecisionDetail = Of<'decisionDetailSchema'>;
/** @public */
export type DecisionCounts = Of<'decisionCountsSchema'>;
/** @public */
export type DecisionPortfolio = Of<'decisionPortfolioSchema'>;
/** @public */
export type MyDecisions = Of<'myDecisionsSchema'>;
/** @public */
export type DecisionLogHead = Of<'decisionLogHeadSchema'>;
/** @public */
export type LogVerification = Of<'logVerificationSchema'>;
/** @public */
export type SeverityCounts = Of<'severityCountsSchema'>;
/** @public */
export type ReviewGroup = Of<'reviewGroupSchema'>;
/** @public */
export type ReviewPage = Of<'reviewPageSchema'>;
/** @public */
export type PromotionResult = Of<'promotionResultSchema'>;
/** @public */
export type ElementCandidate = Of<'elementCandidateSchema'>;
/** @public */
export type ElementChoice = Of<'elementChoiceSchema'>;
/** @public */
export type Judgement = Of<'judgementSchema'>;
/** @public */
export type RelinkOffer = Of<'relinkOfferSchema'>;
/** @public */
export type RelinkResult = Of<'relinkResultSchema'>;
/** @public */
export type CategoryLink = Of<'categoryLinkSchema'>;
/** @public */
export type SystemicVerdictWord = Of<'systemicVerdictSchema'>;
/** @public */
export type CategoryVerdict = Of<'categoryVerdictSchema'>;
/** @public */
export type CategoryFilter = Of<'categoryFilterSchema'>;
/** @public */
export type CategoryReport = Of<'categoryReportSchema'>;
/** @public */
export type HeatMap = Of<'heatMapSchema'>;
/** @public */
export type CategoryPage = Of<'categoryPageSchema'>;
/** @public */
export type CategoryRisk = Of<'categoryRiskSchema'>;
/** @public */
export type CategorySuggestionItem = Of<'categorySuggestionSchema'>;
/** @public */
export type CategoryTriageItem = Of<'categoryTriageItemSchema'>;
/** @public */
export type CategoryTriageQuery = Of<'categoryTriageQuerySchema'>;
/** @public */
export type CategoryDecisions = Of<'categoryDecisionsSchema'>;
/** @public */
export type CategoryDecisionsResult = Of<'categoryDecisionsResultSchema'>;
/** @public */
export type AssessmentStatement = Of<'assessmentSchema'>;
/** @public */
export type ProductAssessment = Of<'productAssessmentSchema'>;
/** @public */
export type RootCauseLink = Of<'rootCauseLinkSchema'>;
/** @public */
export type InitiativeInput = Of<'initiativeInputSchema'>;
/** @public */
export type Initiative = Of<'initiativeSchema'>;
/** @public */
export type ListedAssessment = Of<'listedAssessmentSchema'>;
/** @public */
export type RootCause = Of<'rootCauseSchema'>;
/** @public */
export type ExecutiveSummary = Of<'executiveSummarySchema'>;
/** @public */
export type EvidenceItem = Of<'evidenceItemSchema'>;
/** @public */
export type EvidencePage = Of<'evidencePageSchema'>;
/** @public */
export type CategoryChange = Of<'categoryChangeSchema'>;
/** @public */
export type Ticket = Of<'ticketSchema'>;
/** @public */
export type Tickets = Of<'ticketsSchema'>;
