import { useCallback } from 'react';

/**
 * Ref for the first field of a form that a click just opened, so that typing
 * goes on there. Not for fields that are there when a page loads.
 */
export function useFocusOnMount() {
  return useCallback((field: HTMLElement | null) => field?.focus(), []);
}
