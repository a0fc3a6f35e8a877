import { useMemo } from 'react';
import { Decision } from '@product-risk/backstage-plugin-risk-common';
import {
  AsyncResource,
  entityParamsOf,
  useAsyncResource,
  useRiskApi,
} from '../../hooks';
import { currentStatuses } from './decisionWords';

/** More than the risks of one page of a list have. */
const LIMIT = 200;

/** The newest decision of each of some risks of a product that matters now. */
export function useDecisionsOfRisks(
  productRef: string | undefined,
  riskIds: readonly string[],
): AsyncResource<Map<string, Decision>> {
  const api = useRiskApi();
  const wanted = useMemo(() => [...new Set(riskIds)].sort(), [riskIds]);
  return useAsyncResource(
    async () => {
      const newest = new Map<string, Decision>();
      if (!productRef || wanted.length === 0) return newest;
      const { items } = await api.listProductDecisions({
        params: entityParamsOf(productRef),
        query: { risk: wanted, status: [...currentStatuses], limit: LIMIT },
      });
      for (const decision of items) {
        for (const { id } of decision.risks) {
          if (!newest.has(id)) newest.set(id, decision);
        }
      }
      return newest;
    },
    [api, productRef, wanted.join(',')],
    { keepPrevious: true },
  );
}
