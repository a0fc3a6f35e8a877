import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { DecisionDetail } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi, useUrlState } from '../../hooks';
import { Panel, ResourceView, SkeletonLines } from '../primitives';
import { TreatmentView } from '../treatment';
import { DecisionHead } from './DecisionHead';
import { DecisionHistory } from './DecisionHistory';
import { DecisionRisks } from './DecisionRisks';
import { DecisionSteps } from './DecisionSteps';
import { IfAccepted } from './IfAccepted';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
      alignItems: 'start',
      [theme.breakpoints.up('lg')]: {
        gridTemplateColumns: 'minmax(0, 1.6fr) minmax(0, 1fr)',
      },
    },
    column: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
  }),
  { name: 'RiskDecisionPage' },
);

/** One decision: what could happen, what it means, and what the owner can do. */
export function DecisionPage(props: {
  id: string;
  /** What the page shows without a decision. */
  back?: string;
}) {
  const { id, back = 'the scorecard' } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const [, setUrl] = useUrlState('decision', 'options');
  const decision = useAsyncResource(
    () => api.getDecision({ params: { id } }),
    [api, id],
  );
  return (
    <div className={classes.root}>
      <div>
        <Button
          size="small"
          onClick={() => setUrl({ decision: '', options: '' })}
        >
          Back to {back}
        </Button>
      </div>
      <ResourceView
        of={decision}
        skeleton={<SkeletonLines lines={8} label="Loading the decision" />}
      >
        {value => <Loaded decision={value} onChanged={decision.reload} />}
      </ResourceView>
    </div>
  );
}

function Loaded(props: { decision: DecisionDetail; onChanged: () => void }) {
  const { decision, onChanged } = props;
  const classes = useStyles();
  return (
    <>
      <DecisionHead decision={decision} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <DecisionRisks decision={decision} />
          <IfAccepted decision={decision} />
        </div>
        <div className={classes.column}>
          <DecisionSteps
            key={decision.log.length}
            decision={decision}
            onChanged={onChanged}
          />
          <Panel title="History">
            <DecisionHistory decision={decision} />
          </Panel>
        </div>
      </div>
      <TreatmentView productRef={decision.product.ref} />
    </>
  );
}
