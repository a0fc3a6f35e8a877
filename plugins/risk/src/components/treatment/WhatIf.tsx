import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TreatmentComparison } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { BudgetBar } from '../budget';
import { AttentionBanner, plural } from '../primitives';
import { costWords, formatProjected } from './treatmentWords';

const useStyles = makeStyles(
  theme => ({ root: { display: 'grid', gap: theme.spacing(1) } }),
  { name: 'RiskWhatIf' },
);

/** What the options that are ticked would cost, leave, and do to the budget. */
export function WhatIf(props: {
  comparison: TreatmentComparison;
  onChoose: (chosen: string[]) => void;
}) {
  const { comparison, onChoose } = props;
  const { whatIf, costUnit, exposure, cheapest, product } = comparison;
  const classes = useStyles();
  const none = whatIf.options.length === 0;
  return (
    <div className={classes.root} role="status" aria-label="What if">
      {whatIf.problem && <AttentionBanner title={whatIf.problem} />}
      <Typography variant="body2">
        {none
          ? `Without any of them ${formatPoints(exposure)} points stay.`
          : `${plural(whatIf.options.length, 'option')} for ${costWords(
              whatIf.cost,
              costUnit,
            )} would leave ${formatProjected(
              whatIf.projectedPoints,
            )} of ${formatPoints(exposure)} points${
              whatIf.inPlaceAfterDays === undefined
                ? ''
                : `, all in place after ${plural(
                    whatIf.inPlaceAfterDays,
                    'day',
                  )}`
            }.`}
      </Typography>
      <BudgetBar budget={whatIf.budget} productRef={product.ref} />
      <Typography variant="body2" color="textSecondary">
        The forecast is as if they were in place today.
      </Typography>
      {cheapest && (
        <div>
          <Button size="small" onClick={() => onChoose(cheapest.options)}>
            Try the cheapest that meets the target
          </Button>
        </div>
      )}
    </div>
  );
}
