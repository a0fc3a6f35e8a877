import { Finding, ThreatModel } from '../model';
import { WarningLog } from './WarningLog';

/** Fewer equal ratings may well be chance. */
const uniformFrom = 5;

/** What a person decided about a finding is a sign that a person looked at it. */
const undecided = new Set<Finding['status']>(['open', 'unknown']);

/**
 * True when five findings or more all carry one and the same rating and nothing
 * that tells them apart: a default or a converter's constant, not an assessment.
 */
function areUniform(findings: Finding[]): boolean {
  if (findings.length < uniformFrom || findings[0].severity === 'unknown') {
    return false;
  }
  const ratings = findings.map(finding =>
    JSON.stringify([
      finding.severity,
      finding.severityRaw,
      finding.likelihoodRaw,
      finding.impactRaw,
      finding.score?.value,
    ]),
  );
  return ratings.every(rating => rating === ratings[0]);
}

/**
 * What holds for every format: a file without findings is no assessment, and
 * one rating for every threat is not a reviewed one. Adds the warnings.
 */
export function finishModel(
  model: Omit<ThreatModel, 'warnings'>,
  log: WarningLog,
  pointer: string = '',
): ThreatModel {
  let { findings } = model;
  if (findings.length === 0) {
    log.add(
      'not-an-assessment',
      pointer,
      'The file holds no threats: it describes a structure and says nothing about its risk. Import the assessment, or model the threats first.',
    );
  } else if (areUniform(findings)) {
    log.add(
      'uniform-ratings',
      pointer,
      `All ${findings.length} threats carry one and the same rating, as defaults and converters write it. They count as not reviewed; rate them one by one.`,
    );
    findings = findings.map(finding =>
      undecided.has(finding.status) ? { ...finding, reviewed: false } : finding,
    );
  }
  return { ...model, findings, warnings: log.list() };
}
