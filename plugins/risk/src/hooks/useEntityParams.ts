import { useMemo } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';

/** Path parameters of an entity, in lower case as the API keeps refs. */
export function entityParamsOf(ref: string) {
  return parseEntityRef(ref.toLocaleLowerCase('en-US'));
}

export const useEntityParams = (ref: string) =>
  useMemo(() => entityParamsOf(ref), [ref]);
