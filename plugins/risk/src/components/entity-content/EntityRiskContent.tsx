import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { EntityRisk } from '../entity-risk/EntityRisk';
import { DomainContent } from '../owner/DomainContent';
import { OwnerContent } from '../owner/OwnerContent';
import { ResourceView } from '../primitives';
import { ProductScorecard } from '../product/ProductScorecard';
import { RiskRoot } from '../risk-root';

/**
 * The tab `Risk` of any entity. People and groups answer for products; for the
 * rest the backend knows what counts as a product here.
 */
export function EntityRiskContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const kind = entity.kind.toLocaleLowerCase('en-US');
  const isOwner = ['group', 'user'].includes(kind);
  return (
    <RiskRoot>
      {isOwner ? (
        <OwnerContent entityRef={entityRef} />
      ) : (
        <ProductOrPart entityRef={entityRef} isDomain={kind === 'domain'} />
      )}
    </RiskRoot>
  );
}

function ProductOrPart(props: { entityRef: string; isDomain: boolean }) {
  const { entityRef, isDomain } = props;
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const risk = useAsyncResource(
    () => api.getEntityRisk({ params }),
    [api, params],
  );
  return (
    <ResourceView of={risk}>
      {({ isProduct }) => {
        if (isProduct) return <ProductScorecard entityRef={entityRef} />;
        return isDomain ? (
          <DomainContent entityRef={entityRef} />
        ) : (
          <EntityRisk risk={risk} />
        );
      }}
    </ResourceView>
  );
}
