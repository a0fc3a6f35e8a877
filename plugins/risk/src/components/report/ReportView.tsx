import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Report,
  riskAdministerPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi, useUrlState } from '../../hooks';
import { SystemicPanel } from '../categories';
import { ExecutivePage } from '../executive';
import { formatTime, Panel, ResourceView, SkeletonLines } from '../primitives';
import { CoverageFacts } from '../product/Knowledge';
import { Removed } from '../product/Removed';
import { Trend } from '../trend';
import { DecisionsPortfolio } from './DecisionsPortfolio';
import { DomainsTable } from './DomainsTable';
import { Headline } from './Headline';
import { NoProduct } from './NoProduct';
import { ProductsPanel } from './ProductsPanel';
import { ProposedOwners } from './ProposedOwners';

const TREND_DAYS = 90;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      // a wide table scrolls by itself and does not widen the page
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    actions: { display: 'flex', justifyContent: 'flex-end' },
    foot: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  }),
  { name: 'RiskReport' },
);

/** Where the organisation stands, and where to look next. */
export function ReportView() {
  const api = useRiskApi();
  const report = useAsyncResource(() => api.getReport(), [api]);
  return (
    <ResourceView
      of={report}
      skeleton={<SkeletonLines lines={10} label="Loading the report" />}
    >
      {value => <Parts report={value} onOwnersConfirmed={report.reload} />}
    </ResourceView>
  );
}

function Parts(props: { report: Report; onOwnersConfirmed: () => void }) {
  const { report, onOwnersConfirmed } = props;
  const classes = useStyles();
  const administers = usePermission({ permission: riskAdministerPermission });
  const [{ view }, setUrl] = useUrlState('view');
  return (
    <div className={classes.root}>
      <div className={classes.actions}>
        <Button
          size="small"
          variant="outlined"
          onClick={() => setUrl({ view: 'executive' }, { push: true })}
        >
          Executive page
        </Button>
      </div>
      {view === 'executive' && (
        <ExecutivePage report={report} onClose={() => setUrl({ view: '' })} />
      )}
      <Headline report={report} />
      <div className={classes.columns}>
        <Panel title={`Trend, ${TREND_DAYS} days`}>
          <Trend points={report.trend} days={TREND_DAYS} />
        </Panel>
        <Panel title="How much we know">
          <CoverageFacts coverage={report.coverage} />
        </Panel>
        {report.products.assessed > 0 && <Removed scorecard={report} />}
      </div>
      <SystemicPanel
        domains={report.domains.flatMap(({ domain }) => domain ?? [])}
      />
      <DomainsTable report={report} />
      <ProductsPanel report={report} />
      <DecisionsPortfolio />
      <NoProduct summary={report.noProduct} />
      {administers.allowed && (
        <ProposedOwners onConfirmed={onOwnersConfirmed} />
      )}
      <div className={classes.foot}>
        As of {formatTime(report.asOf)}, policy version {report.policyVersion}.
      </div>
    </div>
  );
}
