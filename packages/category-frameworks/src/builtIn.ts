import type { CrosswalkData } from './crosswalk';
import type { FrameworkData } from './framework';

/**
 * Data files load when they are asked for, so that a browser that shows one
 * framework does not fetch the others.
 */
type Load<T> = () => Promise<T>;

// JSON modules widen the words of the data to plain text, which `indexFramework`
// and `readCrosswalk` check again when they load.
const framework = (module: Promise<{ default: unknown }>) =>
  module.then(({ default: data }) => data as FrameworkData);
const crosswalk = (module: Promise<{ default: unknown }>) =>
  module.then(({ default: data }) => data as CrosswalkData);

/** Loads the data of a built-in framework, by its key. */
export const builtInFrameworks: Readonly<Record<string, Load<FrameworkData>>> =
  {
    'asvs@4.0.3': () => framework(import('../data/asvs/asvs-4.0.3.json')),
    'asvs@5.0.0': () => framework(import('../data/asvs/asvs-5.0.0.json')),
    cwe: () => framework(import('../data/cwe/cwe-4.15.json')),
    'iso27001@2013': () =>
      framework(import('../data/iso27001/iso27001-2013.json')),
    'iso27001@2022': () =>
      framework(import('../data/iso27001/iso27001-2022.json')),
    linddun: () => framework(import('../data/linddun/linddun.json')),
    'nist-csf@2.0': () =>
      framework(import('../data/nist-csf/nist-csf-2.0.json')),
    'owasp-top10@2021': () =>
      framework(import('../data/owasp-top10/owasp-top10-2021.json')),
    'owasp-top10@2025': () =>
      framework(import('../data/owasp-top10/owasp-top10-2025.json')),
    stride: () => framework(import('../data/stride/stride.json')),
  };

interface BuiltInCrosswalk {
  from: string;
  to: string;
  load: Load<CrosswalkData>;
}

/** The built-in crosswalks, in the order in which they are followed. */
export const builtInCrosswalks: readonly BuiltInCrosswalk[] = [
  {
    from: 'cwe',
    to: 'asvs@5.0.0',
    load: () => crosswalk(import('../data/proposals/cwe-to-asvs-5.0.0.json')),
  },
  {
    from: 'cwe',
    to: 'owasp-top10@2021',
    load: () => crosswalk(import('../data/owasp-top10/cwe-in-top10-2021.json')),
  },
  {
    from: 'cwe',
    to: 'owasp-top10@2025',
    load: () => crosswalk(import('../data/owasp-top10/cwe-in-top10-2025.json')),
  },
  {
    from: 'asvs@4.0.3',
    to: 'asvs@5.0.0',
    load: () => crosswalk(import('../data/asvs/asvs-4.0.3-to-5.0.0.json')),
  },
  {
    from: 'asvs@5.0.0',
    to: 'iso27001@2022',
    load: () =>
      crosswalk(import('../data/proposals/asvs-5.0.0-to-iso27001-2022.json')),
  },
  {
    from: 'iso27001@2013',
    to: 'iso27001@2022',
    load: () =>
      crosswalk(import('../data/iso27001/iso27001-2013-to-2022.json')),
  },
  {
    from: 'nist-csf@2.0',
    to: 'iso27001@2022',
    load: () =>
      crosswalk(import('../data/nist-csf/nist-csf-2.0-to-iso27001-2022.json')),
  },
];

/** What a threat, a group of weaknesses or a word in a text may be about. */
export interface Hint {
  /** Framework key with ids within it. */
  readonly [framework: string]: string | readonly string[] | undefined;
}

/** Rows of a shortlist by the node they belong to. */
export interface HintData {
  readonly counts: { readonly rows: number };
  readonly rows: ReadonlyArray<{ readonly from: string } & Hint>;
}

/** Words that hint at a category. */
export interface KeywordData {
  readonly counts: { readonly topics: number };
  readonly topics: ReadonlyArray<
    { readonly topic: string; readonly pattern: string } & Hint
  >;
}

const hints = (module: Promise<{ default: unknown }>) =>
  module.then(({ default: data }) => data as HintData);

export const loadStrideShortlist = () =>
  hints(import('../data/stride/stride-shortlist.json'));
export const loadLinddunShortlist = () =>
  hints(import('../data/linddun/linddun-shortlist.json'));
export const loadWeaknessGroups = () =>
  hints(import('../data/proposals/cwe-groups.json'));
export const loadKeywords = () =>
  import('../data/proposals/keywords.json').then(
    ({ default: data }) => data as unknown as KeywordData,
  );
