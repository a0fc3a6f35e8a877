import { lazy, Suspense, useState } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ExploredOption,
  riskTreatmentProposePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  useAsyncResource,
  useEntityParams,
  useRiskApi,
  useUrlState,
} from '../../hooks';
import {
  EmptyState,
  GuardedButton,
  Panel,
  PartialNotice,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { OptionDialog } from './OptionDialog';
import { OptionTable } from './OptionTable';
import { ParetoTable } from './ParetoTable';
import { WhatIf } from './WhatIf';

const ParetoChart = lazy(() => import('./ParetoChart'));

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    sentence: { fontSize: '1rem', maxWidth: 900 },
  }),
  { name: 'RiskTreatmentView' },
);

/** Options of a product compared: how much security should we do? */
export function TreatmentView(props: {
  productRef: string;
  /** Session that new options come from. */
  sessionId?: string;
}) {
  const { productRef, sessionId } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const [url, setUrl] = useUrlState('options');
  const chosen = (url.options ?? '').split(',').filter(Boolean);
  const wanted = chosen.join(',');
  const [edited, setEdited] = useState<ExploredOption | 'new'>();
  const { allowed } = usePermission({
    permission: riskTreatmentProposePermission,
  });
  const comparison = useAsyncResource(
    () =>
      api.getTreatment({
        params,
        query: { chosen: wanted ? wanted.split(',') : undefined },
      }),
    [api, params, wanted],
    { keepPrevious: true },
  );
  const choose = (ids: readonly string[]) => setUrl({ options: ids.join(',') });
  return (
    <Panel
      title="How much security should we do?"
      action={
        <GuardedButton
          permission={riskTreatmentProposePermission}
          refusal="Options are written by the people who build and secure the product."
          onClick={() => setEdited('new')}
        >
          Add an option
        </GuardedButton>
      }
    >
      <ResourceView
        of={comparison}
        skeleton={<SkeletonLines lines={6} label="Comparing the options" />}
      >
        {value => (
          <div className={classes.root}>
            <Typography className={classes.sentence}>
              {value.sentence}
            </Typography>
            {value.options.length === 0 ? (
              <EmptyState title="No option is explored yet">
                {sessionId ? 'Add some here' : 'Explore some in a session'}:
                what could be done about these risks, what it would cost, and
                what it would leave.
              </EmptyState>
            ) : (
              <>
                <OptionTable
                  comparison={value}
                  chosen={chosen}
                  onChoose={choose}
                  onEdit={allowed ? setEdited : undefined}
                />
                <WhatIf comparison={value} onChoose={choose} />
                {value.method === 'greedy' && (
                  <PartialNotice title="Too many options to try every set">
                    They are taken by what they remove for their cost; a cheaper
                    set may exist.
                  </PartialNotice>
                )}
                <Suspense fallback={<SkeletonLines label="Drawing the sets" />}>
                  <ParetoChart comparison={value} />
                </Suspense>
                <ParetoTable comparison={value} onChoose={choose} />
              </>
            )}
            {edited && (
              <OptionDialog
                comparison={value}
                option={edited === 'new' ? undefined : edited}
                sessionId={sessionId}
                onClose={() => setEdited(undefined)}
                onDone={() => {
                  setEdited(undefined);
                  comparison.reload();
                }}
              />
            )}
          </div>
        )}
      </ResourceView>
    </Panel>
  );
}
