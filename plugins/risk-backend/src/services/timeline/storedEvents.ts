import {
  CategoryLink,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import {
  DbTimelineEventCategoryRow,
  DbTimelineEventRiskRow,
  DbTimelineEventRow,
} from '../../database/TimelineStore';
import { RiskRow } from '../read/queries/risks';
import { VisibleEntities } from '../read/VisibleRisks';
import { PlannedFix } from './plannedFixes';

interface StoredFacts {
  rows: readonly DbTimelineEventRow[];
  eventRisks: readonly DbTimelineEventRiskRow[];
  eventCategories: readonly DbTimelineEventCategoryRow[];
  /** What is known of the risks that events fix, by id. */
  risks: ReadonlyMap<string, Pick<RiskRow, 'title'>>;
  isVisible: (riskId: string) => boolean;
  seen: VisibleEntities;
  linkOf: (categoryId: string) => CategoryLink;
}

/** What people put on a timeline, each with the risks that it ends. */
export function storedEvents(facts: StoredFacts): PlannedFix[] {
  const { rows, eventRisks, eventCategories, risks, isVisible, seen, linkOf } =
    facts;
  return rows.map(row => {
    const riskIds = eventRisks
      .filter(({ event_id }) => event_id === row.id)
      .map(({ risk_id }) => risk_id);
    const shown = riskIds.filter(isVisible);
    const event: TimelineEvent = {
      id: row.id,
      lane: row.lane,
      kind: row.kind,
      title: row.title,
      startDay: row.start_day,
      endDay: row.end_day,
      stored: true,
      forecast: false,
      createdBy: seen.link(row.created_by),
      revision: row.revision,
      risks: shown.map(id => ({ id, title: risks.get(id)?.title ?? id })),
      hiddenRisks: riskIds.length - shown.length,
      categories: eventCategories
        .filter(({ event_id }) => event_id === row.id)
        .map(({ category }) => linkOf(category)),
    };
    return { event, riskIds };
  });
}
