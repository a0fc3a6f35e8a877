import { makeStyles } from '@material-ui/core/styles';
import {
  ReviewGroup,
  SeverityCounts,
} from '@product-risk/backstage-plugin-risk-common';
import { LevelMark, plural } from '../../primitives';
import { severityWords } from '../words';
import { severities } from './useReviewFilters';

const useStyles = makeStyles(
  theme => ({
    counts: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2),
      margin: 0,
    },
    total: { fontWeight: 600 },
  }),
  { name: 'RiskSeverity' },
);

/** A severity as its source gives it, with the signs of the levels. */
export function SeverityMark(props: {
  severity: ReviewGroup['severity'];
  count?: number;
}) {
  const { severity, count } = props;
  if (severity === 'info' || severity === 'unknown') {
    const word = severityWords[severity];
    return (
      <span>
        {count === undefined
          ? word
          : `${count} ${word.toLocaleLowerCase('en-US')}`}
      </span>
    );
  }
  return <LevelMark level={severity} count={count} />;
}

/** How many findings nobody has reviewed, by severity. */
export function NotReviewedCounts({ counts }: { counts: SeverityCounts }) {
  const classes = useStyles();
  const total = severities.reduce((sum, name) => sum + counts[name], 0);
  return (
    <p className={classes.counts}>
      <span className={classes.total}>
        {plural(total, 'finding')} not reviewed
      </span>
      {severities
        .filter(severity => counts[severity] > 0)
        .map(severity => (
          <SeverityMark
            key={severity}
            severity={severity}
            count={counts[severity]}
          />
        ))}
    </p>
  );
}
