import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Scorecard } from '@product-risk/backstage-plugin-risk-common';
import {
  useAsyncResource,
  useEntityParams,
  useRiskApi,
  useUrlState,
} from '../../hooks';
import {
  formatTime,
  PartialNotice,
  Panel,
  plural,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { BudgetPanel } from '../budget';
import { DecisionPage, DecisionsPanel } from '../decision';
import { SessionPage, SessionsPanel } from '../session';
import { TimelinePanel } from '../timeline';
import { HowMuchPanel, TreatmentView } from '../treatment';
import { Trend } from '../trend';
import { Knowledge } from './Knowledge';
import { MadeOf } from './MadeOf';
import { ProductOwner } from './ProductOwner';
import { Removed } from './Removed';
import { ScorecardHead } from './ScorecardHead';
import { TopRisks } from './TopRisks';

const TREND_DAYS = 90;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    // Three columns where there is room. Where there is for two, the last one
    // lies below both, as wide as they are, its own parts side by side.
    columns: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(2),
      '& > *': { flex: '1 1 330px', minWidth: 0 },
    },
    column: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(2),
      '& > *': { flex: '1 1 320px', minWidth: 0 },
    },
    foot: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  }),
  { name: 'RiskScorecard' },
);

/** Tab `Risk` of a product: the owner's scorecard. */
export function ProductScorecard({ entityRef }: { entityRef: string }) {
  const [{ decision, session, view }, setUrl] = useUrlState(
    'decision',
    'session',
    'view',
    'options',
  );
  if (decision) return <DecisionPage id={decision} />;
  if (session) return <SessionPage id={session} />;
  if (view !== 'treatment') return <LoadedScorecard entityRef={entityRef} />;
  return (
    <>
      <Button size="small" onClick={() => setUrl({ view: '', options: '' })}>
        Back to the scorecard
      </Button>
      <TreatmentView productRef={entityRef} />
    </>
  );
}

function LoadedScorecard({ entityRef }: { entityRef: string }) {
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const scorecard = useAsyncResource(
    () => api.getScorecard({ params }),
    [api, params],
  );
  return (
    <ResourceView
      of={scorecard}
      skeleton={<SkeletonLines lines={8} label="Loading the scorecard" />}
    >
      {value => <Card scorecard={value} onChanged={scorecard.reload} />}
    </ResourceView>
  );
}

function Card(props: { scorecard: Scorecard; onChanged: () => void }) {
  const { scorecard, onChanged } = props;
  const classes = useStyles();
  const { assessed, trend, asOf, policyVersion } = scorecard;
  const api = useRiskApi();
  const params = useEntityParams(scorecard.entity.ref);
  const budget = useAsyncResource(
    () => api.getBudget({ params }),
    [api, params],
  );
  const changedBudget = () => {
    budget.reload();
    onChanged();
  };
  return (
    <div className={classes.root}>
      <ScorecardHead scorecard={scorecard} />
      <HiddenNotice hidden={scorecard.hidden} />
      <DecisionsPanel
        product={scorecard.entity}
        budget={budget.value}
        onChanged={onChanged}
        onBudgetChanged={changedBudget}
      />
      {assessed && <TopRisks scorecard={scorecard} />}
      <div className={classes.columns}>
        {assessed && <MadeOf scorecard={scorecard} />}
        <div className={classes.column}>
          <Panel title={`Trend, ${TREND_DAYS} days`}>
            <Trend points={trend} days={TREND_DAYS} />
          </Panel>
          <BudgetPanel budget={budget} onChanged={changedBudget} />
          {assessed && <Removed scorecard={scorecard} />}
          <ProductOwner owner={scorecard.owner} />
        </div>
        <div className={classes.row}>
          <Knowledge scorecard={scorecard} />
          <HowMuchPanel productRef={scorecard.entity.ref} />
          <SessionsPanel
            productRef={scorecard.entity.ref}
            onChanged={onChanged}
          />
        </div>
      </div>
      <TimelinePanel productRef={scorecard.entity.ref} />
      <div className={classes.foot}>
        As of {formatTime(asOf)}, policy version {policyVersion}.
      </div>
    </div>
  );
}

function HiddenNotice({ hidden }: { hidden: Scorecard['hidden'] }) {
  const { entities, risks } = hidden;
  if (!entities && !risks) return null;
  const title =
    risks > 0
      ? `${risks} more ${risks === 1 ? 'risk' : 'risks'}${
          entities > 0
            ? ` on ${plural(entities, 'component')}`
            : ' on components'
        } you may not see`
      : `${plural(entities, 'component')} you may not see`;
  return (
    <PartialNotice title={title}>
      The totals count them; their names are left out.
    </PartialNotice>
  );
}
