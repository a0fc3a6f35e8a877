import { useMemo } from 'react';
import { listIn, oneOf, useUrlState } from '../../hooks';
import { LevelOrUnrated, levelsAndUnrated, SortOrder } from '../primitives';

export type ProductSort =
  | 'exposure'
  | 'title'
  | 'severe'
  | 'coverage'
  | 'unrated';

const sorts: readonly ProductSort[] = [
  'exposure',
  'title',
  'severe',
  'coverage',
  'unrated',
];

/** Search, filters and order of the products, in the URL. */
export function useProductFilters() {
  const [url, setUrl] = useUrlState('q', 'level', 'domain', 'sort', 'order');
  return useMemo(() => {
    const sort: SortOrder<ProductSort> = {
      by: oneOf(url.sort, sorts) ?? 'exposure',
      order: oneOf(url.order, ['asc', 'desc']) ?? 'desc',
    };
    return {
      search: url.q ?? '',
      level: listIn(url.level, levelsAndUnrated),
      domain: url.domain,
      sort,
      active: Boolean(url.q || url.level || url.domain),
      setSearch: (q: string) => setUrl({ q }),
      setLevel: (level: LevelOrUnrated[]) => setUrl({ level: level.join(',') }),
      setDomain: (domain?: string) => setUrl({ domain: domain ?? '' }),
      setSort: (next: SortOrder<ProductSort>) =>
        setUrl({ sort: next.by, order: next.order }),
      clear: () => setUrl({ q: '', level: '', domain: '' }),
      /** What both the list and its export are asked for. */
      query: {
        search: url.q || undefined,
        level: listIn(url.level, levelsAndUnrated),
        domain: url.domain,
        sort: sort.by,
        order: sort.order,
      },
    };
  }, [url, setUrl]);
}

export type ProductFilters = ReturnType<typeof useProductFilters>;
