import { InputError } from '@backstage/errors';
import { DbTimelineLinkRow } from '../../database/TimelineStore';

/**
 * @param after - what has to be over before the event
 * @param links - all of the product; those to the event are replaced
 * @throws InputError when an event would have to be over before itself
 */
export function requireNoCircle(
  id: string,
  after: readonly string[],
  links: readonly DbTimelineLinkRow[],
): void {
  const before = new Map<string, string[]>();
  for (const { from_id, to_id } of links) {
    if (to_id !== id) {
      before.set(to_id, [...(before.get(to_id) ?? []), from_id]);
    }
  }
  const earlier = new Set(after);
  for (const one of earlier) {
    if (one === id) {
      throw new InputError(
        'body.after: the event would have to be over before itself; take one of these links away',
      );
    }
    for (const next of before.get(one) ?? []) earlier.add(next);
  }
}
