import { useMemo } from 'react';
import { CategoryFilter } from '@product-risk/backstage-plugin-risk-common';
import { useUrlState } from '../../hooks';
import { dayAhead } from '../primitives';

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

/** The day that lies so many days back; what is no number of days is ignored. */
function dayBefore(days: string | undefined, now: Date = new Date()) {
  const count = Number(days);
  return days && Number.isInteger(count) && count > 0 && count <= 3_650
    ? dayAhead(-count, now)
    : undefined;
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
    'changed',
    'shown',
    'category',
    'ofProduct',
    'fromFinding',
    'fromEntity',
  );
  return useMemo(() => {
    const query: CategoryFilter = {
      ...readAxis(url.axis),
      domain: url.inDomain,
      type: url.ofType,
      lifecycle: url.lifecycle,
      since: dayBefore(url.changed),
    };
    return {
      query,
      /** Also the categories with nothing in them. */
      all: url.shown === 'all',
      /** The category that is open beside the report. */
      opened: url.category,
      active: Boolean(
        url.axis || url.inDomain || url.ofType || url.lifecycle || url.changed,
      ),
      setAxis: (axis: string) => setUrl({ axis }),
      setDomain: (domain?: string) => setUrl({ inDomain: domain ?? '' }),
      setType: (type?: string) => setUrl({ ofType: type ?? '' }),
      setLifecycle: (lifecycle?: string) =>
        setUrl({ lifecycle: lifecycle ?? '' }),
      /** Days back that the categories are compared with. */
      changed: url.changed,
      setChanged: (days?: string) => setUrl({ changed: days ?? '' }),
      setAll: (all: boolean) => setUrl({ shown: all ? 'all' : '' }),
      open: (category: string) => setUrl({ category }, { push: true }),
      close: () =>
        setUrl({
          category: '',
          ofProduct: '',
          fromFinding: '',
          fromEntity: '',
        }),
      clear: () =>
        setUrl({
          axis: '',
          inDomain: '',
          ofType: '',
          lifecycle: '',
          changed: '',
        }),
    };
  }, [url, setUrl]);
}

export type CategoryFilters = ReturnType<typeof useCategoryFilters>;
