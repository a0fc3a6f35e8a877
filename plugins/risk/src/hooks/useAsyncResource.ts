import {
  DependencyList,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useLiveVersion } from './useLiveVersion';

/** Something that is read from the backend, in every state a screen shows. */
export interface AsyncResource<T> {
  /** The newest value; stays while it is read again. */
  value?: T;
  /** Why the last read failed; a value may be there from before. */
  error?: Error;
  loading: boolean;
  /** Reads again and keeps showing what is there. */
  reload: () => void;
}

interface State<T> {
  key?: object;
  value?: T;
  error?: Error;
  loading: boolean;
}

const asError = (thrown: unknown) =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/**
 * Reads something whenever `deps` change. A late answer to an earlier question
 * is dropped; a reload of the same question shows the old answer meanwhile,
 * another question does so with `keepPrevious` only (a list whose filter
 * changes, not a page whose subject changes). What the backend announces is
 * read again quietly: nothing is shown of it before the answer is there, and
 * an answer that fails to come changes nothing.
 */
export function useAsyncResource<T>(
  load: () => Promise<T>,
  deps: DependencyList,
  { keepPrevious = false, live = true } = {},
): AsyncResource<T> {
  const [state, setState] = useState<State<T>>({ loading: true });
  const [reloads, setReloads] = useState(0);
  const announced = useLiveVersion();
  const version = live ? announced : 0;
  // The dependencies are the caller's, as with useCallback itself.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const question = useCallback(load, deps);
  const asked = useRef<{ question?: () => Promise<T>; version: number }>({
    version,
  });

  useEffect(() => {
    let wanted = true;
    const quiet =
      asked.current.question === question && asked.current.version !== version;
    asked.current = { question, version };
    if (!quiet) {
      setState(before =>
        before.key === question
          ? { ...before, loading: true }
          : {
              key: question,
              loading: true,
              value: keepPrevious ? before.value : undefined,
            },
      );
    }
    question().then(
      value => wanted && setState({ key: question, value, loading: false }),
      thrown =>
        wanted &&
        !quiet &&
        setState(before => ({
          ...before,
          error: asError(thrown),
          loading: false,
        })),
    );
    return () => {
      wanted = false;
    };
  }, [question, reloads, keepPrevious, version]);

  const reload = useCallback(() => setReloads(count => count + 1), []);
  if (state.key === question) {
    const { value, error, loading } = state;
    return { value, error, loading, reload };
  }
  const value = keepPrevious ? state.value : undefined;
  return { value, loading: true, reload };
}
