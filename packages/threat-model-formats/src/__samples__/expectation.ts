/** What was counted in one real file by other means. */
export interface Sample {
  /** Path in the collection. */
  file: string;
  /** The collection's name of the format. */
  format: string;
  /** Counts in the format's own words. */
  truth: unknown;
}

/** How often each word occurs. */
export type Counts = Record<string, number>;

/**
 * What a file comes to in canonical words, over all its models. What is absent
 * from an expectation was not counted by other means and is not compared.
 */
export interface Outcome {
  /** Id of the format that reads the file. */
  format?: string;
  /** Code of the error, when the file is refused. */
  refused?: string;
  findings?: number;
  statuses?: Counts;
  severities?: Counts;
  elements?: number;
  mitigations?: number;
  /** Of the warnings, those on the file as a whole: `not-an-assessment`, `uniform-ratings`. */
  warnings?: string[];
}

/** An outcome, and the decision behind it where the counts leave one open. */
export interface Expectation extends Outcome {
  judgement?: string;
}

/** What is expected of the samples of one format. */
export interface FormatSamples {
  /** The collection's names of the format. */
  formats: string[];
  expectation(sample: Sample): Expectation;
}
