import { ReactNode, useState } from 'react';
import Button from '@material-ui/core/Button';

/** The first items of a list that is here already, and a button for all. */
export function useFirst<T>(
  items: readonly T[],
  limit: number,
  noun: string,
): { shown: readonly T[]; left: readonly T[]; toggle: ReactNode } {
  const [all, setAll] = useState(false);
  if (items.length <= limit) return { shown: items, left: [], toggle: null };
  return {
    shown: all ? items : items.slice(0, limit),
    left: all ? [] : items.slice(limit),
    toggle: (
      <Button size="small" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? 'Show fewer' : `Show all ${items.length} ${noun}`}
      </Button>
    ),
  };
}
