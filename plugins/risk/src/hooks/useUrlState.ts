import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Values of the URL's query by name; a list is comma separated. */
export type UrlState<K extends string> = Partial<Record<K, string>>;

/**
 * State that lives in the URL, so that a view can be shared and the browser's
 * back button undoes a choice. Parameters of others are left alone; an empty
 * value removes its parameter.
 */
export function useUrlState<K extends string>(
  ...names: K[]
): [UrlState<K>, (changes: UrlState<K>, options?: { push?: boolean }) => void] {
  const [params, setParams] = useSearchParams();
  const key = names.join(',');

  const state = useMemo(() => {
    const values: UrlState<K> = {};
    for (const name of key.split(',') as K[]) {
      values[name] = params.get(name) ?? undefined;
    }
    return values;
  }, [params, key]);

  const change = useCallback(
    (changes: UrlState<K>, { push = false } = {}) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries<string | undefined>(
            changes,
          )) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: !push },
      ),
    [setParams],
  );

  return [state, change];
}

/** Reads a comma separated value, keeping only what is allowed. */
export function listIn<T extends string>(
  value: string | undefined,
  allowed: readonly T[],
): T[] {
  const wanted = (value ?? '').split(',');
  return allowed.filter(item => wanted.includes(item));
}

/** The one allowed value, or undefined. */
export function oneOf<T extends string>(
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  return allowed.find(item => item === value);
}
