import { ReviewGroup } from '@product-risk/backstage-plugin-risk-common';
import { uuid } from './ids';

const nothing = {
  critical: 0,
  high: 0,
  medium: 0,
  low: 0,
  info: 0,
  unknown: 0,
};

/** What scanners found on `payments-api`. */
export const reviewGroupsFixture: ReviewGroup[] = [
  {
    group: 'vulnerability|CVE-2026-0001|pkg:npm/tarball',
    title: 'Archive is unpacked outside its folder',
    severity: 'critical',
    severities: { ...nothing, critical: 2 },
    findings: 2,
    state: 'waiting',
    vulnerability: 'CVE-2026-0001',
    aliases: ['GHSA-aaaa-bbbb-cccc'],
    package: 'pkg:npm/tarball',
    example: {
      id: uuid(91),
      description: 'Entries with ../ are written where they say.',
      element: 'package-lock.json',
      format: 'sarif',
      source: 'ci-payments-api',
    },
    sources: 2,
  },
  {
    group: 'rule|js/weak-hash',
    title: 'Weak hash',
    severity: 'low',
    severities: { ...nothing, low: 81 },
    findings: 81,
    state: 'waiting',
    aliases: [],
    rule: 'js/weak-hash',
    example: {
      id: uuid(92),
      description: '',
      element: 'src/hash.js',
      format: 'sarif',
      source: 'ci-payments-api',
    },
    sources: 1,
  },
  {
    group: 'vulnerability|CVE-2026-0002|pkg:npm/parser',
    title: 'Parser never ends',
    severity: 'high',
    severities: { ...nothing, high: 1 },
    findings: 1,
    state: 'promoted',
    decision: {
      by: 'high ones',
      rule: true,
      at: '2026-11-20T08:00:00.000Z',
    },
    vulnerability: 'CVE-2026-0002',
    aliases: [],
    package: 'pkg:npm/parser',
    example: {
      id: uuid(93),
      description: '',
      format: 'cyclonedx',
      source: 'ci-payments-api',
    },
    sources: 1,
  },
];
