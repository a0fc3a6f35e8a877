import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { RefField } from '../primitives';

const SUGGESTED = 20;

/** Who answers for an initiative: a person or a group of the catalog. */
export function SponsorField(props: {
  value: string;
  onChange: (ref: string) => void;
}) {
  const catalog = useApi(catalogApiRef);
  const suggest = useCallback(
    async (term: string) => {
      const { items } = await catalog.queryEntities({
        filter: { kind: ['User', 'Group'] },
        fullTextFilter: {
          term,
          fields: ['metadata.name', 'spec.profile.displayname'],
        },
        limit: SUGGESTED,
      });
      return items.map(entity => ({
        ref: stringifyEntityRef(entity),
        title: entityPresentationSnapshot(entity).primaryTitle,
      }));
    },
    [catalog],
  );
  return (
    <RefField
      {...props}
      label="Sponsor"
      placeholder="group:default/platform"
      helperText="Who answers for it: a person or a group of the catalog"
      suggest={suggest}
    />
  );
}
