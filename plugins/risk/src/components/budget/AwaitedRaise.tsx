import { makeStyles } from '@material-ui/core/styles';
import {
  AwaitedRaise as Raise,
  Budget,
} from '@product-risk/backstage-plugin-risk-common';
import { AttentionBanner } from '../primitives';
import { raiseWords, waitsForWords } from './budgetWords';
import { RaiseSteps } from './RaiseSteps';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1.5),
    },
  }),
  { name: 'RiskAwaitedRaise' },
);

/** A raise of the target that waits, and what the reader may do about it. */
export function AwaitedRaise(props: {
  budget: Budget;
  raise: Raise;
  onChanged: () => void;
}) {
  const { budget, raise, onChanged } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <AttentionBanner title={raiseWords(raise, budget.target)}>
        {waitsForWords(raise)}
      </AttentionBanner>
      <RaiseSteps
        productRef={budget.product.ref}
        raise={raise}
        onChanged={onChanged}
      />
    </div>
  );
}
