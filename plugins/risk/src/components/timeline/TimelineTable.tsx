import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../primitives';
import { DayWindow, isShown } from './dayWindow';
import { countedTitle, Group, groupsOf } from './layout';
import {
  daysWords,
  kindWords,
  laneWords,
  linksTo,
  pageOf,
  roomWords,
} from './timelineWords';

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
        padding: theme.spacing(0.5, 2, 0.5, 0),
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& th': { fontWeight: 600 },
    },
    when: { whiteSpace: 'nowrap' },
    room: { margin: 0, padding: 0, listStyle: 'none' },
  }),
  { name: 'RiskTimelineTable' },
);

/** The timeline in words, with the room that is left before what follows. */
export function TimelineTable(props: {
  timeline: Timeline;
  window: DayWindow;
  onOpen: (group: Group) => void;
}) {
  const { timeline, window, onOpen } = props;
  const classes = useStyles();
  const { level } = useRiskPalette();
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
            <th>
              <span hidden>More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {groupsOf(events)
            .filter(({ event }) => isShown(event, window))
            .map(group => {
              const { event, events: all } = group;
              const page = all.length === 1 ? pageOf(event) : undefined;
              return (
                <tr key={group.id}>
                  <td className={classes.when}>{daysWords(event)}</td>
                  <td>{laneWords[event.lane]}</td>
                  <td>
                    {kindWords[event.kind]}:{' '}
                    {page ? (
                      <Link to={page} underline="always">
                        {event.title}
                      </Link>
                    ) : (
                      countedTitle(group)
                    )}
                  </td>
                  <td>
                    <ul className={classes.room}>
                      {all
                        .flatMap(({ id }) => linksTo(id, links))
                        .map(link => (
                          <li
                            key={`${link.kind} ${link.fromId} ${link.toId}`}
                            style={
                              link.slackDays < 0
                                ? { color: level.critical, fontWeight: 600 }
                                : undefined
                            }
                          >
                            {link.slackDays < 0 && '✕ '}
                            {roomWords(link, titleOf(link.fromId))}
                          </li>
                        ))}
                    </ul>
                  </td>
                  <td>
                    <Button
                      size="small"
                      aria-label={`More about ${event.title}`}
                      onClick={() => onOpen(group)}
                    >
                      More
                    </Button>
                  </td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </div>
  );
}
