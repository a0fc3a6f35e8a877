import { CategoryRef } from '@product-risk/threat-model-formats';
import { ConfirmedCategory } from './exportQueries';

/** What the nodes of methods are called in files. */
const names: Record<string, [CategoryRef['taxonomy'], Record<string, string>]> =
  {
    stride: [
      'STRIDE',
      {
        S: 'spoofing',
        T: 'tampering',
        R: 'repudiation',
        I: 'information-disclosure',
        D: 'denial-of-service',
        E: 'elevation-of-privilege',
      },
    ],
    linddun: [
      'LINDDUN',
      {
        L: 'linkability',
        I: 'identifiability',
        Nr: 'non-repudiation',
        D: 'detectability',
        Dd: 'disclosure-of-information',
        U: 'unawareness',
        Nc: 'non-compliance',
      },
    ],
  };

/** A category of a catalogue as files state it: `cwe:79` is CWE-79. */
function refOf(category: string): CategoryRef {
  const [, framework = '', node = ''] =
    /^([a-z][a-z0-9-]*)(?:@[^:]+)?:(.+)$/.exec(category) ?? [];
  if (framework === 'cwe') return { taxonomy: 'CWE', id: `CWE-${node}` };
  const [taxonomy, nodes] = names[framework] ?? [];
  const name = nodes?.[node];
  return taxonomy && name
    ? { taxonomy, id: name }
    : { taxonomy: 'other', id: category };
}

/** What the file states and what people confirmed besides, in one order. */
export function withConfirmed(
  stated: readonly CategoryRef[],
  confirmed: readonly ConfirmedCategory[],
): CategoryRef[] {
  const byName = new Map(
    [...stated, ...confirmed.map(({ category }) => refOf(category))].map(
      ref => [`${ref.taxonomy} ${ref.id}`, ref],
    ),
  );
  return [...byName.keys()].sort().flatMap(name => byName.get(name) ?? []);
}
