import type { CrosswalkData } from './crosswalk';
import type { DataFile, ReadData } from './dataFiles';
import type { FrameworkData } from './framework';

/** The file of each framework that comes with the package, by its key. */
export const builtInFrameworks: Readonly<Record<string, DataFile>> = {
  'asvs@4.0.3': 'asvs/asvs-4.0.3',
  'asvs@5.0.0': 'asvs/asvs-5.0.0',
  cwe: 'cwe/cwe-4.15',
  'iso27001@2013': 'iso27001/iso27001-2013',
  'iso27001@2022': 'iso27001/iso27001-2022',
  linddun: 'linddun/linddun',
  'nist-csf@2.0': 'nist-csf/nist-csf-2.0',
  'owasp-top10@2021': 'owasp-top10/owasp-top10-2021',
  'owasp-top10@2025': 'owasp-top10/owasp-top10-2025',
  stride: 'stride/stride',
};

interface BuiltInCrosswalk {
  from: string;
  to: string;
  file: DataFile;
}

/** The built-in crosswalks, in the order in which they are followed. */
export const builtInCrosswalks: readonly BuiltInCrosswalk[] = [
  { from: 'cwe', to: 'asvs@5.0.0', file: 'proposals/cwe-to-asvs-5.0.0' },
  {
    from: 'cwe',
    to: 'owasp-top10@2021',
    file: 'owasp-top10/cwe-in-top10-2021',
  },
  {
    from: 'cwe',
    to: 'owasp-top10@2025',
    file: 'owasp-top10/cwe-in-top10-2025',
  },
  { from: 'asvs@4.0.3', to: 'asvs@5.0.0', file: 'asvs/asvs-4.0.3-to-5.0.0' },
  {
    from: 'asvs@5.0.0',
    to: 'iso27001@2022',
    file: 'proposals/asvs-5.0.0-to-iso27001-2022',
  },
  {
    from: 'iso27001@2013',
    to: 'iso27001@2022',
    file: 'iso27001/iso27001-2013-to-2022',
  },
  {
    from: 'nist-csf@2.0',
    to: 'iso27001@2022',
    file: 'nist-csf/nist-csf-2.0-to-iso27001-2022',
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

/** What a method looks at, by framework key. */
export interface MethodData {
  readonly counts: { readonly methods: number };
  readonly methods: ReadonlyArray<{ readonly method: string } & Hint>;
}

// The files are part of this package, and what their types cannot say
// (counts, ids, edges) is checked whenever they are read.
export const readFramework = async (read: ReadData, file: DataFile) =>
  (await read(file)) as FrameworkData;
export const readCrosswalkData = async (read: ReadData, file: DataFile) =>
  (await read(file)) as CrosswalkData;
export const readHints = async (read: ReadData, file: DataFile) =>
  (await read(file)) as HintData;
export const readKeywords = async (read: ReadData) =>
  (await read('proposals/keywords')) as KeywordData;
export const readMethods = async (read: ReadData) =>
  (await read('proposals/method-coverage')) as MethodData;
