/** What categorising needs to know of a finding. @public */
export interface CategorisableFinding {
  readonly title: string;
  readonly description?: string;
  /** As the file states them: `{taxonomy: 'CWE', id: 'CWE-79'}`. */
  readonly labels: ReadonlyArray<{
    readonly taxonomy: string;
    readonly id: string;
  }>;
  readonly tags?: readonly string[];
  /** What reports it, for rules: `sast-nightly`, a location. */
  readonly source?: string;
}

/** How a suggestion was found. @public */
export type CategoriseMethod =
  /** A rule that the organisation trusts. */
  | 'rule'
  /** The file names the category. */
  | 'explicit'
  /** By its weakness, or the nearest ancestor of it that is known. */
  | 'cwe'
  /** By the group of weaknesses in CWE view 1400. */
  | 'cweGroup'
  /** From a category of another framework. */
  | 'crosswalk'
  /** From the weaknesses of an OWASP Top 10 category. */
  | 'top10'
  | 'keyword';

/** A category that a finding may belong to. @public */
export interface CategorySuggestion {
  readonly category: string;
  /** 0 to 1, in thousandths. */
  readonly confidence: number;
  readonly method: CategoriseMethod;
  /** What led there, first cause first; ends with the category. */
  readonly path: readonly string[];
}

/** What is known of a finding in one framework. @public */
export interface FrameworkCategories {
  readonly framework: string;
  /** Up to three, the best first. */
  readonly suggestions: readonly CategorySuggestion[];
  /** The category that needs no person: clear enough, or by a trusted rule. */
  readonly confirmed?: string;
  /** The trusted rule that confirmed it. */
  readonly rule?: string;
}

/** All that is known of a finding's categories. @public */
export interface Categorisation {
  readonly frameworks: readonly FrameworkCategories[];
  /** Kinds of threat as stated: an axis of its own. */
  readonly threats: readonly string[];
  /** What such threats are often about: for a person to choose from. */
  readonly shortlist: readonly string[];
  /** Labels that could not be read, with the remedy. */
  readonly problems: readonly string[];
  readonly dataVersion: string;
}

/**
 * A rule that an organisation trusts: what matches all that it names is
 * confirmed.
 *
 * @public
 */
export interface TrustedRule {
  /** Unique, shown as the reason. */
  readonly id: string;
  readonly category: string;
  readonly when: {
    /** A weakness, `CWE-798`, or an ancestor of the finding's. */
    readonly weakness?: string;
    /** A label or tag of the finding, whatever the case. */
    readonly label?: string;
    /** One of these words stands in title or description, whatever the case. */
    readonly words?: readonly string[];
    /** What reports it, with `*` for any text. */
    readonly source?: string;
  };
}
