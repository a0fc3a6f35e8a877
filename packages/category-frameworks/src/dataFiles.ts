/**
 * A file of `data/`, without its ending.
 * @public
 */
export type DataFile =
  | 'asvs/asvs-4.0.3'
  | 'asvs/asvs-4.0.3-to-5.0.0'
  | 'asvs/asvs-5.0.0'
  | 'cwe/cwe-4.15'
  | 'iso27001/iso27001-2013'
  | 'iso27001/iso27001-2013-to-2022'
  | 'iso27001/iso27001-2022'
  | 'linddun/linddun'
  | 'linddun/linddun-shortlist'
  | 'nist-csf/nist-csf-2.0'
  | 'nist-csf/nist-csf-2.0-to-iso27001-2022'
  | 'owasp-top10/cwe-in-top10-2021'
  | 'owasp-top10/cwe-in-top10-2025'
  | 'owasp-top10/owasp-top10-2021'
  | 'owasp-top10/owasp-top10-2025'
  | 'proposals/asvs-5.0.0-to-iso27001-2022'
  | 'proposals/cwe-groups'
  | 'proposals/cwe-to-asvs-5.0.0'
  | 'proposals/keywords'
  | 'proposals/method-coverage'
  | 'stride/stride'
  | 'stride/stride-shortlist';

/**
 * Data files load when they are asked for, so that a browser that shows one
 * framework does not fetch the others.
 */
const lazily: Record<DataFile, () => Promise<{ default: unknown }>> = {
  'asvs/asvs-4.0.3': () => import('../data/asvs/asvs-4.0.3.json'),
  'asvs/asvs-4.0.3-to-5.0.0': () =>
    import('../data/asvs/asvs-4.0.3-to-5.0.0.json'),
  'asvs/asvs-5.0.0': () => import('../data/asvs/asvs-5.0.0.json'),
  'cwe/cwe-4.15': () => import('../data/cwe/cwe-4.15.json'),
  'iso27001/iso27001-2013': () => import('../data/iso27001/iso27001-2013.json'),
  'iso27001/iso27001-2013-to-2022': () =>
    import('../data/iso27001/iso27001-2013-to-2022.json'),
  'iso27001/iso27001-2022': () => import('../data/iso27001/iso27001-2022.json'),
  'linddun/linddun': () => import('../data/linddun/linddun.json'),
  'linddun/linddun-shortlist': () =>
    import('../data/linddun/linddun-shortlist.json'),
  'nist-csf/nist-csf-2.0': () => import('../data/nist-csf/nist-csf-2.0.json'),
  'nist-csf/nist-csf-2.0-to-iso27001-2022': () =>
    import('../data/nist-csf/nist-csf-2.0-to-iso27001-2022.json'),
  'owasp-top10/cwe-in-top10-2021': () =>
    import('../data/owasp-top10/cwe-in-top10-2021.json'),
  'owasp-top10/cwe-in-top10-2025': () =>
    import('../data/owasp-top10/cwe-in-top10-2025.json'),
  'owasp-top10/owasp-top10-2021': () =>
    import('../data/owasp-top10/owasp-top10-2021.json'),
  'owasp-top10/owasp-top10-2025': () =>
    import('../data/owasp-top10/owasp-top10-2025.json'),
  'proposals/asvs-5.0.0-to-iso27001-2022': () =>
    import('../data/proposals/asvs-5.0.0-to-iso27001-2022.json'),
  'proposals/cwe-groups': () => import('../data/proposals/cwe-groups.json'),
  'proposals/cwe-to-asvs-5.0.0': () =>
    import('../data/proposals/cwe-to-asvs-5.0.0.json'),
  'proposals/keywords': () => import('../data/proposals/keywords.json'),
  'proposals/method-coverage': () =>
    import('../data/proposals/method-coverage.json'),
  'stride/stride': () => import('../data/stride/stride.json'),
  'stride/stride-shortlist': () =>
    import('../data/stride/stride-shortlist.json'),
};

/**
 * Reads a data file of this package. Use `readBundled` where all of them may
 * be in memory.
 *
 * @public
 */
export type ReadData = (file: DataFile) => Promise<unknown>;

/**
 * Reads data files one by one, each a part of a browser's bundle of its own.
 *
 * @public
 */
export const readLazily: ReadData = async file =>
  (await lazily[file]()).default;
