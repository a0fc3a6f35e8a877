import { CategoryRef } from '../model';
import { bareWord } from './words';

const stride = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
];

const linddun = [
  'linkability',
  'identifiability',
  'non-repudiation',
  'detectability',
  'disclosure-of-information',
  'unawareness',
  'non-compliance',
];

const cia = ['confidentiality', 'integrity', 'availability'];

const byName = new Map<string, CategoryRef>([
  ...cia.map(id => [id, { taxonomy: 'CIA', id }] as const),
  ...linddun.map(id => [bareWord(id), { taxonomy: 'LINDDUN', id }] as const),
  ...stride.map(id => [bareWord(id), { taxonomy: 'STRIDE', id }] as const),
  [
    'elevationofprivileges',
    { taxonomy: 'STRIDE', id: 'elevation-of-privilege' },
  ],
]);

/** Reference to a weakness: `CWE-79`, `cwe79` or only the number. */
export function cweRef(text: string): CategoryRef | undefined {
  const number = /^(?:cwe)?[\s:_-]*(\d{1,5})\b/i.exec(text)?.[1];
  return number ? { taxonomy: 'CWE', id: `CWE-${Number(number)}` } : undefined;
}

/** A category by its English name, or a CWE or CAPEC id; else the label as it is. */
export function categoryRef(label: string): CategoryRef {
  const known = byName.get(bareWord(label));
  if (known) {
    return known;
  }
  if (/^cwe/i.test(label)) {
    return cweRef(label) ?? { taxonomy: 'other', id: label };
  }
  const capec = /^capec[\s:_-]*(\d{1,5})$/i.exec(label)?.[1];
  return capec
    ? { taxonomy: 'CAPEC', id: `CAPEC-${Number(capec)}` }
    : { taxonomy: 'other', id: label };
}
