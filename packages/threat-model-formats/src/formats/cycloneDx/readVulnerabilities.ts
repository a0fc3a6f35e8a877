import { Finding, Mitigation, ScanSubject } from '../../model';
import { cweRef } from '../../reading/categoryNames';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, settleKeys } from '../../reading/keys';
import { vulnerabilityIds } from '../../reading/vulnerabilityIds';
import { Affected, Inventory } from './Inventory';
import { analysisFor, readAnalysis } from './readAnalysis';
import { readRatings } from './readRatings';

/** A vulnerability of one component, before its key is settled. */
interface Item {
  keys: string[];
  finding: Omit<Finding, 'key' | 'mitigations'>;
  /** What the file recommends, for a mitigation. */
  measure: string;
}

/** The components a vulnerability affects; none when the file does not tell. */
function readTargets(
  vulnerability: Cursor,
  inventory: Inventory,
): { at: Cursor; ref?: string; affected?: Affected }[] {
  const targets = vulnerability
    .get('affects')
    .objects()
    .flatMap(at => {
      const ref = at.id('ref');
      if (!ref) {
        at.warn(
          'invalid-item',
          'What is affected names no component; it was left out. Add its bom-ref.',
        );
        return [];
      }
      const affected = inventory.resolve(ref);
      if (!affected) {
        at.get('ref').warn(
          'dangling-reference',
          'The component this refers to is not in the file; the vulnerability was kept without it.',
        );
      }
      return [{ at, ref, affected }];
    });
  return targets.length > 0 ? targets : [{ at: vulnerability }];
}

function identityOf(at: Cursor): {
  ids: Pick<ScanSubject, 'vulnerability' | 'aliases'>;
  identity: string;
} {
  const id = at.id('id');
  const ids = vulnerabilityIds(
    [at, ...at.get('references').objects()].flatMap(
      named => named.line('id') ?? [],
    ),
  );
  if (!id) {
    at.warn(
      'missing-id',
      'A vulnerability has no id; it is recognised again by its aliases or its text.',
    );
  }
  return {
    ids,
    identity: ids.vulnerability ?? fingerprint(at.text('description')),
  };
}

function readVulnerability(at: Cursor, inventory: Inventory): Item[] {
  const { ids, identity } = identityOf(at);
  const analysed = readAnalysis(at);
  const shared = {
    sourceId: at.id('id'),
    definitionKey: joinKey(identity),
    description: at.text('description') || at.text('detail'),
    ...readRatings(at),
    categories: at.lines('cwes').flatMap(cwe => cweRef(cwe) ?? []),
    tags: [],
  };
  const measure = [at.text('recommendation'), at.text('workaround')]
    .filter(text => text !== '')
    .join('\n');
  const name = ids.vulnerability ?? 'Unnamed vulnerability';

  return readTargets(at, inventory).map(target => {
    const { affected } = target;
    const where = [affected?.name, affected?.version].filter(Boolean).join(' ');
    return {
      keys: [
        joinKey(identity, affected?.package ?? target.ref ?? ''),
        joinKey(identity, affected?.package ?? '', affected?.version ?? ''),
        joinKey(identity, target.ref ?? ''),
      ],
      measure,
      finding: {
        ...shared,
        title: where ? `${name} in ${where}` : name,
        ...analysisFor(target.at, analysed),
        elementIds: affected ? [affected.elementId] : [],
        scan: { ...ids, package: affected?.package },
        position: target.at.findingPosition(),
      },
    };
  });
}

/** One finding for each vulnerability and component it affects. */
export function readVulnerabilities(
  vulnerabilities: Cursor[],
  inventory: Inventory,
): { findings: Finding[]; mitigations: Mitigation[] } {
  const items = vulnerabilities.flatMap(at => readVulnerability(at, inventory));
  const keys = settleKeys(items.map(item => item.keys));
  const mitigations: Mitigation[] = [];
  const findings = items.map(({ finding, measure }, position): Finding => {
    const key = keys[position];
    if (!measure) {
      return { ...finding, key, mitigations: [] };
    }
    const mitigation: Mitigation = {
      key: `${key}/mitigation`,
      title: measure.split('\n')[0],
      description: measure,
      status: finding.status === 'mitigated' ? 'implemented' : 'proposed',
    };
    mitigations.push(mitigation);
    return {
      ...finding,
      key,
      mitigations: [
        { mitigationKey: mitigation.key, status: mitigation.status },
      ],
    };
  });
  return { findings, mitigations };
}
