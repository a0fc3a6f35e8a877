import { ThreatModel } from '@product-risk/threat-model-formats';
import { FileError } from '../reading/readModels';

/** Numbers by the canonical words; words that occur nowhere are left out. */
export type Counts = Record<string, number>;

/** What is in one model of a file. */
export interface ModelSummary {
  file: string;
  /** Title of the model, when the file holds several. */
  model?: string;
  format: string;
  formatVersion?: string;
  title: string;
  /** Without data flows. */
  elements: number;
  dataFlows: number;
  findings: number;
  findingsByStatus: Counts;
  findingsBySeverity: Counts;
  mitigations: number;
  mitigationsByStatus: Counts;
  /** Part of the findings that a person looked at; null without findings. */
  reviewedRatio: number | null;
  warnings: { code: string; message: string; path?: string }[];
}

/** A file that cannot be used. */
export interface UnusableFile {
  file: string;
  error: FileError;
}

/** How often each word occurs, most often first. */
export function countWords(words: string[]): Counts {
  const counts = new Map<string, number>();
  words.forEach(word => counts.set(word, (counts.get(word) ?? 0) + 1));
  return Object.fromEntries(
    [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
  );
}

/** Ratios are for reading: four digits tell any two of them apart. */
const ratio = (part: number, whole: number) =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** What `inspect` says about a model. */
export function summarise(
  file: string,
  model: ThreatModel,
  isOneOfSeveral: boolean,
): ModelSummary {
  const { findings, mitigations, elements } = model;
  const flows = elements.filter(({ kind }) => kind === 'flow');
  return {
    file,
    model: isOneOfSeveral ? model.title : undefined,
    format: model.format,
    formatVersion: model.formatVersion,
    title: model.title,
    elements: elements.length - flows.length,
    dataFlows: flows.length,
    findings: findings.length,
    findingsByStatus: countWords(findings.map(({ status }) => status)),
    findingsBySeverity: countWords(findings.map(({ severity }) => severity)),
    mitigations: mitigations.length,
    mitigationsByStatus: countWords(mitigations.map(({ status }) => status)),
    reviewedRatio: ratio(
      findings.filter(({ reviewed }) => reviewed).length,
      findings.length,
    ),
    warnings: model.warnings.map(({ code, message, position }) => ({
      code,
      message,
      path: position?.pointer,
    })),
  };
}
