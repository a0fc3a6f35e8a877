import {
  ElementKind,
  FindingStatus,
  MitigationStatus,
  Severity,
  ThreatModelKind,
  TreatmentKind,
} from '../../model';

/** The version of the format that is read and written. */
export const nativeVersion = '1';

/** Where editors find the JSON Schema of the format. */
export const nativeSchemaUrl =
  'https://raw.githubusercontent.com/product-risk/product-risk/main/packages/threat-model-formats/product-risk.schema.json';

export const modelKinds: ThreatModelKind[] = ['threat-model', 'scan'];

export const severityWords: Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'unknown',
];

export const statusWords: FindingStatus[] = [
  'open',
  'in_progress',
  'mitigated',
  'accepted',
  'transferred',
  'avoided',
  'not_applicable',
  'unknown',
];

export const mitigationStates: MitigationStatus[] = [
  'proposed',
  'planned',
  'in_progress',
  'implemented',
  'verified',
  'rejected',
  'retired',
  'unknown',
];

/** A flow is no element here: it has a list of its own. */
export const elementKinds: Exclude<ElementKind, 'flow'>[] = [
  'process',
  'datastore',
  'actor',
  'boundary',
  'asset',
  'node',
];

export const treatmentKinds: TreatmentKind[] = [
  'mitigate',
  'avoid',
  'transfer',
  'detect',
  'accept',
];

/**
 * The keys of every object of the format, by the name of its definition in the
 * JSON Schema. Any object may carry further ones that begin with `x-`.
 */
export const knownKeys = {
  model: [
    '$schema',
    'productRisk',
    'kind',
    'id',
    'title',
    'description',
    'owner',
    'authors',
    'reviewer',
    'businessCriticality',
    'updated',
    'diagrams',
    'elements',
    'flows',
    'threats',
    'mitigations',
    'options',
  ],
  diagram: ['id', 'title'],
  element: [
    'id',
    'name',
    'kind',
    'description',
    'parent',
    'entity',
    'repositories',
    'paths',
    'purl',
    'outOfScope',
    'owner',
    'tags',
    'diagram',
  ],
  flow: [
    'id',
    'name',
    'from',
    'to',
    'bidirectional',
    'description',
    'parent',
    'entity',
    'repositories',
    'paths',
    'purl',
    'outOfScope',
    'owner',
    'tags',
    'diagram',
  ],
  threat: [
    'id',
    'title',
    'description',
    'on',
    'concerns',
    'severity',
    'rating',
    'score',
    'status',
    'reason',
    'reviewed',
    'categories',
    'mitigations',
    'acceptance',
    'advice',
    'ticket',
    'tags',
    'scan',
    'definition',
    'key',
    'original',
  ],
  rating: ['likelihood', 'impact', 'probability', 'impactPoints'],
  range: ['low', 'high'],
  score: ['value', 'scale'],
  scan: ['rule', 'vulnerability', 'aliases', 'package'],
  acceptance: ['reason', 'until'],
  original: ['id', 'severity', 'likelihood', 'impact', 'status'],
  mitigation: [
    'id',
    'title',
    'description',
    'owner',
    'state',
    'effect',
    'originalId',
  ],
  mitigationUse: [
    'mitigation',
    'title',
    'description',
    'owner',
    'state',
    'effect',
    'originalState',
  ],
  option: [
    'id',
    'kind',
    'title',
    'description',
    'treats',
    'cost',
    'leadTimeDays',
    'constraints',
    'needs',
    'excludes',
  ],
  treatment: ['threat', 'likelihood', 'impact'],
  cost: ['once', 'perYear'],
} as const;

/** Objects of the format that have keys of their own. */
export type NativeObject = keyof typeof knownKeys;
