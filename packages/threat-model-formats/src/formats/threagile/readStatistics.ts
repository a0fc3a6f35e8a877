import { ParsedDocument } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor, quote } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { isObject, member } from '../../reading/shape';
import { WarningLog } from '../../reading/WarningLog';

/** True for `stats.json`: counts by severity and status, and nothing else. */
export function isStatistics(value: unknown): boolean {
  const risks = member(value, 'risks');
  return (
    isObject(value) &&
    Object.keys(value).length === 1 &&
    (isObject(member(risks, 'critical')) || isObject(member(risks, 'low')))
  );
}

/**
 * Reads `stats.json`: no findings, only how many a run found. The counts are
 * told in a warning, to be compared with what `risks.json` of the run gives.
 */
export function readStatistics(document: ParsedDocument): ThreatModel {
  const log = new WarningLog(document);
  const risks = new Cursor(document.value, '', log).get('risks');
  let total = 0;
  const bySeverity = risks.entries().flatMap(([severity, statuses]) => {
    const count = statuses
      .entries()
      .reduce((sum, [status]) => sum + (statuses.number(status) ?? 0), 0);
    total += count;
    return count > 0 ? [`${quote(severity)} ${count}`] : [];
  });
  risks.warn(
    'counts-only',
    `The file holds no risks, only that a run found ${total}${
      bySeverity.length > 0 ? ` (${bySeverity.slice(0, 5).join(', ')})` : ''
    }. Import risks.json of the same run, and compare.`,
  );
  return finishModel(
    {
      kind: 'threat-model',
      format: 'threagile',
      title: document.fileName,
      authors: [],
      diagrams: [],
      elements: [],
      findings: [],
      mitigations: [],
    },
    log,
  );
}
