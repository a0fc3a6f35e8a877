import { ReactNode } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ExploredOption,
  TreatmentComparison,
} from '@product-risk/backstage-plugin-risk-common';
import { plural } from '../primitives';
import { costWords, optionKindWords } from '../treatment';

const useStyles = makeStyles(
  theme => ({
    list: { display: 'grid', gap: theme.spacing(0.5) },
    label: { alignItems: 'flex-start', marginRight: 0 },
    box: { padding: theme.spacing(0.25, 1) },
  }),
  { name: 'RiskDecisionOptions' },
);

/** Options that treat any of some risks. */
export const optionsFor = (
  options: readonly ExploredOption[],
  riskIds: readonly string[],
) =>
  options.filter(({ effects }) =>
    effects.some(({ riskId }) => riskIds.includes(riskId)),
  );

/** What one option costs and how long it takes, in a line. */
export const optionWords = (option: ExploredOption, costUnit: string) =>
  `${optionKindWords[option.kind]}, ${costWords(option.cost, costUnit)}${
    option.leadDays === undefined
      ? ''
      : `, in place after ${plural(option.leadDays, 'day')}`
  }`;

/** Explored options to tick. */
export function OptionChoice(props: {
  label: string;
  options: readonly ExploredOption[];
  comparison: Pick<TreatmentComparison, 'costUnit'>;
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
  empty: ReactNode;
}) {
  const { label, options, comparison, chosen, onChoose, empty } = props;
  const classes = useStyles();
  return (
    <div role="group" aria-label={label}>
      <Typography variant="body2">
        <strong>{label}</strong>
      </Typography>
      {options.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {empty}
        </Typography>
      ) : (
        <div className={classes.list}>
          {options.map(option => (
            <FormControlLabel
              key={option.id}
              className={classes.label}
              control={
                <Checkbox
                  className={classes.box}
                  size="small"
                  color="primary"
                  checked={chosen.includes(option.id)}
                  onChange={event =>
                    onChoose(
                      event.target.checked
                        ? [...chosen, option.id]
                        : chosen.filter(id => id !== option.id),
                    )
                  }
                />
              }
              label={
                <Typography variant="body2" component="span">
                  {option.title} ({optionWords(option, comparison.costUnit)})
                </Typography>
              }
            />
          ))}
        </div>
      )}
    </div>
  );
}
