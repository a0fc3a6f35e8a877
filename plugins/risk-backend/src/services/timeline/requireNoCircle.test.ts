import fc from 'fast-check';
import { DbTimelineLinkRow } from '../../database/TimelineStore';
import { requireNoCircle } from './requireNoCircle';

const names = ['a', 'b', 'c', 'd', 'e'];

/** Whether an order exists in which nothing comes before what it waits for. */
function canBeOrdered(
  links: readonly DbTimelineLinkRow[],
  left: readonly string[] = names,
): boolean {
  const waiting = left.filter(name =>
    links.some(
      ({ from_id, to_id }) => to_id === name && left.includes(from_id),
    ),
  );
  return waiting.length === left.length
    ? left.length === 0
    : canBeOrdered(links, waiting);
}

describe('requireNoCircle', () => {
  it('takes exactly those links with which everything can be put in order', () => {
    const changes = fc.array(
      fc.tuple(
        fc.constantFrom(...names),
        fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(changes, all => {
        let links: DbTimelineLinkRow[] = [];
        for (const [id, after] of all) {
          const next = [
            ...links.filter(({ to_id }) => to_id !== id),
            ...after.map(from_id => ({ from_id, to_id: id })),
          ];
          let taken = true;
          try {
            requireNoCircle(id, after, links);
          } catch {
            taken = false;
          }
          expect(taken).toBe(canBeOrdered(next));
          if (taken) links = next;
        }
      }),
    );
  });
});
