import { act, renderHook, waitFor } from '@testing-library/react';
import { usePagedList } from './usePagedList';

const load = async (cursor: string | undefined) => {
  const index = Number(cursor ?? 0);
  return {
    items: [`item ${index}`],
    nextCursor: index < 2 ? String(index + 1) : undefined,
    totalItems: 3,
    hidden: 0,
  };
};

describe('usePagedList', () => {
  it('walks forwards and back, and starts over for another filter', async () => {
    const { result, rerender } = renderHook(
      ({ filter }) => usePagedList(load, [filter]),
      { initialProps: { filter: 'a' } },
    );
    const shows = (item: string) =>
      waitFor(() => expect(result.current.value?.items).toEqual([item]));

    await shows('item 0');
    expect(result.current.previous).toBeUndefined();
    act(() => result.current.next?.());
    await shows('item 1');
    act(() => result.current.next?.());
    await shows('item 2');
    expect(result.current.next).toBeUndefined();
    act(() => result.current.previous?.());
    await shows('item 1');

    rerender({ filter: 'b' });
    await shows('item 0');
    expect(result.current.pageIndex).toBe(0);
  });
});
