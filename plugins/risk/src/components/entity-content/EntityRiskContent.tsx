import Button from '@material-ui/core/Button';
import {
  Entity,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import useInterval from 'react-use/esm/useInterval';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { EntityRisk } from '../entity-risk/EntityRisk';
import { DomainContent } from '../owner/DomainContent';
import { OwnerContent } from '../owner/OwnerContent';
import { EmptyState, ResourceView } from '../primitives';
import { ProductScorecard } from '../product/ProductScorecard';
import { RiskRoot } from '../risk-root';

/** An entity with what it is part of: numbers of both stand on its pages. */
export const refsOf = (entity: Entity): string[] => [
  stringifyEntityRef(entity),
  ...(entity.relations ?? [])
    .filter(({ type }) => type === RELATION_PART_OF)
    .map(({ targetRef }) => targetRef),
];

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
    <RiskRoot about={isOwner || kind === 'domain' ? undefined : refsOf(entity)}>
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
      {({ entity, pending, isProduct }) => {
        if (pending) {
          return <NotReadYet title={entity.title} onWait={risk.reload} />;
        }
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

/** How often a page that waits for the catalog to be read looks again, in ms. */
const LOOK_AGAIN = 10_000;

/** A young portal or a young entity: nothing is known, and it soon will be. */
function NotReadYet(props: { title: string; onWait: () => void }) {
  const { title, onWait } = props;
  useInterval(onWait, LOOK_AGAIN);
  return (
    <EmptyState
      title={`${title} was not read from the catalog yet`}
      action={
        <Button size="small" variant="outlined" onClick={onWait}>
          Look again
        </Button>
      }
    >
      Its risk is unknown until then. The catalog is read every few minutes, and
      this page looks again by itself.
    </EmptyState>
  );
}
