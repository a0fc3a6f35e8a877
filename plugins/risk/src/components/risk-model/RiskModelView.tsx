import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import {
  FactList,
  formatTime,
  Panel,
  plural,
  ResourceView,
} from '../primitives';
import { useRiskModel } from '../risk-root';
import { AssumedRatings } from './AssumedRatings';
import { Levels } from './Levels';
import { Numbers } from './Numbers';
import { RiskMatrix } from './RiskMatrix';
import { ScaleTables } from './ScaleTables';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      minWidth: 0,
      maxWidth: 1200,
    },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    foot: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  }),
  { name: 'RiskModelView' },
);

/** What every number means in this organisation. */
export function RiskModelView() {
  return (
    <ResourceView of={useRiskModel()}>
      {model => <Parts model={model} />}
    </ResourceView>
  );
}

function Parts({ model }: { model: RiskModelPage }) {
  const classes = useStyles();
  const { product, roles, policyVersion, catalogSyncedAt } = model;
  return (
    <div className={classes.root}>
      <div className={classes.columns}>
        <Panel title="What a product is here">
          <Typography variant="body2">{product.description}</Typography>
          <FactList
            facts={[
              ['Rule', product.rule],
              ['Matches now', plural(product.count, 'product')],
              [
                'Catalog read',
                catalogSyncedAt ? formatTime(catalogSyncedAt) : 'not yet',
              ],
            ]}
          />
        </Panel>
        <Panel title="Who decides what">
          <FactList facts={roles.map(({ who, decides }) => [who, decides])} />
        </Panel>
      </div>
      <div className={classes.columns}>
        <RiskMatrix model={model} />
        <Levels model={model} />
      </div>
      <ScaleTables model={model} />
      <div className={classes.columns}>
        <AssumedRatings model={model} />
        <Policy model={model} />
      </div>
      <Numbers model={model} />
      <div className={classes.foot}>Policy version {policyVersion}.</div>
    </div>
  );
}

function Policy({ model }: { model: RiskModelPage }) {
  const { claimedWeight, staleAfterDays, quarantineShare } = model.policy;
  const { coverageKinds, trustCatalogOwners } = model.policy;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    <Panel title="What the policy says">
      <FactList
        facts={[
          [
            'A claimed mitigation',
            claimedWeight === 1
              ? 'counts in full until somebody looks'
              : `counts ${percent(claimedWeight)} of its effect until verified`,
          ],
          [
            'A model is out of date',
            `after ${plural(
              staleAfterDays,
              'day',
            )}, or when what it covers changed in the catalog`,
          ],
          [
            'An import is held back',
            `when it would drop ${percent(
              quarantineShare,
            )} or more of what the source reported`,
          ],
          ['Coverage counts', coverageKinds.join(', ')],
          [
            'An owner in the catalog',
            trustCatalogOwners
              ? 'is confirmed by being named there'
              : 'is proposed until a person confirms it',
          ],
        ]}
      />
    </Panel>
  );
}
