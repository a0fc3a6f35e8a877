import { DependencyList, useEffect, useState } from 'react';
import { AsyncResource, useAsyncResource } from './useAsyncResource';

/** A page of a list, as every list endpoint answers it. */
export interface ListPage<T> {
  items: T[];
  nextCursor?: string;
  /** Over all pages. */
  totalItems: number;
  /** Entries of this page that the caller may not see. */
  hidden: number;
}

/** A list that the backend filters, sorts and pages. */
export interface PagedList<T, P extends ListPage<T> = ListPage<T>>
  extends AsyncResource<P> {
  /** Counted from 0. */
  pageIndex: number;
  next?: () => void;
  previous?: () => void;
}

/**
 * Walks a list by keyset: the way back is the stack of cursors that led here.
 * Changed `deps` (a filter, an order) start over at the first page.
 */
export function usePagedList<P extends ListPage<unknown>>(
  load: (cursor: string | undefined) => Promise<P>,
  deps: DependencyList,
): PagedList<P['items'][number], P> {
  const [cursors, setCursors] = useState<string[]>([]);
  const question = JSON.stringify(deps);
  const [asked, setAsked] = useState(question);
  const current = asked === question ? cursors : [];

  useEffect(() => {
    setAsked(question);
    setCursors([]);
  }, [question]);

  const cursor = current.at(-1);
  const page = useAsyncResource(() => load(cursor), [question, cursor], {
    keepPrevious: true,
  });
  const nextCursor = page.value?.nextCursor;

  return {
    ...page,
    pageIndex: current.length,
    next: nextCursor ? () => setCursors([...current, nextCursor]) : undefined,
    previous: current.length
      ? () => setCursors(current.slice(0, -1))
      : undefined,
  };
}
