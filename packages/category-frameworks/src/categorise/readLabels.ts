import type { Category, CategoryFrameworks } from '../CategoryFrameworks';
import { CategoryError } from '../errors';
import type { CategorisableFinding } from './types';

/** What the labels and tags of a finding name. */
export interface ReadLabels {
  /** Categories named as such, weaknesses and threats left out. */
  explicit: Category[];
  weaknesses: Category[];
  threats: Category[];
  problems: string[];
}

const strideNodes: Readonly<Record<string, string>> = {
  spoofing: 'S',
  tampering: 'T',
  repudiation: 'R',
  'information-disclosure': 'I',
  'denial-of-service': 'D',
  'elevation-of-privilege': 'E',
};

// Files still use the names that LINDDUN had before 2023.
const linddunNodes: Readonly<Record<string, string>> = {
  linkability: 'L',
  identifiability: 'I',
  'non-repudiation': 'Nr',
  detectability: 'D',
  'disclosure-of-information': 'Dd',
  unawareness: 'U',
  'non-compliance': 'Nc',
};

const TOP10 = /^(A\d{2})[:-](20\d{2})\b/i;
const BARE_ID =
  /^(?:V\d+(?:\.\d+){0,2}|v\d+\.\d+\.\d+-\d+[\d.]*|A\.\d+(?:\.\d+){1,2})$/i;
const PREFIXED = /^([a-z][a-z0-9-]*)(?:@[\w.-]+)?:\S/;

/** The id that a label stands for, where it looks like one at all. */
function idOf(
  { taxonomy, id }: { taxonomy: string; id: string },
  prefixes: ReadonlySet<string>,
): string | undefined {
  const text = id.trim();
  switch (taxonomy) {
    case 'CWE':
      return text;
    case 'STRIDE':
      return strideNodes[text] && `stride:${strideNodes[text]}`;
    case 'LINDDUN':
      return linddunNodes[text] && `linddun:${linddunNodes[text]}`;
    default:
  }
  const top10 = TOP10.exec(text);
  if (top10) {
    return `owasp-top10@${top10[2]}:${top10[1].toLocaleUpperCase('en-US')}`;
  }
  if (BARE_ID.test(text) || /^cwe[-_:]\d+$/i.test(text)) return text;
  const prefix = PREFIXED.exec(text)?.[1];
  return prefix && prefixes.has(prefix) ? text : undefined;
}

/** Reads what a file says about categories, and says what cannot be read. */
export function readLabels(
  finding: CategorisableFinding,
  frameworks: CategoryFrameworks,
  /** Ids of frameworks, enabled or not. */
  prefixes: ReadonlySet<string>,
): ReadLabels {
  const read: ReadLabels = {
    explicit: [],
    weaknesses: [],
    threats: [],
    problems: [],
  };
  const stated = [
    ...finding.labels,
    ...(finding.tags ?? []).map(id => ({ taxonomy: 'tag', id })),
  ];
  const seen = new Set<string>();
  for (const label of stated) {
    const id = idOf(label, prefixes);
    if (id === undefined) continue;
    try {
      const category = frameworks.resolve(id);
      if (seen.has(category.id)) continue;
      seen.add(category.id);
      if (category.framework === 'cwe') read.weaknesses.push(category);
      else if (['stride', 'linddun'].includes(category.framework)) {
        read.threats.push(category);
      } else read.explicit.push(category);
    } catch (error) {
      if (!(error instanceof CategoryError)) throw error;
      // A threat of a framework that is not enabled is no mistake.
      if (!['STRIDE', 'LINDDUN'].includes(label.taxonomy)) {
        read.problems.push(error.message);
      }
    }
  }
  return read;
}
