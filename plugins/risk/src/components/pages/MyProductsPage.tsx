import { useAsyncResource, useRiskApi } from '../../hooks';
import { OwnedProducts } from '../owner/OwnedProducts';
import { EmptyState, PageBody, ResourceView } from '../primitives';
import { RiskRoot } from '../risk-root';

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
  return (
    <ResourceView of={owned}>
      {value =>
        value.products.length ? (
          <OwnedProducts owned={value} />
        ) : (
          <EmptyState title="You answer for no product yet">
            A product belongs to whoever its owner in the catalog is, once that
            is confirmed here.
          </EmptyState>
        )
      }
    </ResourceView>
  );
}
