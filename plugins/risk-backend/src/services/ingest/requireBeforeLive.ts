import { ConflictError, InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { BackfillStore } from '../../database/BackfillStore';
import { RollupStore } from '../../database/RollupStore';
import { NO_PRODUCT } from '../../database/tables';

/** Whose history a version adds to. */
export interface HistoryScope {
  /** Where the model belongs, as the caller knows it. */
  attachedTo: readonly string[];
  /** What else the model names; may be hidden from the caller. */
  named: readonly string[];
}

async function requireOpenHistory(
  trx: Knex.Transaction,
  productRefs: readonly string[],
  { at, nameOf }: { at: string; nameOf: (ref: string) => string },
): Promise<void> {
  const refs = productRefs.filter(ref => ref !== NO_PRODUCT);
  // An import of one of them that is under way ends before this one looks.
  await new RollupStore(trx).lockProducts(refs, at);
  const store = new BackfillStore(trx);
  const live = await store.firstLive(refs);
  const until = await store.historyUntil(refs);
  for (const ref of [...refs].sort()) {
    const since = live.get(ref);
    if (since !== undefined) {
      throw new ConflictError(
        `${nameOf(
          ref,
        )} has been imported live since ${since}. A history can only be brought in before the first live import.`,
      );
    }
    const last = until.get(ref);
    if (last !== undefined && last > at) {
      throw new ConflictError(
        `The history of ${nameOf(
          ref,
        )} is written up to ${last}, after ${at}. Bring versions in from the oldest to the newest.`,
      );
    }
  }
}

/**
 * Makes sure that a version may be brought in as of an earlier moment: every
 * product that it concerns is without live imports, and its history ends
 * before that moment. Holds the roll-ups of these products until the
 * transaction ends.
 *
 * @throws InputError when the model belongs to no product
 * @throws ConflictError when the history of a product is closed, goes on
 * later, or the catalog is not read yet
 */
export async function requireBeforeLive(
  trx: Knex.Transaction,
  { attachedTo, named }: HistoryScope,
  at: string,
): Promise<void> {
  const rollups = new RollupStore(trx);
  const own = await rollups.productsOfEntities(attachedTo);
  if (own.length === 0) {
    throw new ConflictError(
      `The portal has not read ${attachedTo.join(
        ', ',
      )} from the catalog yet. Try again in a few minutes.`,
    );
  }
  if (own.every(ref => ref === NO_PRODUCT)) {
    throw new InputError(
      `${attachedTo.join(
        ', ',
      )} belongs to no product, and only products have a history. Name its system in the catalog first.`,
    );
  }
  await requireOpenHistory(trx, own, { at, nameOf: ref => ref });
  const others = (await rollups.productsOfEntities(named)).filter(
    ref => !own.includes(ref),
  );
  await requireOpenHistory(trx, others, {
    at,
    nameOf: () => 'another product, of which this model names entities,',
  });
}
