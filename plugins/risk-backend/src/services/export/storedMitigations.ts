import { MICRO_PER_ONE } from '@product-risk/risk-model';
import {
  Finding,
  FindingMitigation,
  FindingStatus,
  leastAdvanced,
  Mitigation,
  MitigationStatus,
} from '@product-risk/threat-model-formats';
import { DbMitigationRow } from '../../database/tables';
import { groupBy } from '../groupBy';
import {
  effectMicro,
  isMitigationStatus,
  STATED_AS_MITIGATED,
  statedState,
} from '../ingest/statedMitigations';

function statusOf(row: DbMitigationRow): MitigationStatus {
  if (row.state === 'verified') return 'verified';
  return isMitigationStatus(row.stated) ? row.stated : 'unknown';
}

const isInPlace = ({ status }: FindingMitigation) =>
  statedState(status) === 'claimed';

function storedUse(
  row: DbMitigationRow,
  findingStatus: FindingStatus,
): FindingMitigation {
  const status = statusOf(row);
  const unstated = effectMicro(
    undefined,
    statedState(status),
    findingStatus === 'mitigated',
  );
  return {
    mitigationKey: row.key,
    status,
    ...(row.state !== 'verified' &&
      row.status_raw !== null && { statusRaw: row.status_raw }),
    ...(row.effect_likelihood_micro !== unstated && {
      riskReduction: row.effect_likelihood_micro / MICRO_PER_ONE,
    }),
  };
}

/**
 * How the mitigations of a finding stand. The one that stands for a bare
 * "mitigated" is left to that word, unless somebody verified it.
 */
export function storedUses(
  rows: readonly DbMitigationRow[],
  findingStatus: FindingStatus,
): FindingMitigation[] {
  const uses = rows.map(row => ({ row, use: storedUse(row, findingStatus) }));
  const isImplied = ({ row: { key, state } }: (typeof uses)[number]) =>
    key === STATED_AS_MITIGATED &&
    state === 'claimed' &&
    findingStatus === 'mitigated' &&
    !uses.some(({ row, use }) => row.key !== key && isInPlace(use));
  return uses.filter(one => !isImplied(one)).map(({ use }) => use);
}

/** The mitigations that findings name, each as far as it has got everywhere. */
export function storedMitigations(
  findings: readonly Finding[],
  rows: readonly DbMitigationRow[],
): Mitigation[] {
  const words = new Map(rows.map(row => [row.key, row]));
  const uses = groupBy(
    findings.flatMap(({ mitigations }) => mitigations),
    ({ mitigationKey }) => mitigationKey,
  );
  return [...uses].map(([key, states]) => ({
    key,
    title: words.get(key)?.title ?? key,
    description: words.get(key)?.description ?? '',
    status: leastAdvanced(states.map(({ status }) => status)),
  }));
}
