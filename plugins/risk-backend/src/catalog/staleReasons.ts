import { StaleReason } from '@product-risk/backstage-plugin-risk-common';
import { dayNumber, fullDayWords, MS_PER_DAY } from '../days';
import { DbEntityChangeRow } from '../database/tables';

const WORDS: Record<string, { added: string; removed: string }> = {
  partOf: { added: 'is now part of', removed: 'is no longer part of' },
  subcomponentOf: {
    added: 'is now a subcomponent of',
    removed: 'is no longer a subcomponent of',
  },
  dependsOn: { added: 'now depends on', removed: 'no longer depends on' },
  providesApi: { added: 'now provides', removed: 'no longer provides' },
  consumesApi: { added: 'now consumes', removed: 'no longer consumes' },
};

export type ObservedChange = Pick<
  DbEntityChangeRow,
  'at' | 'kind' | 'relation' | 'subject' | 'previous'
>;

const dayInWords = (time: string) => fullDayWords(dayNumber(time));

function relationText({ kind, relation, subject, at }: ObservedChange) {
  const words = WORDS[relation ?? ''] ?? {
    added: `now has ${relation}`,
    removed: `no longer has ${relation}`,
  };
  const verb = kind === 'relation-added' ? words.added : words.removed;
  return `${verb} ${subject} (since ${dayInWords(at)})`;
}

const byText = (a: string, b: string) => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const typeName = (type: string | null) => type || 'of no type';

/** Changes of one thing in order of time, reduced to what is left of them. */
function netReason(changes: readonly ObservedChange[]): StaleReason[] {
  const first = changes[0];
  const last = changes[changes.length - 1];
  if (last.kind === 'type-changed') {
    return first.previous === last.subject
      ? []
      : [
          {
            code: last.kind,
            text: `is now ${typeName(last.subject)}, was ${typeName(
              first.previous,
            )} (since ${dayInWords(last.at)})`,
            since: last.at,
          },
        ];
  }
  // Added first means absent before: removed in the end is as it was.
  return first.kind !== last.kind
    ? []
    : [{ code: last.kind, text: relationText(last), since: last.at }];
}

/**
 * Why a threat model is stale: what changed around its entity since the model
 * was updated, and its age. What was changed back does not count.
 *
 * @param model - `updatedAt`: when the model was last updated, ISO 8601 UTC
 * @param changes - of the entity, in any order
 * @param staleAfterDays - age from which a model is stale by itself
 * @returns reasons, the oldest first; none for a fresh model
 */
export function staleReasons(
  model: { updatedAt: string },
  changes: readonly ObservedChange[],
  now: Date,
  staleAfterDays: number,
): StaleReason[] {
  const byThing = new Map<string, ObservedChange[]>();
  const since = changes
    .filter(({ at }) => at > model.updatedAt)
    .sort((a, b) => byText(a.at, b.at));
  for (const change of since) {
    const thing =
      change.kind === 'type-changed'
        ? 'type'
        : `${change.relation} ${change.subject}`;
    byThing.set(thing, [...(byThing.get(thing) ?? []), change]);
  }
  const reasons = [...byThing.values()].flatMap(netReason);

  const staleAt = new Date(
    Date.parse(model.updatedAt) + staleAfterDays * MS_PER_DAY,
  );
  if (staleAt <= now) {
    reasons.push({
      code: 'age',
      text: `not updated for ${staleAfterDays} days (last on ${dayInWords(
        model.updatedAt,
      )})`,
      since: staleAt.toISOString(),
    });
  }
  return reasons.sort(
    (a, b) => byText(a.since, b.since) || byText(a.text, b.text),
  );
}
