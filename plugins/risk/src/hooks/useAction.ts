import { useCallback, useState } from 'react';

/** Something the user does: running, failed or done. */
export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>;
  running: boolean;
  error?: Error;
  reset: () => void;
}

/**
 * Runs a write once at a time and keeps its error for the form that asked.
 * `run` resolves to whether it succeeded.
 */
export function useAction<A extends unknown[]>(
  perform: (...args: A) => Promise<void>,
): Action<A> {
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error>();

  const run = async (...args: A) => {
    if (running) return false;
    setRunning(true);
    setError(undefined);
    try {
      await perform(...args);
      return true;
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      return false;
    } finally {
      setRunning(false);
    }
  };

  const reset = useCallback(() => setError(undefined), []);
  return { run, running, error, reset };
}
