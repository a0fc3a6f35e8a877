import { useMemo, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  riskRaisePermission,
  Timeline,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { dayAhead, Panel, ResourceView, SkeletonLines } from '../primitives';
import { EventDialog } from './EventDialog';
import { EventDrawer } from './EventDrawer';
import { Group, groupsOf } from './layout';
import { TimelineActions } from './TimelineActions';
import { TimelineView } from './TimelineView';

/** Days before and after today that one may look at. */
const PAST_DAYS = 365;
const COMING_DAYS = 730;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(1.5),
      minWidth: 0,
    },
  }),
  { name: 'RiskTimelinePanel' },
);

/** What happens when to a product, with what does not fit on top. */
export function TimelinePanel({ productRef }: { productRef: string }) {
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const { allowed } = usePermission({ permission: riskRaisePermission });
  const query = useMemo(
    () => ({ from: dayAhead(-PAST_DAYS), to: dayAhead(COMING_DAYS) }),
    [],
  );
  const [opened, setOpened] = useState<string>();
  const [edited, setEdited] = useState<TimelineEvent | 'new'>();
  const timeline = useAsyncResource(
    () => api.getTimeline({ params, query }),
    [api, params, query],
  );
  const groupIn = (value: Timeline): Group | undefined =>
    groupsOf(value.events).find(({ id }) => id === opened);
  const done = () => {
    setEdited(undefined);
    setOpened(undefined);
    timeline.reload();
  };
  return (
    <Panel
      title="Timeline"
      action={
        <TimelineActions onAdd={allowed ? () => setEdited('new') : undefined} />
      }
    >
      <ResourceView
        of={timeline}
        skeleton={<SkeletonLines lines={4} label="Loading the timeline" />}
      >
        {value => {
          const group = groupIn(value);
          return (
            <div className={classes.root}>
              <TimelineView
                timeline={value}
                onOpen={({ id }) => setOpened(id)}
              />
              {group && edited === undefined && (
                <EventDrawer
                  group={group}
                  timeline={value}
                  onClose={() => setOpened(undefined)}
                  onEdit={allowed ? setEdited : undefined}
                  onRemoved={done}
                />
              )}
              {edited && (
                <EventDialog
                  timeline={value}
                  event={edited === 'new' ? undefined : edited}
                  onClose={() => setEdited(undefined)}
                  onDone={done}
                  onReload={done}
                />
              )}
            </div>
          );
        }}
      </ResourceView>
    </Panel>
  );
}
