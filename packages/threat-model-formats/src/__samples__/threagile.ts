import { member } from '../reading/shape';
import { countsOf, numberOf, rename } from './counts';
import { Expectation, FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

/** Parts of a model say nothing of their format; only their main file does. */
const includedParts = new Set([
  'threagile/includes/risk_categories.yaml',
  'threagile/includes/technical_assets.yaml',
  'threagile/includes/trust_boundaries.yaml',
]);

const noRiskList = 'threagile/bad-object.risks.json';

const sections = [
  'technical_assets',
  'data_assets',
  'trust_boundaries',
  'shared_runtimes',
  'communication_links',
];

function expectRisks(risks: unknown): Expectation {
  const findings = numberOf(risks, 'threats');
  const words = countsOf(risks, 'status_raw_absent_is_unchecked');
  const judgements = [
    'in-discussion' in words ? 'in-discussion is in_progress' : [],
    'elevated' in countsOf(risks, 'severity_absent_is_low')
      ? 'elevated is high'
      : [],
  ].flat();
  return {
    format: 'threagile',
    findings,
    statuses: rename(words, {
      unchecked: 'open',
      'in-discussion': 'in_progress',
      'in-progress': 'in_progress',
      'false-positive': 'not_applicable',
    }),
    severities: rename(countsOf(risks, 'severity_absent_is_low'), {
      elevated: 'high',
    }),
    mitigations: 0,
    warnings: fileWarnings(findings),
    judgement: judgements.join('; ') || undefined,
  };
}

function expectModel(truth: unknown): Expectation {
  const findings = numberOf(truth, 'individual_risks');
  return {
    format: 'threagile',
    findings,
    statuses: findings ? { open: findings } : {},
    severities: countsOf(truth, 'individual_risk_severity'),
    elements: sections.reduce((sum, key) => sum + numberOf(truth, key), 0),
    mitigations: 0,
    warnings: fileWarnings(findings),
    judgement: 'of a model, only the risks that people declared',
  };
}

export const threagile: FormatSamples = {
  formats: ['threagile', 'threagile/includes'],
  expectation: ({ file, truth }) => {
    if (includedParts.has(file)) {
      return {
        refused: 'unknown-format',
        judgement: 'a part of a model is no model',
      };
    }
    if (file === noRiskList) {
      return { refused: 'unknown-format' };
    }
    return file.endsWith('.yaml')
      ? expectModel(truth)
      : expectRisks(member(truth, 'generated') ?? truth);
  },
};
