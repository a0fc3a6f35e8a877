import { makeStyles } from '@material-ui/core/styles';
import {
  Budget,
  DecisionStatus,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { RaiseItem } from '../budget/RaiseItem';
import { Panel, ResourceView, SkeletonLines } from '../primitives';
import { DecisionGroup, SHOWN, TreatedGroup } from './DecisionGroups';
import {
  acceptedStatuses,
  nextExpiryWords,
  waitingStatuses,
} from './decisionWords';
import { RequestDecisionButton } from './RequestDecisionButton';

/** As many as one answer lists. */
const LIMIT = 200;

const useStyles = makeStyles(
  theme => ({
    groups: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 280px), 1fr))',
      gap: theme.spacing(2, 3),
      alignItems: 'start',
    },
  }),
  { name: 'RiskDecisionsPanel' },
);

/** Decisions of a product: what waits, what is accepted, what is treated. */
export function DecisionsPanel(props: {
  product: { ref: string; title: string };
  /** Absent as long as it is not read: a raise of its target waits, too. */
  budget?: Pick<Budget, 'target' | 'awaiting'>;
  /** After somebody asked. */
  onChanged: () => void;
  /** After a raise of the target was answered. */
  onBudgetChanged: () => void;
}) {
  const { product, budget, onChanged, onBudgetChanged } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const params = useEntityParams(product.ref);
  const decisions = useAsyncResource(async () => {
    const read = (status: readonly DecisionStatus[]) =>
      api.listProductDecisions({
        params,
        query: { status: [...status], limit: LIMIT },
      });
    const [waiting, accepted, chosen, treated] = await Promise.all([
      read(waitingStatuses),
      read(acceptedStatuses),
      read(['treatment-chosen']),
      api.listProductRisks({
        params,
        query: { treatment: 'under-way', limit: SHOWN },
      }),
    ]);
    return { waiting, accepted, chosen, treated };
  }, [api, params]);
  return (
    <Panel
      title="Decisions"
      action={
        <RequestDecisionButton
          product={product}
          onAsked={() => {
            decisions.reload();
            onChanged();
          }}
        />
      }
    >
      <ResourceView
        of={decisions}
        skeleton={<SkeletonLines label="Loading the decisions" />}
      >
        {({ waiting, accepted, chosen, treated }) => (
          <div className={classes.groups}>
            <DecisionGroup
              title={`Waiting for a decision (${
                waiting.totalItems + (budget?.awaiting ? 1 : 0)
              })`}
              decisions={waiting.items}
              empty="Nothing waits."
              first={
                budget?.awaiting && (
                  <RaiseItem
                    productRef={product.ref}
                    raise={budget.awaiting}
                    before={budget.target}
                    onChanged={onBudgetChanged}
                  />
                )
              }
            />
            <DecisionGroup
              title={`Accepted (${[
                accepted.totalItems,
                nextExpiryWords(accepted.items),
              ]
                .filter(part => part !== undefined)
                .join(', ')})`}
              decisions={accepted.items}
              empty="Nothing is accepted."
            />
            <TreatedGroup
              risks={treated.items}
              totalItems={treated.totalItems}
              chosen={chosen.items}
            />
          </div>
        )}
      </ResourceView>
    </Panel>
  );
}
