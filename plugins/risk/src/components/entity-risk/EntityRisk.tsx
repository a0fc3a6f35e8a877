import { EntityRisk as EntityRiskData } from '@product-risk/backstage-plugin-risk-common';
import { makeStyles } from '@material-ui/core/styles';
import { AsyncResource } from '../../hooks';
import { ResourceView } from '../primitives';
import { EntityRiskHeader } from './EntityRiskHeader';
import { EntityRiskViews } from './EntityRiskViews';
import { FailedSources } from './FailedSources';
import { FindingDrawer } from './finding/FindingDrawer';
import { RefreshProvider, useReloadOnChange } from './RefreshContext';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
  }),
  { name: 'RiskEntity' },
);

/** Tab `Risk` of a component, API or resource: the engineer's screen. */
export function EntityRisk(props: { risk: AsyncResource<EntityRiskData> }) {
  return (
    <RefreshProvider>
      <Screen {...props} />
    </RefreshProvider>
  );
}

function Screen({ risk }: { risk: AsyncResource<EntityRiskData> }) {
  const classes = useStyles();
  useReloadOnChange(risk.reload);
  return (
    <ResourceView of={risk}>
      {value => (
        <div className={classes.root}>
          <EntityRiskHeader risk={value} />
          <FailedSources risk={value} />
          <EntityRiskViews risk={value} />
          <FindingDrawer />
        </div>
      )}
    </ResourceView>
  );
}
