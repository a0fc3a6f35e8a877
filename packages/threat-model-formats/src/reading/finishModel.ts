import { Finding, ModelElement, ThreatModel, ThreatModelKind } from '../model';
import { checkGrowth } from './checkGrowth';
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

/** Parents that lead back to the element itself are dropped: nobody may walk in a circle. */
function withoutCircles(
  elements: ModelElement[],
  warn: () => void,
): ModelElement[] {
  const parents = new Map(elements.map(({ id, parentId }) => [id, parentId]));
  const rooted = new Set<string>();
  for (const { id } of elements) {
    const path = new Set<string>();
    let current: string | undefined = id;
    while (current !== undefined && !rooted.has(current)) {
      path.add(current);
      const parent: string | undefined = parents.get(current);
      if (parent !== undefined && path.has(parent)) {
        parents.set(current, undefined);
        warn();
        break;
      }
      current = parent;
    }
    path.forEach(step => rooted.add(step));
  }
  return elements.map(element => ({
    ...element,
    parentId: parents.get(element.id),
  }));
}

const withoutFindings: Record<ThreatModelKind, string> = {
  'threat-model':
    'The file holds no threats: it describes a structure and says nothing about its risk. Import the assessment, or model the threats first.',
  scan: 'The file holds no results: it says nothing about risk. Import the results of the scan; a bill of materials alone is none.',
};

/**
 * What holds for every format: a file without findings is no assessment, and
 * one rating for every threat is not a reviewed one. Adds the warnings.
 *
 * @throws ThreatModelFormatError `too-complex` when a small file describes a huge model.
 */
export function finishModel(
  model: Omit<ThreatModel, 'warnings'>,
  log: WarningLog,
  pointer: string = '',
): ThreatModel {
  checkGrowth(model, log.fileName);
  let { findings } = model;
  if (findings.length === 0) {
    log.add('not-an-assessment', pointer, withoutFindings[model.kind]);
  } else if (areUniform(findings)) {
    log.add(
      'uniform-ratings',
      pointer,
      `All ${findings.length} findings carry one and the same rating, as defaults and converters write it. They count as not reviewed; rate them one by one.`,
    );
    findings = findings.map(finding =>
      undecided.has(finding.status) ? { ...finding, reviewed: false } : finding,
    );
  }
  const elements = withoutCircles(model.elements, () =>
    log.add(
      'circular-parents',
      pointer,
      'Elements contain each other in a circle; it was opened at one of them. Correct their parents.',
    ),
  );
  return { ...model, elements, findings, warnings: log.list() };
}
