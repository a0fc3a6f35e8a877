import { useMemo } from 'react';
import { CategoryFilter } from '@product-risk/backstage-plugin-risk-common';
import { useUrlState } from '../../hooks';

/** Framework and level as one choice: `asvs@5.0.0/chapter`. */
export const axisOf = (framework: string, level: string) =>
  `${framework}/${level}`;

function readAxis(axis: string | undefined) {
  if (!axis) return {};
  const cut = axis.lastIndexOf('/');
  return cut < 0
    ? { framework: axis }
    : { framework: axis.slice(0, cut), level: axis.slice(cut + 1) };
}

/**
 * What the categories are compared by and for, in the URL. The names differ
 * from those of the products' filters on the same page.
 */
export function useCategoryFilters() {
  const [url, setUrl] = useUrlState(
    'axis',
    'inDomain',
    'ofType',
    'lifecycle',
    'shown',
    'category',
  );
  return useMemo(() => {
    const query: CategoryFilter = {
      ...readAxis(url.axis),
      domain: url.inDomain,
      type: url.ofType,
      lifecycle: url.lifecycle,
    };
    return {
      query,
      /** Also the categories with nothing in them. */
      all: url.shown === 'all',
      /** The category that is open beside the report. */
      opened: url.category,
      active: Boolean(url.axis || url.inDomain || url.ofType || url.lifecycle),
      setAxis: (axis: string) => setUrl({ axis }),
      setDomain: (domain?: string) => setUrl({ inDomain: domain ?? '' }),
      setType: (type?: string) => setUrl({ ofType: type ?? '' }),
      setLifecycle: (lifecycle?: string) =>
        setUrl({ lifecycle: lifecycle ?? '' }),
      setAll: (all: boolean) => setUrl({ shown: all ? 'all' : '' }),
      open: (category: string) => setUrl({ category }, { push: true }),
      close: () => setUrl({ category: '' }),
      clear: () =>
        setUrl({ axis: '', inDomain: '', ofType: '', lifecycle: '' }),
    };
  }, [url, setUrl]);
}

export type CategoryFilters = ReturnType<typeof useCategoryFilters>;
