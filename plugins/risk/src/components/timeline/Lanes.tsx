import { makeStyles } from '@material-ui/core/styles';
import {
  Timeline,
  TimelineEvent,
  TimelineLane,
} from '@product-risk/backstage-plugin-risk-common';
import { formatDay, useRiskPalette } from '../primitives';
import { kindWords, laneWords, shareOfSpan } from './timelineWords';

const useStyles = makeStyles(
  theme => ({
    lane: {
      display: 'grid',
      gridTemplateColumns: '96px minmax(0, 1fr)',
      alignItems: 'center',
      fontSize: '0.8125rem',
    },
    track: { position: 'relative', height: 22 },
    event: {
      position: 'absolute',
      top: 5,
      height: 12,
      minWidth: 12,
      borderRadius: 2,
      border: 0,
      padding: 0,
    },
    today: { position: 'absolute', top: 0, bottom: 0, width: 2 },
    ends: {
      display: 'flex',
      justifyContent: 'space-between',
      paddingLeft: 96,
      fontSize: '0.75rem',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'RiskLanes' },
);

/** The dates as marks in lanes; the table beside it says the same in words. */
export function Lanes({ timeline }: { timeline: Timeline }) {
  const classes = useStyles();
  const { rule } = useRiskPalette();
  const { events, from, to, asOf } = timeline;
  const lanes = Object.keys(laneWords).filter((lane): lane is TimelineLane =>
    events.some(event => event.lane === lane),
  );
  const today = shareOfSpan(asOf.slice(0, 10), timeline);
  return (
    <div aria-hidden>
      {lanes.map(lane => (
        <div key={lane} className={classes.lane}>
          <span>{laneWords[lane]}</span>
          <div
            className={classes.track}
            style={{ borderBottom: `1px solid ${rule}` }}
          >
            <span
              className={classes.today}
              style={{ left: `${today * 100}%`, background: rule }}
            />
            {events
              .filter(event => event.lane === lane)
              .map(event => (
                <Mark key={event.id} event={event} timeline={timeline} />
              ))}
          </div>
        </div>
      ))}
      <div className={classes.ends}>
        <span>{formatDay(from)}</span>
        <span>{formatDay(to)}</span>
      </div>
    </div>
  );
}

function Mark(props: { event: TimelineEvent; timeline: Timeline }) {
  const { event, timeline } = props;
  const classes = useStyles();
  const { bar, level } = useRiskPalette();
  const start = shareOfSpan(event.startDay, timeline);
  const end = shareOfSpan(event.endDay, timeline);
  return (
    <span
      className={classes.event}
      title={`${kindWords[event.kind]}: ${event.title}, ${formatDay(
        event.startDay,
      )}`}
      style={{
        left: `${Math.min(99, start * 100)}%`,
        width: `${(end - start) * 100}%`,
        background: event.forecast ? level.medium : bar,
      }}
    />
  );
}
