import { makeStyles } from '@material-ui/core/styles';
import { DecisionDetail } from '@product-risk/backstage-plugin-risk-common';
import { EntityName, formatTime } from '../primitives';
import { stepWords } from './decisionWords';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      display: 'grid',
      gap: theme.spacing(1),
    },
    when: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
    reason: { whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  }),
  { name: 'RiskDecisionHistory' },
);

/** Every step of a decision from the log, newest first, in words. */
export function DecisionHistory({ decision }: { decision: DecisionDetail }) {
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label="Steps of this decision">
      {[...decision.log].reverse().map(entry => (
        <li key={entry.seq}>
          <div>
            <EntityName of={entry.actor} link /> {stepWords(entry)}
          </div>
          {entry.reason && (
            <div className={classes.reason}>“{entry.reason}”</div>
          )}
          <div className={classes.when} title={`SHA-256 ${entry.hash}`}>
            {formatTime(entry.at)} · entry {entry.seq} of the log
          </div>
        </li>
      ))}
    </ol>
  );
}
