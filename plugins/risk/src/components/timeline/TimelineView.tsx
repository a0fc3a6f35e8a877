import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { AttentionBanner, PartialNotice, plural } from '../primitives';
import { isShown } from './dayWindow';
import { keyActions, takeKey } from './keyActions';
import { Lanes } from './Lanes';
import { Group } from './layout';
import { Legend } from './Legend';
import { useTableView } from './TimelineActions';
import { TimelineTable } from './TimelineTable';
import { useDayWindow } from './useDayWindow';
import { ZoomBar } from './ZoomBar';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(1),
      minWidth: 0,
    },
  }),
  { name: 'RiskTimelineView' },
);

/** What does not fit, and the dates as lanes or as a table. */
export function TimelineView(props: {
  timeline: Timeline;
  onOpen: (group: Group) => void;
}) {
  const { timeline, onOpen } = props;
  const { conflicts, problems, events } = timeline;
  const classes = useStyles();
  const days = useDayWindow(timeline);
  const { isTable } = useTableView();
  const shown = events.filter(event => isShown(event, days.window));
  return (
    <>
      {conflicts.map(({ words, eventIds }) => (
        <AttentionBanner key={eventIds.join()} title={words} />
      ))}
      {problems.length > 0 && (
        <PartialNotice title="Some dates of catalog files cannot be read">
          {problems.map(problem => (
            <div key={problem}>{problem}</div>
          ))}
        </PartialNotice>
      )}
      {events.length === 0 ? (
        <Typography variant="body2">
          Nothing happened in the last year, and nothing is planned. Sessions,
          decisions, imports, targets, annotations of the catalog and what
          people put here show here.
        </Typography>
      ) : (
        <div
          role="presentation"
          className={classes.root}
          onKeyDown={event => takeKey(event, keyActions(days)[event.key])}
        >
          <ZoomBar days={days} />
          {isTable && (
            <TimelineTable
              timeline={timeline}
              window={days.window}
              onOpen={onOpen}
            />
          )}
          {!isTable && (
            <div>
              <Lanes timeline={timeline} days={days} onOpen={onOpen} />
              <Legend events={shown} />
            </div>
          )}
          {shown.length < events.length && (
            <Typography variant="body2" color="textSecondary">
              {plural(events.length - shown.length, 'more date')} before or
              after these days.
            </Typography>
          )}
        </div>
      )}
    </>
  );
}
