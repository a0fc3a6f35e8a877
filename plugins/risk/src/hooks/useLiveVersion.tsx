import {
  createContext,
  ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  changeBucketOf,
  RISK_CHANGES_CHANNEL,
  RiskChangeSignal,
} from '@product-risk/backstage-plugin-risk-common';

const LiveVersion = createContext(0);

/** Pages of many people must not all ask in one moment. */
const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 3_000;
/** However much changes, a page is read again at most this often. */
const REST_MS = 10_000;

/**
 * Calls back some moments after signals, many of them once, and never while
 * nobody looks at the page.
 */
function whenSettled(act: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  let last = -Infinity;
  const plan = () => {
    if (timer !== undefined || document.hidden) return;
    const wait =
      SHORTEST_WAIT_MS + Math.random() * (LONGEST_WAIT_MS - SHORTEST_WAIT_MS);
    const rest = last + REST_MS - Date.now();
    timer = setTimeout(() => {
      timer = undefined;
      waiting = false;
      last = Date.now();
      act();
    }, Math.max(wait, rest));
  };
  const onVisible = () => {
    if (waiting) plan();
  };
  document.addEventListener('visibilitychange', onVisible);
  return {
    signal: () => {
      waiting = true;
      plan();
    },
    stop: () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}

/**
 * Lets what stands in it read again when the backend says that something
 * changed. Without the signals plugin nothing happens.
 */
export function LiveUpdates(props: {
  /** Entities that the page is about; any change concerns it if left out. */
  about?: readonly string[];
  children: ReactNode;
}) {
  const { about, children } = props;
  const signals = useApiHolder().get(signalApiRef);
  const [version, setVersion] = useState(0);
  const refs = about?.join(' ');
  const buckets = useMemo(
    () =>
      refs === undefined ? undefined : refs.split(' ').map(changeBucketOf),
    [refs],
  );
  useEffect(() => {
    if (!signals) return undefined;
    const settled = whenSettled(() => setVersion(count => count + 1));
    const { unsubscribe } = signals.subscribe<RiskChangeSignal>(
      RISK_CHANGES_CHANNEL,
      message => {
        const concerns =
          !buckets ||
          !message.buckets ||
          message.buckets.some(bucket => buckets.includes(bucket));
        if (concerns) settled.signal();
      },
    );
    return () => {
      unsubscribe();
      settled.stop();
    };
  }, [signals, buckets]);
  return (
    <LiveVersion.Provider value={version}>{children}</LiveVersion.Provider>
  );
}

/** Grows when there is news to read. */
export const useLiveVersion = () => useContext(LiveVersion);
