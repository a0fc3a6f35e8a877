import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import {
  AttentionBanner,
  Panel,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { Lanes } from './Lanes';
import { TimelineTable } from './TimelineTable';

const useStyles = makeStyles(
  theme => ({ root: { display: 'grid', gap: theme.spacing(1.5) } }),
  { name: 'RiskTimelinePanel' },
);

/** What happens when to a product, with what does not fit on top. */
export function TimelinePanel({ productRef }: { productRef: string }) {
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const timeline = useAsyncResource(
    () => api.getTimeline({ params }),
    [api, params],
  );
  return (
    <Panel title="Timeline">
      <ResourceView
        of={timeline}
        skeleton={<SkeletonLines lines={4} label="Loading the timeline" />}
      >
        {value => <TimelineText timeline={value} />}
      </ResourceView>
    </Panel>
  );
}

function TimelineText({ timeline }: { timeline: Timeline }) {
  const classes = useStyles();
  const { conflicts, events } = timeline;
  if (events.length === 0) {
    return (
      <Typography variant="body2">
        Nothing happened in the last 90 days, and nothing is planned. Sessions,
        imports, targets and what pipelines report show here.
      </Typography>
    );
  }
  return (
    <div className={classes.root}>
      {conflicts.map(conflict => (
        <AttentionBanner key={conflict} title={conflict} />
      ))}
      <Lanes timeline={timeline} />
      <TimelineTable timeline={timeline} />
    </div>
  );
}
