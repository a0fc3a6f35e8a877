import { makeStyles } from '@material-ui/core/styles';
import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../primitives';
import { shapes } from './EventMark';

const words: Record<TimelineEvent['kind'], string> = {
  release: 'release',
  milestone: 'milestone',
  fix: 'fix',
  review: 'review',
  audit: 'audit',
  session: 'session',
  decision: 'decision',
  'acceptance-ends': 'end of an acceptance',
  import: 'import',
  target: 'change of the target',
  'runs-out': 'budget runs out',
  recovers: 'budget recovers',
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      listStyle: 'none',
      fontSize: '0.75rem',
      color: theme.palette.text.secondary,
    },
    item: { display: 'flex', alignItems: 'center', gap: 4 },
  }),
  { name: 'RiskTimelineLegend' },
);

const SIZE = 18;

/** What the marks stand for, of those that are there. */
export function Legend({ events }: { events: readonly TimelineEvent[] }) {
  const classes = useStyles();
  const { bar, surface } = useRiskPalette();
  const kinds = (Object.keys(words) as TimelineEvent['kind'][]).filter(kind =>
    events.some(event => event.kind === kind),
  );
  return (
    <ul className={classes.root} aria-label="Marks">
      {kinds.map(kind => (
        <li key={kind} className={classes.item}>
          <svg width={SIZE} height={SIZE} aria-hidden>
            <path
              d={shapes[kind].path}
              transform={`translate(${SIZE / 2}, ${SIZE / 2})`}
              fill={shapes[kind].hollow ? surface : bar}
              stroke={bar}
              strokeWidth={2}
            />
          </svg>
          {words[kind]}
        </li>
      ))}
    </ul>
  );
}
