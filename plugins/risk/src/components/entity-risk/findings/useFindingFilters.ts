import { useMemo } from 'react';
import { FindingStatus } from '@product-risk/backstage-plugin-risk-common';
import { listIn, oneOf, useUrlState } from '../../../hooks';
import { levelsAndUnrated, SortOrder, strideNames } from '../../primitives';

export type FindingSort =
  | 'exposure'
  | 'title'
  | 'status'
  | 'lastSeen'
  | 'firstSeen';

export const findingStatuses: readonly FindingStatus[] = [
  'open',
  'in_progress',
  'accepted',
  'claimed',
  'excluded',
  'absent',
];

/** What counts as exposure: what an engineer came for. */
export const statusesThatCount: readonly FindingStatus[] = [
  'open',
  'in_progress',
  'accepted',
];

export const strideLetters = Object.keys(
  strideNames,
) as readonly (keyof typeof strideNames)[];

const sorts: readonly FindingSort[] = [
  'exposure',
  'title',
  'status',
  'lastSeen',
  'firstSeen',
];

/**
 * The filters of the findings in the URL. Without a status in it the list
 * shows what counts; `status=all` shows everything.
 */
export function useFindingFilters() {
  const [url, setUrl] = useUrlState(
    'status',
    'level',
    'stride',
    'source',
    'reviewed',
    'q',
    'sort',
    'order',
  );
  return useMemo(() => {
    const status =
      url.status === undefined
        ? [...statusesThatCount]
        : listIn(url.status, findingStatuses);
    const sort: SortOrder<FindingSort> = {
      by: oneOf(url.sort, sorts) ?? 'exposure',
      order: oneOf(url.order, ['asc', 'desc']) ?? 'desc',
    };
    return {
      status,
      level: listIn(url.level, levelsAndUnrated),
      stride: listIn(url.stride, strideLetters),
      source: url.source ? url.source.split(',') : [],
      reviewed: oneOf(url.reviewed, ['true', 'false']),
      search: url.q ?? '',
      sort,
      active: Boolean(
        url.status ||
          url.level ||
          url.stride ||
          url.source ||
          url.reviewed ||
          url.q,
      ),
      set: setUrl,
      setStatus: (chosen: FindingStatus[]) =>
        setUrl({ status: chosen.length ? chosen.join(',') : 'all' }),
      clear: () =>
        setUrl({
          status: '',
          level: '',
          stride: '',
          source: '',
          reviewed: '',
          q: '',
        }),
    };
  }, [url, setUrl]);
}

export type FindingFilters = ReturnType<typeof useFindingFilters>;
