import { useMemo } from 'react';
import { DecisionStatus } from '@product-risk/backstage-plugin-risk-common';
import { listIn, useUrlState } from '../../hooks';
import { decisionStatusWords } from '../decision';

export const decisionStatuses = Object.keys(
  decisionStatusWords,
) as readonly DecisionStatus[];

/** Filters of the decisions in the URL, beside those of the products. */
export function useDecisionFilters() {
  const [url, setUrl] = useUrlState('decided', 'of', 'overdue');
  return useMemo(() => {
    const status = listIn(url.decided, decisionStatuses);
    return {
      status,
      product: url.of,
      overdue: url.overdue === 'true',
      active: Boolean(url.decided || url.of || url.overdue),
      setStatus: (chosen: readonly DecisionStatus[]) =>
        setUrl({ decided: chosen.join(','), overdue: '' }),
      setProduct: (product?: string) => setUrl({ of: product ?? '' }),
      setOverdue: () => setUrl({ overdue: 'true', decided: '' }),
      clear: () => setUrl({ decided: '', of: '', overdue: '' }),
      /** What both the list and its export are asked for. */
      query: {
        status: status.length > 0 ? status : undefined,
        product: url.of,
        overdue: url.overdue === 'true' ? ('true' as const) : undefined,
      },
    };
  }, [url, setUrl]);
}
