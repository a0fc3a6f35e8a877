import { useMemo } from 'react';
import { ReviewGroup } from '@product-risk/backstage-plugin-risk-common';
import { listIn, useUrlState } from '../../../hooks';

export const reviewStates: readonly ReviewGroup['state'][] = [
  'waiting',
  'promoted',
  'withdrawn',
];

export const severities: readonly ReviewGroup['severity'][] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'unknown',
];

/**
 * The filters of what machines found, in the URL. Without a state in it the
 * list shows what waits for somebody; `state=all` shows everything.
 */
export function useReviewFilters() {
  const [url, setUrl] = useUrlState('state', 'severity', 'find');
  return useMemo(
    () => ({
      state:
        url.state === undefined
          ? (['waiting'] as ReviewGroup['state'][])
          : listIn(url.state, reviewStates),
      severity: listIn(url.severity, severities),
      search: url.find ?? '',
      active: Boolean(url.state || url.severity || url.find),
      set: setUrl,
      setState: (chosen: ReviewGroup['state'][]) =>
        setUrl({ state: chosen.length ? chosen.join(',') : 'all' }),
      clear: () => setUrl({ state: '', severity: '', find: '' }),
    }),
    [url, setUrl],
  );
}

export type ReviewFilters = ReturnType<typeof useReviewFilters>;
