import { Metric } from '@product-risk/backstage-plugin-risk-common';

/** Which number, of which entity or product; of the organisation without. */
export interface ExplainQuestion {
  metric: Metric;
  ref?: string;
}
