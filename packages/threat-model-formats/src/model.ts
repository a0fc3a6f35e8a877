/**
 * The canonical threat model: what every importer produces and everything
 * else reads. Words follow OTM and the threat modelling literature.
 */

/**
 * Severity of a finding in canonical words. `unknown` means that the file gave
 * none that we recognise; it is never treated as low.
 * @public
 */
export type Severity =
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'info'
  | 'unknown';

/**
 * What the file says about a finding. `unknown` is a word nobody has seen
 * before and counts as open.
 * @public
 */
export type FindingStatus =
  | 'open'
  | 'in_progress'
  | 'mitigated'
  | 'accepted'
  | 'transferred'
  | 'avoided'
  | 'not_applicable'
  | 'unknown';

/**
 * What the file says about a mitigation.
 * @public
 */
export type MitigationStatus =
  | 'proposed'
  | 'planned'
  | 'in_progress'
  | 'implemented'
  | 'verified'
  | 'rejected'
  | 'retired'
  | 'unknown';

/**
 * What a model element is. `node` is an element whose nature the format does
 * not tell.
 * @public
 */
export type ElementKind =
  | 'process'
  | 'datastore'
  | 'actor'
  | 'flow'
  | 'boundary'
  | 'asset'
  | 'node';

/**
 * A node of a shared vocabulary, as the file states it.
 * @public
 */
export interface CategoryRef {
  taxonomy:
    | 'STRIDE'
    | 'LINDDUN'
    | 'CIA'
    | 'CWE'
    | 'CAPEC'
    | 'ATTACK'
    | 'OWASP'
    | 'PLOT4ai'
    | 'other';
  /** Canonical id where one is known (`spoofing`, `CWE-79`), else the label. */
  id: string;
}

/**
 * Where in the file something stands.
 * @public
 */
export interface SourcePosition {
  /** JSON Pointer (RFC 6901) into the document; in XML the path of element names with their numbers, e.g. `/bom/vulnerabilities/vulnerability[2]`. */
  pointer: string;
  /** 1-based, when the parser knows it. */
  line?: number;
  column?: number;
}

/**
 * A part of the modelled system: process, data store, actor, data flow, trust
 * boundary.
 * @public
 */
export interface ModelElement {
  /** Unique within the model. */
  id: string;
  name: string;
  kind: ElementKind;
  description?: string;
  outOfScope: boolean;
  /** The element (a boundary, or a component) that contains this one. */
  parentId?: string;
  /** Only flows: ids of the elements they connect. */
  sourceId?: string;
  targetId?: string;
  bidirectional?: boolean;
  /** Diagram that shows the element; a model without diagrams has none. */
  diagramId?: string;
  tags: string[];
  owner?: string;
  /** Explicit catalog entity ref found in the file (attribute, tag or name). */
  entityRef?: string;
  /** Repositories that hold the element, as the file states them; never fetched. */
  repoUrls?: string[];
  /** Paths or URIs of its files in the repository, without line numbers. */
  sourcePaths?: string[];
  /** Package URL, e.g. `pkg:npm/left-pad@1.3.0`, as the file states it. */
  purl?: string;
}

/**
 * One drawing of the model.
 * @public
 */
export interface Diagram {
  id: string;
  title: string;
}

/**
 * How one mitigation stands against one finding: formats that define a
 * mitigation once may implement it in one place and require it in another.
 * @public
 */
export interface FindingMitigation {
  mitigationKey: string;
  status: MitigationStatus;
  statusRaw?: string;
  /** Fraction 0-1 by which it lowers the risk; absent when the file says none. */
  riskReduction?: number;
}

/**
 * What a result of a scan is about: the terms by which results of several
 * scans and tools are grouped when they become one risk. A result has a rule
 * (static analysis), or a vulnerability and mostly a package (software
 * composition analysis).
 * @public
 */
export interface ScanSubject {
  /** Id of the tool's rule that the result breaks, e.g. `js/sql-injection`. */
  rule?: string;
  /** Canonical id of the vulnerability: the CVE when the file states it as the id or an alias, else the id it states. */
  vulnerability?: string;
  /** The other ids the file states for the vulnerability, in its order; empty when none. */
  aliases: string[];
  /** Package URL without qualifiers, subpath and version (`pkg:npm/left-pad`) where the file has one, else the package's name. */
  package?: string;
}

/**
 * What somebody is 90 % sure of: 5 % below `low`, 5 % above `high`.
 * @public
 */
export interface StatedRange {
  /** Above 0. */
  low: number;
  /** Not below `low`. */
  high: number;
}

/**
 * A rating in numbers, as the file states it: steps 1 to 5 of the
 * organisation's scale, or an annual probability (0-1) and an impact in points,
 * each a number or a range.
 * @public
 */
export type StatedRating =
  | { unit: 'steps'; likelihood: number; impact: number }
  | {
      unit: 'points';
      probability: number | StatedRange;
      impactPoints: number | StatedRange;
    };

