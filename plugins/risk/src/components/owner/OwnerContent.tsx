import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { EmptyState, ResourceView } from '../primitives';
import { OwnedProducts } from './OwnedProducts';

/** Tab `Risk` of a group or user: the products they answer for. */
export function OwnerContent({ entityRef }: { entityRef: string }) {
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const owned = useAsyncResource(
    () => api.listOwnedProducts({ params }),
    [api, params],
  );
  return (
    <ResourceView of={owned}>
      {value =>
        value.products.length ? (
          <OwnedProducts owned={value} />
        ) : (
          <EmptyState title="They answer for no product">
            Nothing that counts as a product here and that you may see names
            them, or a group below them, as its owner.
          </EmptyState>
        )
      }
    </ResourceView>
  );
}
