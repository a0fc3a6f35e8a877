import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';
import { z } from 'zod';
import { DbDecisionRow } from '../../database/decisionTables';
import { DbTicketRow } from '../../database/TicketStore';
import { StoredOptions } from '../../database/TreatmentStore';
import { dayNumber, dayText } from '../../days';
import { readJson } from '../read/queries/json';
import { derivedEvent } from './timelineEvent';

/** An event that ends risks. */
export interface PlannedFix {
  event: TimelineEvent;
  riskIds: readonly string[];
}

interface OptionFacts {
  stored: Pick<StoredOptions, 'options' | 'effects'>;
  /** Decisions to treat instead of accepting. */
  treating: readonly Pick<DbDecisionRow, 'chosen_option_ids' | 'decided_at'>[];
  tickets: readonly Pick<DbTicketRow, 'subject_id' | 'state' | 'linked_at'>[];
  isVisible: (riskId: string) => boolean;
}

const idsIn = (json: string) => readJson(z.array(z.string()), json, []);

/** The first day on which work on each option was agreed or began. */
function startsOf({ treating, tickets }: OptionFacts): Map<string, string> {
  const starts = new Map<string, string>();
  const note = (id: string, at: string) => {
    const day = at.slice(0, 10);
    const before = starts.get(id);
    if (before === undefined || day < before) starts.set(id, day);
  };
  for (const { chosen_option_ids, decided_at } of treating) {
    for (const id of idsIn(chosen_option_ids)) {
      if (decided_at) note(id, decided_at);
    }
  }
  for (const { subject_id, linked_at } of tickets) note(subject_id, linked_at);
  return starts;
}

/**
 * The explored options on which work is under way, as fixes with a day: an
 * owner chose them or a ticket tracks them, and somebody estimated how long
 * they take. One whose tickets are all closed is not to come any more.
 */
export function optionFixes(facts: OptionFacts): PlannedFix[] {
  const { stored, tickets, isVisible } = facts;
  const starts = startsOf(facts);
  return stored.options.flatMap(({ id, kind, title, lead_days }) => {
    const start = starts.get(id);
    const own = tickets.filter(({ subject_id }) => subject_id === id);
    const done = own.length > 0 && own.every(({ state }) => state === 'closed');
    if (!start || lead_days === null || kind === 'accept' || done) return [];
    const riskIds = stored.effects
      .filter(({ option_id }) => option_id === id)
      .map(({ risk_id }) => risk_id);
    const shown = riskIds.some(isVisible);
    return [
      {
        riskIds,
        event: derivedEvent({
          id: `option ${id}`,
          lane: 'engineering',
          kind: 'fix',
          title: shown ? title : 'A fix of risks you may not see',
          startDay: start,
          endDay: dayText(dayNumber(start) + lead_days),
          forecast: true,
          ...(shown && { optionId: id }),
        }),
      },
    ];
  });
}

/**
 * The fix that ends a risk: what somebody put on the timeline for it, else the
 * options under way. Where there are several, the last one. No other fix of
 * the product is taken for it.
 */
export function fixOf(
  riskId: string,
  fixes: readonly PlannedFix[],
): TimelineEvent | undefined {
  const own = fixes
    .filter(({ riskIds }) => riskIds.includes(riskId))
    .map(({ event }) => event);
  const stated = own.filter(({ stored }) => stored);
  const [last] = (stated.length > 0 ? stated : own).sort((a, b) => {
    if (a.endDay !== b.endDay) return a.endDay > b.endDay ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
  return last;
}
