import { makeStyles } from '@material-ui/core/styles';
import { Budget } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { formatDay } from '../primitives';
import { changeWords } from './budgetWords';

const useStyles = makeStyles(
  theme => ({
    summary: { cursor: 'pointer', fontSize: '0.875rem' },
    list: {
      margin: 0,
      paddingLeft: theme.spacing(2.5),
      fontSize: '0.875rem',
      lineHeight: 1.5,
    },
  }),
  { name: 'RiskTargetHistory' },
);

/** Who changed the target, when and why. */
export function TargetHistory({ changes }: Pick<Budget, 'changes'>) {
  const classes = useStyles();
  if (changes.length === 0) return null;
  return (
    <details>
      <summary className={classes.summary}>
        How the target came about ({changes.length})
      </summary>
      <ul className={classes.list}>
        {changes.map((change, index) => (
          <li key={index}>
            {formatDay(change.at)}: {changeWords(change)}
            {change.endsAt &&
              `, down to ${formatPoints(change.endsAt.exposure)} by ${formatDay(
                change.endsAt.day,
              )}`}
            , by {change.by?.title ?? 'somebody you may not see'}
            {change.signedSecond &&
              ` and signed second by ${
                change.secondSigner?.title ?? 'somebody you may not see'
              }`}
            : “{change.reason}”
          </li>
        ))}
      </ul>
    </details>
  );
}
