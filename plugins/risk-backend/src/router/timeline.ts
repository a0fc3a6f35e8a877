import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** Everybody's dates about a product in one picture. */
export function registerTimelines(
  registrar: EndpointRegistrar,
  operations: Operations<
    | 'getTimeline'
    | 'addTimelineEvent'
    | 'updateTimelineEvent'
    | 'removeTimelineEvent'
  >,
): void {
  registrar.register(
    'getTimeline',
    endpoints.getTimeline,
    operations.getTimeline,
  );
  registrar.register(
    'addTimelineEvent',
    endpoints.addTimelineEvent,
    operations.addTimelineEvent,
  );
  registrar.register(
    'updateTimelineEvent',
    endpoints.updateTimelineEvent,
    operations.updateTimelineEvent,
  );
  registrar.register(
    'removeTimelineEvent',
    endpoints.removeTimelineEvent,
    operations.removeTimelineEvent,
  );
}