/**
 * Somebody asks the owner of the product to live with a finding. A request
 * changes no number and no status.
 * @public
 */
export interface AcceptanceRequest {
  reason: string;
  /** ISO 8601 date on which the acceptance is to end. */
  until?: string;
}

/**
 * One threat on one element: the unit that is counted. A threat definition
 * attached to n elements is n findings; attached to none, one on the model.
 * @public
 */
export interface Finding {
  /** Identity within its source, stable over re-export as far as the format allows. Unique within the model. */
  key: string;
  /** The id as the file states it. */
  sourceId?: string;
  /** Same value on every finding that instantiates one threat definition of this model; absent when the format has no definitions. */
  definitionKey?: string;
  /** Plain text: markup is stripped by the importer. */
  title: string;
  description: string;
  severity: Severity;
  severityRaw?: string;
  likelihoodRaw?: string;
  impactRaw?: string;
  score?: { value: number; scale: string };
  /** A rating in numbers of the scale; only formats that say so have one. */
  rating?: StatedRating;
  status: FindingStatus;
  statusRaw?: string;
  statusReason?: string;
  /** Only formats that can ask for one have it. */
  acceptanceRequest?: AcceptanceRequest;
  /** False for machine output that no person has looked at. */
  reviewed: boolean;
  categories: CategoryRef[];
  /** Elements concerned, the owning one first; empty for a finding on the model itself. */
  elementIds: string[];
  mitigations: FindingMitigation[];
  /** Advice from a rule catalogue: shown, never counted as a mitigation. */
  advice?: string;
  tags: string[];
  ticket?: string;
  /** Only in models of kind `scan`: what the result is about. */
  scan?: ScanSubject;
  position: SourcePosition;
}

/**
 * A mitigation as the model defines it.
 * @public
 */
export interface Mitigation {
  key: string;
  sourceId?: string;
  title: string;
  description: string;
  /** Over all findings it treats: the least advanced of their states. */
  status: MitigationStatus;
  owner?: string;
}

/**
 * What treating a risk means.
 * @public
 */
export type TreatmentKind =
  | 'mitigate'
  | 'avoid'
  | 'transfer'
  | 'detect'
  | 'accept';

/**
 * What a treatment option would do to one finding. A reduction that is absent
 * was not stated: nobody estimated it yet.
 * @public
 */
export interface TreatmentEffect {
  findingKey: string;
  /** Fraction 0-1 of the likelihood that it removes. */
  likelihoodReduction?: number;
  /** Fraction 0-1 of the impact that it removes. */
  impactReduction?: number;
}

/**
 * One way to treat one or several findings, as people explored it. Not a
 * decision: it changes no number.
 * @public
 */
export interface TreatmentOption {
  /** Unique within the model. */
  key: string;
  kind: TreatmentKind;
  title: string;
  description: string;
  effects: TreatmentEffect[];
  /** To have it, once, in the organisation's unit of cost. */
  costOnce?: number;
  /** To keep it, a year, in the same unit. */
  costPerYear?: number;
  /** Days from the decision until it has its effect. */
  leadTimeDays?: number;
  /** What has to be true for it, in words. */
  constraints: string[];
  /** Keys of options that it requires. */
  needs: string[];
  /** Keys of options that it rules out. */
  excludes: string[];
}

/**
 * Something the importer could not take as it stands. Never a guess: what was
 * kept, what was left, and where.
 * @public
 */
export interface ImportWarning {
  /** Stable kebab-case code, e.g. `unknown-status`, `uniform-ratings`, `not-an-assessment`, `duplicate-id`, `dangling-reference`. */
  code: string;
  /** What happened and what to do, in plain words; no file content beyond short quoted labels. */
  message: string;
  position?: SourcePosition;
}

/**
 * What a file says: `threat-model` is what people thought about, finding by
 * finding; `scan` is what tools found in code and packages (SARIF, CycloneDX
 * VDR and VEX, OpenVEX). Results of scans are counted, and become risks only
 * when a person or a rule promotes them.
 * @public
 */
export type ThreatModelKind = 'threat-model' | 'scan';

/**
 * A threat model in canonical form.
 * @public
 */
export interface ThreatModel {
  kind: ThreatModelKind;
  /** The file's own stable id, when it has one that means anything. */
  id?: string;
  format: string;
  formatVersion?: string;
  title: string;
  description?: string;
  owner?: string;
  authors: string[];
  reviewer?: string;
  businessCriticality?: string;
  /** ISO 8601 date or date-time that the file states as its last change. */
  updatedAt?: string;
  diagrams: Diagram[];
  elements: ModelElement[];
  findings: Finding[];
  mitigations: Mitigation[];
  /** Absent: the format cannot state any. */
  treatmentOptions?: TreatmentOption[];
  warnings: ImportWarning[];
}
