import { createHash } from 'crypto';
import {
  DecisionChange,
  DecisionStaleReason,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints, Level } from '@product-risk/risk-model';
import { RiskFacts } from '../../database/DecisionStore';
import { canonicalJson } from './canonicalJson';

const rank: Record<Level, number> = { low: 1, medium: 2, high: 3, critical: 4 };
const rankOf = (level: Level | null) => (level ? rank[level] : 0);

const points = (exposure: number) => `${formatPoints(exposure)} points`;

/** What a decider saw, as one text: it differs as soon as anything differs. */
export function basisOf(facts: readonly RiskFacts[]): string {
  const seen = [...facts]
    .sort((a, b) => (a.riskId < b.riskId ? -1 : 1))
    .map(({ title: _title, statement: _statement, ...fact }) => fact);
  return createHash('sha256').update(canonicalJson(seen)).digest('hex');
}

export const exposureOf = (facts: readonly RiskFacts[]) =>
  facts.reduce((total, { exposure }) => total + exposure, 0);

/** In whole numbers, and without leaving those that are exact. */
const grewByMoreThanATenth = (before: number, after: number) =>
  BigInt(after) * BigInt(10) > BigInt(before) * BigInt(11);

const added = (before: readonly string[], now: readonly string[]) =>
  now.filter(ref => !before.includes(ref));

/** What happened to a risk since it was asked about; `merged` is its history's word. */
function changeOf(
  before: RiskFacts,
  now: RiskFacts | undefined,
  mergedIds: ReadonlySet<string>,
): Omit<DecisionChange, 'riskId'> | undefined {
  const { title } = before;
  if (!now || (now.state === 'closed' && before.state === 'open')) {
    return mergedIds.has(before.riskId)
      ? { code: 'merged', text: `"${title}" was merged into another risk` }
      : { code: 'closed', text: `"${title}" is closed` };
  }
  if (now.productRef !== before.productRef) {
    return {
      code: 'moved',
      text: `"${title}" belongs to ${now.productRef || 'no product'} now`,
    };
  }
  if (
    now.exposure !== before.exposure ||
    now.probabilityMicro !== before.probabilityMicro ||
    now.impactCenti !== before.impactCenti ||
    now.level !== before.level
  ) {
    return {
      code: 're-rated',
      text: `"${title}" went from ${points(before.exposure)} to ${points(
        now.exposure,
      )}`,
    };
  }
  return now.entities.join() === before.entities.join()
    ? undefined
    : {
        code: 'entities-changed',
        text: `"${title}" touches other entities than before`,
      };
}

/** What happened to risks since they were asked about. */
export function changesSince(
  snapshot: readonly RiskFacts[],
  now: ReadonlyMap<string, RiskFacts>,
  mergedIds: ReadonlySet<string>,
): DecisionChange[] {
  return snapshot.flatMap(before => {
    const change = changeOf(before, now.get(before.riskId), mergedIds);
    return change ? [{ riskId: before.riskId, ...change }] : [];
  });
}

/** Changes after which there is nothing left to decide about. */
export const isFatal = ({ code }: DecisionChange) =>
  code === 'closed' || code === 'merged' || code === 'moved';

/**
 * Why what was granted is not what is there any more: exposure grew by more
 * than 10 %, the level rose, an entity came into scope, the product or its
 * owner changed. Exact, in integers.
 */
export function staleReasons(
  granted: readonly RiskFacts[],
  now: ReadonlyMap<string, RiskFacts>,
  owner: { atGrant: string | null; now: string | undefined },
): DecisionStaleReason[] {
  const reasons: DecisionStaleReason[] = granted.flatMap(before => {
    const after = now.get(before.riskId);
    if (!after) return [];
    const of = `"${before.title}"`;
    const found: DecisionStaleReason[] = [];
    if (grewByMoreThanATenth(before.exposure, after.exposure)) {
      found.push({
        code: 'exposure-grew',
        text: `${of} grew from ${points(before.exposure)} to ${points(
          after.exposure,
        )}`,
      });
    }
    if (rankOf(after.level) > rankOf(before.level)) {
      found.push({
        code: 'level-rose',
        text: `${of} rose to ${after.level}`,
      });
    }
    const entities = added(before.entities, after.entities).length;
    if (entities > 0) {
      found.push({
        code: 'entity-added',
        text: `${of} touches ${entities} more ${
          entities === 1 ? 'entity' : 'entities'
        }`,
      });
    }
    if (after.productRef !== before.productRef) {
      found.push({
        code: 'product-changed',
        text: `${of} belongs to another product`,
      });
    }
    return found;
  });
  return owner.atGrant === (owner.now ?? null)
    ? reasons
    : [
        ...reasons,
        { code: 'owner-changed', text: 'The product has another owner' },
      ];
}
