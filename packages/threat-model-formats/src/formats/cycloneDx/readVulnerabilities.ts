import { Finding, Mitigation, ScanSubject } from '../../model';
import { cweRef } from '../../reading/categoryNames';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, settleKeys } from '../../reading/keys';
import { vulnerabilityIds } from '../../reading/vulnerabilityIds';
import { Affected, Inventory } from './Inventory';
import { analysisFor, readAnalysis } from './readAnalysis';
import { readRatings } from './readRatings';

/** A vulnerability of one component, without a key until it is settled. */
interface Item {
  keys: string[];
  finding: Finding;
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
  const sourceId = at.id('id');
  const definitionKey = joinKey(identity);
  const description = at.text('description') || at.text('detail');
  const { severity, severityRaw, score } = readRatings(at);
  const categories = at.lines('cwes').flatMap(cwe => cweRef(cwe) ?? []);
  const measure = [at.text('recommendation'), at.text('workaround')]
    .filter(text => text !== '')
    .join('\n');
  const name = ids.vulnerability ?? 'Unnamed vulnerability';

  return readTargets(at, inventory).map(target => {
    const { affected } = target;
    const where = [affected?.name, affected?.version].filter(Boolean).join(' ');
    const { status, statusRaw, statusReason, reviewed } = analysisFor(
      target.at,
      analysed,
    );
    return {
      keys: [
        [affected?.package ?? target.ref ?? ''],
        [affected?.package ?? '', affected?.version ?? ''],
        [target.ref ?? ''],
      ].map(parts => `${definitionKey}/${joinKey(...parts)}`),
      measure,
      // One by one: a large bill spends half its time on copies of parts.
      finding: {
        key: '',
        sourceId,
        definitionKey,
        title: where ? `${name} in ${where}` : name,
        description,
        severity,
        severityRaw,
        score,
        status,
        statusRaw,
        statusReason,
        reviewed,
        categories,
        elementIds: affected ? [affected.elementId] : [],
        mitigations: [],
        tags: [],
        scan: {
          vulnerability: ids.vulnerability,
          aliases: ids.aliases,
          package: affected?.package,
        },
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
  items.forEach(({ finding, measure }, position) => {
    finding.key = keys[position];
    if (!measure) {
      return;
    }
    const mitigation: Mitigation = {
      key: `${finding.key}/mitigation`,
      title: measure.split('\n')[0],
      description: measure,
      status: finding.status === 'mitigated' ? 'implemented' : 'proposed',
    };
    mitigations.push(mitigation);
    finding.mitigations = [
      { mitigationKey: mitigation.key, status: mitigation.status },
    ];
  });
  return { findings: items.map(({ finding }) => finding), mitigations };
}
