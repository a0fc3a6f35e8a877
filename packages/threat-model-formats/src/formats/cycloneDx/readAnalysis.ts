import { Finding, FindingStatus } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { readStatus } from '../../reading/words';

const statuses = new Map<string, FindingStatus>([
  ['resolved', 'mitigated'],
  ['resolvedwithpedigree', 'mitigated'],
  ['exploitable', 'open'],
  ['intriage', 'open'],
  ['falsepositive', 'not_applicable'],
  ['notaffected', 'not_applicable'],
]);

/** What somebody found out about a vulnerability, here. */
export type Analysed = Pick<
  Finding,
  'status' | 'statusRaw' | 'statusReason' | 'reviewed'
>;

const untriaged = 'in_triage';

/** What an analysis says, before a single component is looked at. */
export function readAnalysis(vulnerability: Cursor): Analysed {
  const analysis = vulnerability.get('analysis');
  const { value, raw } = readStatus(analysis, 'state', statuses, 'open');
  // The XML form calls the list `responses`.
  const responses = [...analysis.ids('response'), ...analysis.ids('responses')];
  const isAccepted =
    raw === 'exploitable' && responses.includes('will_not_fix');
  const rejected = vulnerability.line('rejected');
  const reason = [analysis.line('justification'), analysis.text('detail')]
    .filter(Boolean)
    .join(': ');
  if (rejected && (!raw || raw === untriaged)) {
    return {
      status: 'not_applicable',
      statusRaw: raw,
      statusReason: `The vulnerability record was rejected: ${rejected}`,
      reviewed: true,
    };
  }
  return {
    status: isAccepted ? 'accepted' : value,
    statusRaw: raw,
    statusReason: reason || undefined,
    reviewed: raw !== undefined && raw !== untriaged,
  };
}

/**
 * The analysis for one component: one of which every listed version is
 * unaffected has nothing to fix.
 */
export function analysisFor(target: Cursor, analysed: Analysed): Analysed {
  const versions = target.get('versions').objects();
  const isUnaffected =
    versions.length > 0 &&
    versions.every(version => version.id('status') === 'unaffected');
  return isUnaffected && analysed.status === 'open'
    ? {
        status: 'not_applicable',
        statusRaw: 'unaffected',
        statusReason: analysed.statusReason,
        reviewed: true,
      }
    : analysed;
}
