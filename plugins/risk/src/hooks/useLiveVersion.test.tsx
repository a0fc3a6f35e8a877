import { act, render, screen } from '@testing-library/react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import {
  changeBucketOf,
  RiskChangeSignal,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource } from './useAsyncResource';
import { LiveUpdates } from './useLiveVersion';

const ORDERS = 'component:default/orders';

let listeners: Set<(message: RiskChangeSignal) => void>;
let load: jest.Mock<Promise<string>, []>;
let hidden = false;

function Page() {
  const { value, error, loading } = useAsyncResource(load, [load]);
  return (
    <p>
      {value ?? 'nothing'}
      {loading && ' loading'}
      {error && ` ${error.message}`}
    </p>
  );
}

const signalApi = {
  subscribe: (_channel: string, onMessage: (message: never) => void) => {
    const listener = onMessage as (message: RiskChangeSignal) => void;
    listeners.add(listener);
    return { unsubscribe: () => listeners.delete(listener) };
  },
};

const page = (about?: string[], signals = true) => {
  const live = (
    <LiveUpdates about={about}>
      <Page />
    </LiveUpdates>
  );
  return signals ? (
    <TestApiProvider apis={[[signalApiRef, signalApi]]}>{live}</TestApiProvider>
  ) : (
    <TestApiProvider apis={[]}>{live}</TestApiProvider>
  );
};

const say = (message: RiskChangeSignal) =>
  act(async () => listeners.forEach(listener => listener(message)));
const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

async function open(about?: string[], signals?: boolean) {
  const rendered = render(page(about, signals));
  await pass(0);
  return rendered;
}

beforeEach(() => {
  jest.useFakeTimers();
  listeners = new Set();
  hidden = false;
  jest.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
  let count = 0;
  load = jest.fn(async () => {
    count += 1;
    return `answer ${count}`;
  });
});

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('LiveUpdates', () => {
  it('reads again some moments after a signal, many signals once, and shows no loading', async () => {
    await open();
    expect(screen.getByText('answer 1')).toBeInTheDocument();
    await say({});
    await say({});
    expect(screen.getByText('answer 1')).toBeInTheDocument();
    await pass(3_000);
    expect(screen.getByText('answer 2')).toBeInTheDocument();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('passes over what concerns other pages', async () => {
    await open([ORDERS]);
    const mine = changeBucketOf(ORDERS);
    await say({ buckets: [(mine + 1) % 64] });
    await pass(30_000);
    expect(load).toHaveBeenCalledTimes(1);
    await say({ buckets: [(mine + 1) % 64, mine] });
    await pass(3_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('reads at most every ten seconds, and the last change is never lost', async () => {
    await open();
    await say({});
    await pass(3_000);
    await say({});
    await pass(5_000);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(5_000);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('waits until somebody looks', async () => {
    await open();
    hidden = true;
    await say({});
    await pass(60_000);
    expect(load).toHaveBeenCalledTimes(1);
    hidden = false;
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await pass(3_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('keeps what is there when the quiet read fails', async () => {
    await open();
    load.mockRejectedValueOnce(new Error('down'));
    await say({});
    await pass(3_000);
    expect(load).toHaveBeenCalledTimes(2);
    expect(screen.getByText('answer 1')).toBeInTheDocument();
  });

  it('does nothing without the signals plugin, and stops with the page', async () => {
    await open(undefined, false);
    expect(screen.getByText('answer 1')).toBeInTheDocument();
    const { unmount } = await open();
    expect(listeners.size).toBe(1);
    unmount();
    expect(listeners.size).toBe(0);
  });
});
