import { Finding, FindingStatus, Mitigation } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey, settleKeys } from '../../reading/keys';
import { parsePackageUrl } from '../../reading/packageUrl';
import { plainLine } from '../../reading/plainText';
import { vulnerabilityIds } from '../../reading/vulnerabilityIds';
import { readStatus } from '../../reading/words';
import { Product, Products } from './Products';

const statuses = new Map<string, FindingStatus>([
  ['affected', 'open'],
  ['underinvestigation', 'open'],
  ['fixed', 'mitigated'],
  ['notaffected', 'not_applicable'],
]);

const undecided = 'under_investigation';

/** Text that tools write where nobody gave an action. */
const noAction = /^no action statement provided\.?$/i;

/** What a statement says of one product, or of one of its parts. */
interface Claim {
  /** What it is about: a later claim about the same takes its place. */
  about: string;
  time: number;
  keys: string[];
  action: string;
  finding: Omit<Finding, 'key' | 'mitigations'>;
}

/** In version 0.0.1 a vulnerability is only its id. */
function readVulnerability(statement: Cursor) {
  const at = statement.get('vulnerability');
  const stated = at.isObject
    ? [at.line('name') ?? at.line('@id'), ...at.lines('aliases')]
    : [statement.line('vulnerability')];
  const ids = vulnerabilityIds(stated.flatMap(id => id ?? []));
  if (!ids.vulnerability) {
    statement.warn(
      'missing-id',
      'A statement names no vulnerability; it is recognised again by its texts.',
    );
  }
  return { ids, description: at.isObject ? at.text('description') : '' };
}

function timeOf(statement: Cursor, documentTime: string | undefined): number {
  const text = statement.line('timestamp') ?? documentTime ?? '';
  return Date.parse(text) || 0;
}

function readStatement(
  statement: Cursor,
  products: Products,
  documentTime: string | undefined,
): Claim[] {
  const { ids, description } = readVulnerability(statement);
  const status = readStatus(statement, 'status', statuses, 'open');
  const impact = statement.text('impact_statement');
  const notes = statement.text('status_notes');
  const reason = [statement.line('justification'), impact, notes]
    .filter(Boolean)
    .join(': ');
  const action = statement.text('action_statement');
  const identity =
    ids.vulnerability ?? fingerprint(description, impact, notes, action);
  const name = ids.vulnerability ?? 'Unnamed vulnerability';

  const claimOn = (product?: Product, part?: string): Claim => {
    const subject = plainLine(part ?? product?.purl ?? product?.id ?? '');
    const purl = parsePackageUrl(subject);
    const owner = product?.unversioned ?? product?.id ?? '';
    const where = [purl?.name ?? subject, purl?.version]
      .filter(Boolean)
      .join(' ');
    return {
      about: joinKey(identity, product?.id ?? '', part ?? ''),
      time: timeOf(statement, documentTime),
      keys: [
        joinKey(identity, owner, part ? purl?.unversioned ?? part : ''),
        joinKey(identity, product?.id ?? '', part ?? ''),
      ],
      action: noAction.test(action) ? '' : action,
      finding: {
        sourceId: statement.id('@id'),
        definitionKey: joinKey(identity),
        title: where ? `${name} in ${where}` : name,
        description,
        severity: 'unknown',
        status: status.value,
        statusRaw: status.raw,
        statusReason: reason || undefined,
        reviewed: status.raw !== undefined && status.raw !== undecided,
        categories: [],
        elementIds: product ? [product.elementId] : [],
        tags: [],
        scan: { ...ids, package: purl?.unversioned ?? (subject || undefined) },
        position: statement.findingPosition(),
      },
    };
  };

  const named = products.of(statement);
  if (named.length === 0) {
    return [claimOn()];
  }
  return named.flatMap(product =>
    product.parts.length > 0
      ? product.parts.map(part => claimOn(product, part))
      : [claimOn(product)],
  );
}

/** Of several claims about the same, the latest; of equally old ones, the last. */
function latestOf(claims: Claim[]): Claim[] {
  const latest = new Map<string, Claim>();
  for (const claim of claims) {
    const known = latest.get(claim.about);
    if (!known || claim.time >= known.time) {
      latest.set(claim.about, claim);
    }
  }
  return [...latest.values()];
}

/** One finding for each vulnerability and product, as last stated. */
export function readStatements(
  statements: Cursor[],
  products: Products,
  documentTime: string | undefined,
): { findings: Finding[]; mitigations: Mitigation[] } {
  const claims = latestOf(
    statements.flatMap(statement =>
      readStatement(statement, products, documentTime),
    ),
  );
  const keys = settleKeys(claims.map(claim => claim.keys));
  const mitigations: Mitigation[] = [];
  const findings = claims.map(({ finding, action }, position): Finding => {
    const key = keys[position];
    if (!action) {
      return { ...finding, key, mitigations: [] };
    }
    const mitigation: Mitigation = {
      key: `${key}/mitigation`,
      title: action.split('\n')[0],
      description: action,
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
