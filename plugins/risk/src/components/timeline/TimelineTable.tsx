import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { formatDay, plural } from '../primitives';
import { kindWords, laneWords, pageOf } from './timelineWords';

/** A link is tight when less room than this is left, in days. */
const TIGHT_DAYS = 14;

const useStyles = makeStyles(
  theme => ({
    wrap: { overflowX: 'auto' },
    table: {
      width: '100%',
      fontSize: '0.875rem',
      borderCollapse: 'collapse',
      '& th, & td': {
        textAlign: 'left',
        verticalAlign: 'top',
        padding: theme.spacing(0.25, 1, 0.25, 0),
      },
    },
  }),
  { name: 'RiskTimelineTable' },
);

/** The timeline in words, with the room that is left before what follows. */
export function TimelineTable({ timeline }: { timeline: Timeline }) {
  const classes = useStyles();
  const { events, links } = timeline;
  const titleOf = (id: string) =>
    events.find(event => event.id === id)?.title ?? id;
  return (
    <div className={classes.wrap}>
      <table className={classes.table} aria-label="Timeline">
        <thead>
          <tr>
            <th>When</th>
            <th>Lane</th>
            <th>What</th>
            <th>Room before</th>
          </tr>
        </thead>
        <tbody>
          {events.map(event => {
            const page = pageOf(event);
            return (
              <tr key={event.id}>
                <td>
                  {formatDay(event.startDay)}
                  {event.endDay !== event.startDay &&
                    ` to ${formatDay(event.endDay)}`}
                </td>
                <td>{laneWords[event.lane]}</td>
                <td>
                  {kindWords[event.kind]}:{' '}
                  {page ? (
                    <Link to={page} underline="always">
                      {event.title}
                    </Link>
                  ) : (
                    event.title
                  )}
                </td>
                <td>
                  {links
                    .filter(
                      ({ toId, slackDays }) =>
                        toId === event.id && slackDays < TIGHT_DAYS,
                    )
                    .map(({ fromId, slackDays }) =>
                      slackDays < 0
                        ? `overlaps “${titleOf(fromId)}” by ${plural(
                            -slackDays,
                            'day',
                          )}`
                        : `${plural(slackDays, 'day')} after “${titleOf(
                            fromId,
                          )}”`,
                    )
                    .join(', ')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
