import { act, renderHook, waitFor } from '@testing-library/react';
import { useAsyncResource } from './useAsyncResource';

describe('useAsyncResource', () => {
  it('drops a late answer to an earlier question', async () => {
    const answers = new Map<string, (value: string) => void>();
    const ask = (name: string) =>
      new Promise<string>(resolve => answers.set(name, resolve));
    const { result, rerender } = renderHook(
      ({ name }) => useAsyncResource(() => ask(name), [name]),
      { initialProps: { name: 'first' } },
    );
    rerender({ name: 'second' });
    await act(async () => answers.get('second')?.('two'));
    await act(async () => answers.get('first')?.('one'));
    expect(result.current.value).toBe('two');
  });

  it('keeps the value while it is read again, also when that fails', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('known')
      .mockRejectedValueOnce(new Error('down'));
    const { result } = renderHook(() => useAsyncResource(load, []));
    await waitFor(() => expect(result.current.value).toBe('known'));
    act(() => result.current.reload());
    expect(result.current).toMatchObject({ value: 'known', loading: true });
    await waitFor(() => expect(result.current.error?.message).toBe('down'));
    expect(result.current.value).toBe('known');
  });

  it('forgets the value of another subject', async () => {
    const { result, rerender } = renderHook(
      ({ name }) => useAsyncResource(async () => name, [name]),
      { initialProps: { name: 'first' } },
    );
    await waitFor(() => expect(result.current.value).toBe('first'));
    rerender({ name: 'second' });
    expect(result.current.value).toBeUndefined();
    await waitFor(() => expect(result.current.value).toBe('second'));
  });
});
