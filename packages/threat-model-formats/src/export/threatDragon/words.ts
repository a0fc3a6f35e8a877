import { FindingStatus, Severity } from '../../model';

export const severityWords: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Low',
  // "To be decided".
  unknown: 'TBD',
};

export const statusWords: Record<FindingStatus, string> = {
  open: 'Open',
  in_progress: 'Open',
  mitigated: 'Mitigated',
  accepted: 'Accepted',
  transferred: 'Transferred',
  avoided: 'Avoided',
  not_applicable: 'NotApplicable',
  unknown: 'Unknown',
};
