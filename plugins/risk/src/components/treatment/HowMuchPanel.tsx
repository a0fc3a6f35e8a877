import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TreatmentComparison } from '@product-risk/backstage-plugin-risk-common';
import {
  useAsyncResource,
  useEntityParams,
  useRiskApi,
  useUrlState,
} from '../../hooks';
import { formatDay, Panel, ResourceView, SkeletonLines } from '../primitives';
import { costWords, formatProjected } from './treatmentWords';

const useStyles = makeStyles(
  theme => ({ root: { display: 'grid', gap: theme.spacing(1) } }),
  { name: 'RiskHowMuch' },
);

/** Part of the scorecard: what has to go, what it costs, and what if not. */
export function HowMuchPanel({ productRef }: { productRef: string }) {
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const [, setUrl] = useUrlState('view', 'options');
  const treatment = useAsyncResource(
    () => api.getTreatment({ params }),
    [api, params],
  );
  const open = (options: readonly string[] = []) =>
    setUrl({ view: 'treatment', options: options.join(',') }, { push: true });
  return (
    <Panel title="How much security should we do?">
      <ResourceView
        of={treatment}
        skeleton={<SkeletonLines label="Comparing the options" />}
      >
        {value => (
          <div className={classes.root}>
            <Typography variant="body2">{value.sentence}</Typography>
            <Cheapest comparison={value} />
            {value.target !== undefined && (
              <Typography variant="body2">{otherwiseWords(value)}</Typography>
            )}
            <div>
              <Button
                size="small"
                onClick={() => open(value.cheapest?.options)}
              >
                {value.cheapest ? 'Try it out' : 'Compare options'}
              </Button>
            </div>
          </div>
        )}
      </ResourceView>
    </Panel>
  );
}

function Cheapest({ comparison }: { comparison: TreatmentComparison }) {
  const { cheapest, options, costUnit } = comparison;
  if (!cheapest || cheapest.options.length === 0) return null;
  return (
    <Typography component="ul" variant="body2" style={{ margin: 0 }}>
      {options
        .filter(({ id }) => cheapest.options.includes(id))
        .map(option => (
          <li key={option.id}>
            {option.title}, for {costWords(option.cost, costUnit)}
          </li>
        ))}
      {cheapest.options.length > 1 && (
        <li>
          together {costWords(cheapest.cost, costUnit)}, leaving{' '}
          {formatProjected(cheapest.projectedPoints)} points
        </li>
      )}
    </Typography>
  );
}

/** What becomes of the budget when nothing is done. */
function otherwiseWords({ whatIf: { budget } }: TreatmentComparison): string {
  switch (budget.state) {
    case 'exhausted':
      return budget.recoversOn
        ? `If nothing is done, the budget stays exhausted until ${formatDay(
            budget.recoversOn,
          )}.`
        : 'If nothing is done, the budget stays exhausted.';
    case 'running-out':
      return budget.runsOutOn
        ? `If nothing is done, the budget runs out on ${formatDay(
            budget.runsOutOn,
          )}.`
        : budget.sentence;
    case 'within':
      return budget.runsOutOn
        ? `If nothing is done, the budget runs out on ${formatDay(
            budget.runsOutOn,
          )}.`
        : 'If nothing is done, the budget lasts: it does not run out at this rate.';
    default:
      return budget.sentence;
  }
}
