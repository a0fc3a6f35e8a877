import { formatProbability } from '@product-risk/risk-model';
import {
  DiagramElement,
  ElementCandidate,
  FindingRisk,
  FindingStatus,
  ImportSummary,
  Mitigation,
  ReviewGroup,
  RiskModelPage,
  Source,
} from '@product-risk/backstage-plugin-risk-common';

/** Statuses of findings in the words of the screens. */
export const statusWords: Record<FindingStatus, string> = {
  open: 'Open',
  in_progress: 'In progress',
  claimed: 'Mitigated, as the file says',
  accepted: 'Accepted in the file',
  excluded: 'Left out',
  absent: 'Gone from the file',
};

/** Statuses of findings that count, each in a word or two. */
export const shortStatusWords: Record<FindingStatus, string> = {
  ...statusWords,
  claimed: 'Mitigated',
  accepted: 'Accepted',
  absent: 'Gone',
};

/** Severities as sources give them. */
export const severityWords: Record<ReviewGroup['severity'], string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Information',
  unknown: 'Unknown',
};

/** What became of findings that a machine reports. */
export const reviewStateWords: Record<ReviewGroup['state'], string> = {
  waiting: 'Not reviewed',
  promoted: 'Made a risk',
  withdrawn: 'Taken back',
};

/** Who says which entity an element stands for. */
export const mappedByWords: Record<DiagramElement['mappedBy'], string> = {
  file: 'as the file says',
  person: 'as a person said',
  repository: 'by its source',
  name: 'by its name',
  attachment: 'where the file belongs',
  none: '',
};

/** What speaks for an entity that an element may stand for. */
export const candidateWords: Record<ElementCandidate['by'], string> = {
  repository: 'by its source',
  name: 'by its name',
};

export const mitigationWords: Record<Mitigation['state'], string> = {
  none: 'not in place',
  planned: 'planned',
  claimed: 'claimed, not verified',
  verified: 'verified',
};

export const sourceStateWords: Record<Source['state'], string> = {
  pending: 'Not read yet',
  ok: 'Read',
  failed: 'Could not be read',
  quarantined: 'Held back',
};

export const methodWords: Record<Source['method'], string> = {
  annotation: 'annotation in the catalog',
  upload: 'uploaded by hand',
  push: 'pushed by a pipeline',
  manual: 'raised by people',
};

export const importStatusWords: Record<ImportSummary['status'], string> = {
  applied: 'Applied',
  unchanged: 'No change',
  quarantined: 'Held back',
  released: 'Released',
  rejected: 'Rejected',
  failed: 'Failed',
};

/** An estimate such as "30 % × 30 pts". */
export function estimateWords(estimate: {
  probabilityMicro: number;
  impactCenti: number;
}): string {
  const points = (estimate.impactCenti / 100).toLocaleString('en-US', {
    maximumFractionDigits: 1,
  });
  return `${formatProbability(
    estimate.probabilityMicro / 1_000_000,
  )} × ${points} pts`;
}

/** The scale's word for a probability, where it has one. */
export function likelihoodWord(
  probabilityMicro: number,
  model: RiskModelPage | undefined,
): string | undefined {
  return model?.scale.likelihood
    .find(step => step.probabilityMicro === probabilityMicro)
    ?.label.toLocaleLowerCase('en-US');
}

/** A rating such as "likely 30 % × 30 pts, assumed". */
export function ratingWords(
  risk: FindingRisk,
  model: RiskModelPage | undefined,
): string {
  if (!risk.current || risk.ratingState === 'unrated') return 'unrated';
  const word = likelihoodWord(risk.current.probabilityMicro, model);
  return [word, estimateWords(risk.current)].filter(Boolean).join(' ');
}
