/** What a result of a scan is about, as its file states it. */
export interface StoredScanSubject {
  rule?: string;
  vulnerability?: string;
  aliases: string[];
  package?: string;
}

/**
 * What is shown with one finding and never searched: `finding.detail`.
 */
export interface StoredFindingDetail {
  advice?: string;
  tags: string[];
  ticket?: string;
  /** JSON Pointer into the document. */
  pointer: string;
  line?: number;
  column?: number;
  diagramId?: string;
  likelihoodRaw?: string;
  impactRaw?: string;
  /** Value and scale as one text, e.g. `7.5 (custom)`. */
  score?: string;
  scan?: StoredScanSubject;
  /** All elements concerned, the owning one first. */
  elementIds: string[];
}
