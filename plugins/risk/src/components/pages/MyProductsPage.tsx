import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useAsyncResource, useRiskApi } from '../../hooks';
import { explainedInRouteRef } from '../../routes';
import { OwnedProducts } from '../owner/OwnedProducts';
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
  const api = useRiskApi();
  const owned = useAsyncResource(() => api.listMyProducts(), [api]);
  const decisions = useAsyncResource(() => api.listMyDecisions(), [api]);
  const waiting = decisions.value?.waitingForMe ?? [];
  return (
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
  );
}

function NoProducts() {
  const model = useRiskModel().value;
  const modelPage = useRouteRef(explainedInRouteRef)?.();
  return (
    <EmptyState title="You answer for no product">
      {model && `A product here is whatever matches: ${model.product.rule}. `}
      You answer for one when you, or a group you are in, are its owner in the
      catalog. If one is missing, correct its owner there.{' '}
      {modelPage && (
        <Link to={modelPage}>Read how products and owners work here</Link>
      )}
    </EmptyState>
  );
}
