import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useAsyncResource, useRiskApi, useUrlState } from '../../hooks';
import { explainedInRouteRef } from '../../routes';
import { DecisionPage } from '../decision';
import { OwnedProducts } from '../owner/OwnedProducts';
import { RaisesToSign } from '../owner/RaisesToSign';
import { WaitingElsewhere } from '../owner/WaitingElsewhere';
import { EmptyState, PageBody, ResourceView } from '../primitives';
import { RiskRoot, useRiskModel } from '../risk-root';

/** `My products`: what the signed-in person answers for, worst first. */
export function MyProductsPage() {
  return (
    <RiskRoot>
      <PageBody>
        <MyProducts />
      </PageBody>
    </RiskRoot>
  );
}

function MyProducts() {
  const [{ decision }] = useUrlState('decision');
  return decision ? (
    <DecisionPage id={decision} back="my products" />
  ) : (
    <OwnedAndWaiting />
  );
}

function OwnedAndWaiting() {
  const api = useRiskApi();
  const owned = useAsyncResource(() => api.listMyProducts(), [api]);
  const decisions = useAsyncResource(() => api.listMyDecisions(), [api]);
  const raises = useAsyncResource(() => api.listMyTargetRaises(), [api]);
  const waiting = decisions.value?.waitingForMe ?? [];
  return (
    <>
      <RaisesToSign
        raises={raises.value?.waitingForMe ?? []}
        onChanged={() => {
          raises.reload();
          owned.reload();
        }}
      />
      <ResourceView of={owned}>
        {value =>
          value.products.length ? (
            <OwnedProducts owned={value} waiting={waiting} />
          ) : (
            <>
              <WaitingElsewhere decisions={waiting} />
              <NoProducts />
            </>
          )
        }
      </ResourceView>
    </>
  );
}

function NoProducts() {
  const model = useRiskModel().value;
  const modelPage = useRouteRef(explainedInRouteRef)?.();
  return (
    <EmptyState title="You answer for no product">
      {model && `A product here is whatever matches: ${model.product.rule}. `}
      You answer for one when you, or a group you are in, are its owner in the
      catalog. If one is missing, correct its owner there. What you asked others
      to decide is listed under “My requests”.{' '}
      {modelPage && (
        <Link to={modelPage}>Read how products and owners work here</Link>
      )}
    </EmptyState>
  );
}
