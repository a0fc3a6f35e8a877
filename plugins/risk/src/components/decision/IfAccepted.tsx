import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  DecisionDetail,
  TreatmentComparison,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints, formatProbability } from '@product-risk/risk-model';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { BudgetBar } from '../budget';
import { Panel, ResourceView } from '../primitives';
import { costWords } from '../treatment';
import { optionsFor, optionWords } from './OptionChoice';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1) },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
    words: { whiteSpace: 'pre-line' },
  }),
  { name: 'RiskIfAccepted' },
);

/** What accepting means for the budget, and what else could be done. */
export function IfAccepted({ decision }: { decision: DecisionDetail }) {
  const api = useRiskApi();
  const params = useEntityParams(decision.product.ref);
  const treatment = useAsyncResource(
    () => api.getTreatment({ params }),
    [api, params],
  );
  return (
    <Panel title="If it is accepted, and what else could be done">
      <ResourceView of={treatment}>
        {value => <Meaning decision={decision} comparison={value} />}
      </ResourceView>
    </Panel>
  );
}

function Meaning(props: {
  decision: DecisionDetail;
  comparison: TreatmentComparison;
}) {
  const { decision, comparison } = props;
  const classes = useStyles();
  const { exposure, costUnit, options } = comparison;
  const share = exposure > 0 ? Math.min(1, decision.exposure / exposure) : 0;
  const known = optionsFor(
    options,
    decision.risks.map(({ id }) => id),
  );
  const chosen = options.filter(({ id }) =>
    decision.chosenOptionIds.includes(id),
  );
  return (
    <div className={classes.root}>
      <Typography variant="body2">
        Accepting changes no number: the {formatPoints(decision.exposure)}{' '}
        points stay {formatProbability(share)} of what {decision.product.title}{' '}
        carries and count against its budget, which stands like this:
      </Typography>
      <BudgetBar
        budget={comparison.whatIf.budget}
        productRef={decision.product.ref}
      />
      {chosen.length > 0 && (
        <Typography variant="body2">
          <strong>Chosen instead:</strong>{' '}
          {chosen
            .map(one => `${one.title} (${optionWords(one, costUnit)})`)
            .join('; ')}
        </Typography>
      )}
      {known.length === 0 && !decision.options ? (
        <Typography variant="body2">
          No option is explored for this yet. Whoever decides now has no choice
          to compare; options can be asked for first.
        </Typography>
      ) : (
        <ul className={classes.list}>
          {known.map(option => (
            <li key={option.id}>
              <strong>{option.title}</strong>: {optionWords(option, costUnit)};
              leaves {option.projectedPoints.toFixed(1)} of{' '}
              {formatPoints(exposure)} points
              {option.costYearly > 0 &&
                ` (${costWords(option.costYearly, costUnit)} a year of it)`}
            </li>
          ))}
          {decision.options && (
            <li className={classes.words}>
              In the words of the team: {decision.options}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
